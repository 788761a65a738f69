"""The log is only added to, whoever asks: the tables' owner is refused as well.

(TRUNCATE is the owner's alone; tests and `flush` empty a whole database with it.)
"""

from django.db import migrations

SKAPA = """
CREATE FUNCTION organisation_handelse_vagra() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log (organisation_handelse) is only added to: % is refused.', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER organisation_handelse_bara_tillagg
    BEFORE UPDATE OR DELETE ON organisation_handelse
    FOR EACH STATEMENT EXECUTE FUNCTION organisation_handelse_vagra();
"""
TA_BORT = """
DROP TRIGGER organisation_handelse_bara_tillagg ON organisation_handelse;
DROP FUNCTION organisation_handelse_vagra();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunSQL(SKAPA, TA_BORT)]
