#!/bin/sh
# Skapar databasen och dess två roller. Körs en gång, som PostgreSQL:s administratör:
#   sudo -u postgres AGARE_LOSENORD=… APP_LOSENORD=… sh driftsattning/skapa-databas.sh
# Lösenorden skickas på standard in, inte på en kommandorad som andra kan läsa.
set -eu
: "${AGARE_LOSENORD:?ange ägarrollens lösenord}" "${APP_LOSENORD:?ange applikationsrollens lösenord}"

psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv agare AGARE_LOSENORD
\getenv app APP_LOSENORD
CREATE ROLE styrsnurra_agare LOGIN PASSWORD :'agare';
CREATE ROLE styrsnurra_app LOGIN PASSWORD :'app';
CREATE DATABASE styrsnurra OWNER styrsnurra_agare ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE styrsnurra FROM PUBLIC;
SQL
