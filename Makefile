# `make` alone lists the targets. `make run` and `make test` are all that a newcomer needs.
.DEFAULT_GOAL := help
SHELL := /bin/sh
UV := .uv/bin/uv
BIN := .venv/bin
DATA ?=
PORT ?= 8000
export UV_SYSTEM_CERTS := 1
# Packages are compiled once, at set-up: the language models alone bring a thousand modules to every first start.
export UV_COMPILE_BYTECODE := 1
# An installed Python 3.13 is used where there is one; only then are downloads refused.
ifneq ($(shell command -v python3.13 2>/dev/null),)
export UV_PYTHON_DOWNLOADS := never
endif
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export NODE_EXTRA_CA_CERTS := /etc/ssl/certs/ca-certificates.crt
endif
PYTHON_SOURCES := src tests benchmarks

.PHONY: help setup assets run reset test test-slow check format messages bench mutants

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.setup assets ## create the environment from the lock file and build the front end

$(UV):
	@echo "setup: fetching uv" >&2
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

.venv/.setup: uv.lock pyproject.toml | $(UV)
	@echo "setup: creating the environment" >&2
	@$(UV) sync --quiet --locked --inexact --python 3.13
	@touch $@

.venv/.test: .venv/.setup
	@echo "setup: adding the test tools" >&2
	@$(UV) sync --quiet --locked --inexact --python 3.13 --group test
	@touch $@

.venv/.bench: .venv/.setup
	@$(UV) sync --quiet --locked --inexact --python 3.13 --group bench
	@touch $@

assets: src/chorsu/ui/static/ui/build/.built ## build the front end (Node comes from a wheel)

src/chorsu/ui/static/ui/build/.built: frontend/package-lock.json $(wildcard frontend/*.mjs frontend/src/* frontend/src/*/*) | .venv/.setup
	@echo "setup: building the front end" >&2
	@UV_PROJECT_ENVIRONMENT=.uv/node $(UV) sync --quiet --locked --python 3.13 --no-default-groups --no-install-project --only-group frontend
	@sh frontend/build.sh
	@touch $@

run: setup ## everything on this machine; DATA=file.csv also takes in that file, PORT=8000
	@exec $(BIN)/chorsu run --port $(PORT) $(if $(DATA),--data "$(DATA)")

reset: .venv/.setup ## empty the installation on this machine (var/)
	@$(BIN)/chorsu reset

test: setup .venv/.test ## install and run all tests but the slow proofs
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not slow"

test-slow: setup .venv/.test ## the slow proofs, and the pages in a browser
	@$(BIN)/pytest -n 2 --dist loadgroup -m slow

mutants: setup .venv/.test ## change the rule of handling in small ways: does a test notice each?
	@$(UV) sync --quiet --locked --inexact --python 3.13 --group test --group mutants
	@$(BIN)/python tests/handling/mutants.py

check: setup .venv/.test ## lint, types, floors, templates
	@$(BIN)/ruff check $(PYTHON_SOURCES)
	@$(BIN)/ruff format --check $(PYTHON_SOURCES)
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet src
	@git ls-files -z 'src/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 6.0

format: .venv/.test ## format the code
	@$(BIN)/ruff check --fix-only --quiet $(PYTHON_SOURCES)
	@$(BIN)/ruff format --quiet $(PYTHON_SOURCES)

messages: .venv/.test ## add new words to the catalogues and compile them (no gettext needed)
	@$(BIN)/python -m chorsu.ui.catalogue

bench: setup .venv/.bench ## measure everything
	@$(BIN)/chorsu bench
