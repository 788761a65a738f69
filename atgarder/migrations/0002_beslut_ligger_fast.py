"""What was decided stays as it was recorded, whoever writes to the tables; a correction is a new decision.

The actions say so first, in words meant for people; this is for what does not pass them. A person who is removed may
still be let go of.
"""

from django.db import migrations

ORUBBLIGA = ("beslut", "beslutspunkt", "beslutadeffekt", "beslutsavslut")

SKAPA = """
CREATE FUNCTION atgarder_vagra_andring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A decision stays as it was recorded: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION atgarder_vagra_avgjort() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fore jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    efter jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    falt text := TG_ARGV[0];
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM atgarder_beslut WHERE underlag_id IN ((fore->>falt)::bigint, (efter->>falt)::bigint)
    ) OR (TG_OP = 'UPDATE' AND efter->>'andrad_av_id' IS NULL AND fore - 'andrad_av_id' = efter - 'andrad_av_id')
    THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'The paper has been decided on: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER atgarder_avgjort BEFORE UPDATE OR DELETE ON atgarder_beslutsunderlag
    FOR EACH ROW EXECUTE FUNCTION atgarder_vagra_avgjort('id');
CREATE TRIGGER atgarder_avgjort BEFORE INSERT OR UPDATE OR DELETE ON atgarder_underlagsforslag
    FOR EACH ROW EXECUTE FUNCTION atgarder_vagra_avgjort('underlag_id');
""" + "".join(
    f"""
CREATE TRIGGER atgarder_orubbligt BEFORE UPDATE OR DELETE ON atgarder_{tabell}
    FOR EACH ROW EXECUTE FUNCTION atgarder_vagra_andring();
"""
    for tabell in ORUBBLIGA
)
TA_BORT = (
    "".join(f"DROP TRIGGER atgarder_orubbligt ON atgarder_{tabell};" for tabell in ORUBBLIGA)
    + "DROP TRIGGER atgarder_avgjort ON atgarder_beslutsunderlag;"
    "DROP TRIGGER atgarder_avgjort ON atgarder_underlagsforslag;"
    "DROP FUNCTION atgarder_vagra_avgjort(); DROP FUNCTION atgarder_vagra_andring();"
)


class Migration(migrations.Migration):
    dependencies = [("atgarder", "0001_initial")]
    operations = [migrations.RunSQL(SKAPA, TA_BORT)]
