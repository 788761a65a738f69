"""What a closed round was closed with stays, whoever writes to the tables.

The actions say so first, in words meant for people; this is for what does not pass them. A person who is removed may
still be let go of.
"""

from django.db import migrations

# How the round's key is found from a row ($1, as jsonb) of each table.
OMGANG_AV = {
    "omgang": "SELECT ($1->>'id')::bigint",
    "inlamning": "SELECT ($1->>'omgang_id')::bigint",
    "rapportrad": "SELECT omgang_id FROM uppfoljning_inlamning WHERE id = ($1->>'inlamning_id')::bigint",
    "utfall": "SELECT ($1->>'omgang_id')::bigint",
    "ogonblicksbild": "SELECT ($1->>'omgang_id')::bigint",
}


def _text(sql: str) -> str:
    return "'" + sql.replace("'", "''") + "'"


SKAPA = """
CREATE FUNCTION uppfoljning_vagra_faststalld() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fore jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    efter jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    losa text[] := ARRAY['ansvarig_id', 'faststalld_av_id'];
    nycklar bigint[] := ARRAY[]::bigint[];
    nyckel bigint;
    falt text;
    bara_losgjort boolean := TG_OP = 'UPDATE';
BEGIN
    IF fore IS NOT NULL THEN
        EXECUTE TG_ARGV[0] INTO nyckel USING fore;
        nycklar := nycklar || nyckel;
    END IF;
    IF efter IS NOT NULL AND TG_TABLE_NAME <> 'uppfoljning_omgang' THEN
        EXECUTE TG_ARGV[0] INTO nyckel USING efter;
        nycklar := nycklar || nyckel;
    END IF;
    IF NOT (TG_TABLE_NAME = 'uppfoljning_ogonblicksbild' AND TG_OP <> 'INSERT') AND NOT EXISTS (
        SELECT 1 FROM uppfoljning_omgang WHERE faststalld IS NOT NULL AND id = ANY(nycklar)
    ) THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF bara_losgjort THEN
        FOREACH falt IN ARRAY losa LOOP
            IF efter->>falt IS NOT NULL AND efter->falt IS DISTINCT FROM fore->falt THEN
                bara_losgjort := false;
            END IF;
        END LOOP;
        IF bara_losgjort AND fore - losa = efter - losa THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'The round is closed: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
""" + "".join(
    f"""
CREATE TRIGGER uppfoljning_faststalld BEFORE INSERT OR UPDATE OR DELETE ON uppfoljning_{tabell}
    FOR EACH ROW EXECUTE FUNCTION uppfoljning_vagra_faststalld({_text(sql)});
"""
    for tabell, sql in OMGANG_AV.items()
)
TA_BORT = (
    "".join(f"DROP TRIGGER uppfoljning_faststalld ON uppfoljning_{tabell};" for tabell in OMGANG_AV)
    + "DROP FUNCTION uppfoljning_vagra_faststalld();"
)


class Migration(migrations.Migration):
    dependencies = [("uppfoljning", "0001_initial")]
    operations = [migrations.RunSQL(SKAPA, TA_BORT)]
