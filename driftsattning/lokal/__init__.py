"""The launcher behind `make demo`, `run`, `test`, `check`, `bench` and `manage`. Standard library only,
except for the two modules that talk to the services (`databas`, `koer`), which run inside the environment."""
