"""A decided plan stays as it was decided, and the goals form a tree, whoever writes to the tables.

The actions say so first, in words meant for people; this is for what does not pass them. What lets go of something
else may still happen in a decided plan: a person, a styrperiod or an earlier draft is removed.
"""

from django.db import migrations

LOSA = "ARRAY['ansvarig_id', 'andrad_av_id', 'foregangare_id', 'styrperiod_id']"
LASTA = ("plan", "malomrade", "mal", "indikator", "malniva", "horisontkoppling")

SKAPA = (
    """
CREATE FUNCTION planering_plan_av(tabell text, rad jsonb) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE nyckel bigint;
BEGIN
    IF tabell = 'planering_plan' THEN
        RETURN (rad->>'id')::bigint;
    ELSIF tabell = 'planering_malomrade' THEN
        RETURN (rad->>'plan_id')::bigint;
    ELSIF tabell = 'planering_malniva' THEN
        SELECT o.plan_id INTO nyckel FROM planering_indikator i JOIN planering_mal m ON m.id = i.mal_id
            JOIN planering_malomrade o ON o.id = m.malomrade_id WHERE i.id = (rad->>'indikator_id')::bigint;
    ELSIF tabell = 'planering_mal' THEN
        SELECT o.plan_id INTO nyckel FROM planering_malomrade o WHERE o.id = (rad->>'malomrade_id')::bigint;
    ELSE
        SELECT o.plan_id INTO nyckel FROM planering_mal m JOIN planering_malomrade o ON o.id = m.malomrade_id
            WHERE m.id = (rad->>'mal_id')::bigint;
    END IF;
    RETURN nyckel;
END
$$;

CREATE FUNCTION planering_vagra_beslutad() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fore jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    efter jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    falt text;
    bara_losgjort boolean := TG_OP = 'UPDATE';
BEGIN
    IF TG_TABLE_NAME = 'planering_plan' THEN
        IF TG_OP = 'INSERT' OR fore->>'status' <> 'beslutad' THEN
            RETURN COALESCE(NEW, OLD);
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM planering_plan WHERE status = 'beslutad' AND id IN (
            planering_plan_av(TG_TABLE_NAME, fore), planering_plan_av(TG_TABLE_NAME, efter))
    ) THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF bara_losgjort THEN
        FOREACH falt IN ARRAY $losa$ LOOP
            IF efter->>falt IS NOT NULL AND efter->falt IS DISTINCT FROM fore->falt THEN
                bara_losgjort := false;
            END IF;
        END LOOP;
        IF bara_losgjort AND fore - $losa$ = efter - $losa$ THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'The plan is decided: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION planering_djup(niva text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE niva WHEN 'kf' THEN 0 WHEN 'namnd' THEN 1 ELSE 2 END
$$;

CREATE FUNCTION planering_haller_tradet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM planering_mal over JOIN planering_malomrade oo ON oo.id = over.malomrade_id
            JOIN planering_malomrade eget ON eget.id = NEW.malomrade_id
        WHERE over.id = NEW.overordnat_id
            AND (planering_djup(over.niva) >= planering_djup(NEW.niva) OR oo.plan_id <> eget.plan_id)
    ) OR EXISTS (
        SELECT 1 FROM planering_mal under
        WHERE under.overordnat_id = NEW.id AND planering_djup(under.niva) <= planering_djup(NEW.niva)
    ) THEN
        RAISE EXCEPTION 'A goal serves one of a higher level in its own plan, so that no ring is possible.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER planering_tradet AFTER INSERT OR UPDATE ON planering_mal
    FOR EACH ROW EXECUTE FUNCTION planering_haller_tradet();
""".replace("$losa$", LOSA)
    + "".join(
        f"""
CREATE TRIGGER planering_beslutad BEFORE INSERT OR UPDATE OR DELETE ON planering_{tabell}
    FOR EACH ROW EXECUTE FUNCTION planering_vagra_beslutad();
"""
        for tabell in LASTA
    )
)
TA_BORT = (
    "DROP TRIGGER planering_tradet ON planering_mal;"
    + "".join(f"DROP TRIGGER planering_beslutad ON planering_{tabell};" for tabell in LASTA)
    + "DROP FUNCTION planering_haller_tradet(); DROP FUNCTION planering_djup(text);"
    "DROP FUNCTION planering_vagra_beslutad(); DROP FUNCTION planering_plan_av(text, jsonb);"
)


class Migration(migrations.Migration):
    dependencies = [("planering", "0001_initial")]
    operations = [migrations.RunSQL(SKAPA, TA_BORT)]
