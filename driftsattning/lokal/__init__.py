"""The launcher behind `make demo`, `run`, `test`, `check`, `bench` and `manage`: the standard library alone, except
that `databas` asks the servers through psycopg2 and redis, once the environment is there."""
