# Styrsnurran. `make demo` opens it, `make test` tests it; `make` alone lists the rest.
# PORT=8001 chooses the port, KOMMUN=0180 a real municipality, PYTHON=python3.12 the interpreter.

PYTHON ?= python3
STARTA = exec $(PYTHON) driftsattning/lokal/starta.py
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo run test check bench manage

help:
	@echo 'make demo                      öppnar den påhittade kommunen Storköping på http://127.0.0.1:8000/'
	@echo 'make demo KOMMUN=0180          hämtar en riktig kommun från Kolada i stället'
	@echo 'make run                       webben med sina tjänster på egna data'
	@echo 'make manage ARGS="kommando"    ett Django-kommando med tjänsterna igång'
	@echo 'make test [ARGS="-k namn"]     alla prov, även i webbläsare'
	@echo 'make check                     stil, lager, mallar, migreringar, driftsättning'
	@echo 'make bench [ARGS=...]          mätningar'

demo:
	@$(STARTA) demo

run:
	@$(STARTA) run

test:
	@$(STARTA) test $(ARGS)

check:
	@$(STARTA) check

bench:
	@$(STARTA) bench $(ARGS)

manage:
	@$(STARTA) manage $(ARGS)
