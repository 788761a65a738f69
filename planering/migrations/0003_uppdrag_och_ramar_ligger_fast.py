"""What belongs to a decided plan stays with it: its descriptions of what is to be done, and its frames.

The outcome of a frame is entered after the decision, so those columns stay open, and so does the stamp.
"""

from django.db import migrations

OPPNA = "ARRAY['utfall', 'volymutfall', 'andel_kvinnor', 'revision', 'andrad', 'andrad_av_id']"
# How the plan's key is found from a row ($1, as jsonb) of each table.
PLAN_AV = {
    "uppdragsbeskrivning": "SELECT ($1->>'plan_id')::bigint",
    "uppdragsenhet": "SELECT ($1->>'plan_id')::bigint",
    "uppdragstext": "SELECT plan_id FROM planering_uppdragsbeskrivning WHERE id = ($1->>'uppdrag_id')::bigint",
    "uppdragskalla": "SELECT u.plan_id FROM planering_uppdragstext t JOIN planering_uppdragsbeskrivning u"
    " ON u.id = t.uppdrag_id WHERE t.id = ($1->>'text_id')::bigint",
    "verksamhet": "SELECT ($1->>'plan_id')::bigint",
    "ram": "SELECT plan_id FROM planering_verksamhet WHERE id = ($1->>'verksamhet_id')::bigint",
    "oronmarkning": "SELECT v.plan_id FROM planering_ram r JOIN planering_verksamhet v"
    " ON v.id = r.verksamhet_id WHERE r.id = ($1->>'ram_id')::bigint",
}
PLAN_AV["uppdragsversion"] = PLAN_AV["uppdragskalla"]


def _text(sql: str) -> str:
    return "'" + sql.replace("'", "''") + "'"


SKAPA = f"""
CREATE FUNCTION planering_vagra_uppdrag_och_ramar() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fore jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    efter jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    nycklar bigint[] := ARRAY[]::bigint[];
    nyckel bigint;
    oppna text[] := ARRAY['andrad_av_id', 'sparad_av_id'];
BEGIN
    IF fore IS NOT NULL THEN
        EXECUTE TG_ARGV[0] INTO nyckel USING fore;
        nycklar := nycklar || nyckel;
    END IF;
    IF efter IS NOT NULL THEN
        EXECUTE TG_ARGV[0] INTO nyckel USING efter;
        nycklar := nycklar || nyckel;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM planering_plan WHERE status = 'beslutad' AND id = ANY(nycklar)) THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_TABLE_NAME = 'planering_ram' THEN
        oppna := {OPPNA};
    END IF;
    IF TG_OP = 'UPDATE' AND fore - oppna = efter - oppna THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The plan is decided: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
""" + "".join(
    f"""
CREATE TRIGGER planering_beslutad BEFORE INSERT OR UPDATE OR DELETE ON planering_{tabell}
    FOR EACH ROW EXECUTE FUNCTION planering_vagra_uppdrag_och_ramar({_text(sql)});
"""
    for tabell, sql in PLAN_AV.items()
)
TA_BORT = (
    "".join(f"DROP TRIGGER planering_beslutad ON planering_{tabell};" for tabell in PLAN_AV)
    + "DROP FUNCTION planering_vagra_uppdrag_och_ramar();"
)


class Migration(migrations.Migration):
    dependencies = [("planering", "0002_beslutat_ligger_fast")]
    operations = [migrations.RunSQL(SKAPA, TA_BORT)]
