# Everything lives in .venv and var/. `make` alone lists what can be done.
.DEFAULT_GOAL := help
.PHONY: help install run start test test-deep coverage check bench bench-matching screenshots messages format lock clean
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
SCENARIO ?=
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c "" 2>/dev/null && echo "$$p" && break; done),no-python)
# A Python named on the command line (`make run PYTHON=python3.12`) is insisted on.
EXACT := $(if $(filter command environment,$(firstword $(origin PYTHON))),--exact)
NO_PYTHON := echo "Python 3.11 or newer is needed, and no Python was found here." >&2; exit 1;
BUILD := $(if $(filter no-python,$(PYTHON)),$(NO_PYTHON),$(PYTHON) tools/bootstrap.py)
IN_VENV := .venv/bin/python

help: ## List these commands
	@echo "Usage: make <command>"
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 16
	@echo "Options: make run PORT=8001, make run SCENARIO=mid_term, PYTHON=python3.12 with any command."

install: ## Build .venv (run and test do it by themselves)
	@$(BUILD) base $(EXACT)

run: ## Start the demonstration: web server and worker, http://localhost:8000/
	@$(BUILD) base $(EXACT)
	@$(IN_VENV) manage.py serve --demo --port $(PORT) $(if $(SCENARIO),--scenario $(SCENARIO))

start: ## Set up an organization of your own, with its first administrator
	@$(BUILD) base $(EXACT)
	@DJANGO_SETTINGS_MODULE=fellowship.settings.local $(IN_VENV) manage.py start

test: ## Run the tests: SQLite always, PostgreSQL and Chromium where present
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/test.py $(ARGS)

test-deep: ## Run what is deep or long, and everything on PostgreSQL
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/test.py --deep $(ARGS)

coverage: ## Run every branch of the fair-chance rules, or fail
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/branches.py

check: ## Lint, types, templates, import rules, migrations, production settings
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/check.py

bench: ## Measure the screens on PostgreSQL: make bench SCALE=10000, or SCALES="1000 10000 100000"
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) $(if $(SCALES),tools/bench_growth.py $(SCALES),tools/bench.py $(if $(SCALE),--scale $(SCALE))) \
		$(if $(SCENARIO),--scenario $(SCENARIO))

bench-matching: ## Measure the placement of fellows, beside the library `matching` in the same run
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) -m tests.benchmarks.matching_speed

screenshots: ## Make the pictures of the README and of every screen
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/screenshots.py

messages: ## Collect and compile the texts to translate
	@$(BUILD) dev $(EXACT)
	@$(IN_VENV) tools/messages.py

format: ## Format the code and put right what can be put right by itself
	@$(BUILD) dev $(EXACT)
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format .

lock: ## Compile the hashed lock files from pyproject.toml (needs uv)
	@$(PYTHON) tools/lock.py

clean: ## Remove .venv and everything the program made (var/)
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
