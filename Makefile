# Needs Python 3.11 or newer and make. Every target sets up .venv by itself, once.
PYTHON ?= python3
JOBS ?= 2
LAB_FLAGS ?=
README_PICTURES := at_a_glance stations_by_model satisfaction

VENV := .venv
RUN := $(VENV)/bin/python -m
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report test test-browser lab lint format notebooks lock bench wheel clean FORCE

# .ready holds the directory that .venv was made in. An environment without it was left half built;
# one that was moved, or whose Python is gone, does not answer with this directory. Build it again.
ifneq ($(shell $(VENV)/bin/python -c 'print(open("$(READY)").read().strip())' 2>/dev/null),$(CURDIR))
$(LOCKED): FORCE
endif

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

report: $(READY) ## check the register, run the notebooks, write report/ (where something changed)
	$(VENV)/bin/shangluo-data report

test: $(READY) ## all tests and every notebook output (no browser)
	$(RUN) pytest --nbval notebooks tests -n $(JOBS) --dist loadfile

test-browser: $(READY) ## the pages and JupyterLab in Chromium
	$(RUN) pytest -m browser tests

# JupyterLab refuses to run as root unless told so, as in a container. The settings in
# jupyter-config/ hold for this call alone.
lab: $(READY) ## open the notebooks in JupyterLab (LAB_FLAGS adds options)
	JUPYTER_CONFIG_PATH="$(CURDIR)/jupyter-config" $(RUN) jupyterlab --notebook-dir=notebooks \
	    $(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_FLAGS)

lint: $(READY) ## ruff, its formatter, mypy
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

format: $(READY) ## let ruff fix and format
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

notebooks: $(READY) ## run the notebooks, store their outputs in place, renew docs/
	$(VENV)/bin/shangluo-data run
	$(VENV)/bin/shangluo-data report --no-run --output build/report
	cp $(README_PICTURES:%=build/report/exhibits/%.png) docs/

lock: ## write requirements.txt anew (needs uv); UPGRADE=--upgrade takes newer versions
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 $(UPGRADE) \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements.txt

bench: $(READY) ## time import, tables, report and PDFs beside pandas and nbconvert
	$(VENV)/bin/python tests/benchmark.py

wheel: $(READY) ## build dist/*.whl
	$(VENV)/bin/hatchling build -t wheel

clean: ## remove .venv, report/ and every cache
	rm -rf $(VENV) report build dist .report.part .report.lock
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCKED): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "This needs Python 3.11 or newer; '$(PYTHON)' is not: $$($(PYTHON) --version 2>&1)." \
	         "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up $(VENV); the first time this takes a few minutes."
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --disable-pip-version-check --quiet --require-hashes -r requirements.txt
	@touch $@

# Without build isolation: hatchling comes from the lock, and nothing more is downloaded.
$(READY): $(LOCKED) pyproject.toml
	$(RUN) pip install --disable-pip-version-check --quiet --no-build-isolation --no-deps -e .
	@pwd > $@
