# What can be done here: make help
.DEFAULT_GOAL := help
.PHONY: help run test lint lock venv dev-venv clean
SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?=
PYTEST_ARGS ?=

help: ## list what can be done here
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: venv ## start everything and print the address (PORT=8001 for another port)
	@$(if $(PORT),PORT=$(PORT) )exec $(PYTHON) manage.py serve

# Tests that kill real processes and watch the clock have the machine to themselves; the others share its cores.
test: dev-venv ## all tests, with a real database; those in a browser where Chromium is installed
	@$(if $(PYTEST_ARGS),$(PYTHON) -m pytest $(PYTEST_ARGS),shared=0; \
	$(PYTHON) -m pytest -n auto --dist loadfile -m "not processes" || shared=$$?; \
	$(PYTHON) -m pytest -m processes && exit $$shared)

lint: dev-venv ## style, types, the walls between the stages, missing migrations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy .
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-cache
	$(PYTHON) manage.py makemigrations --check --dry-run

lock: dev-venv ## work out requirements/*.txt anew from requirements/*.in (add UPGRADE=--upgrade for newer versions)
	@for name in base dev bench; do \
	  $(PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --quiet $(UPGRADE) requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

# An installed lock leaves a copy of itself in .venv; the same lock is not installed twice. pip is called plainly, so that
# its own configuration (index, proxy, certificates) holds. A lock is whole, so nothing is worked out again (--no-deps): pip
# takes a package with extras for one that is not pinned as soon as there is a newer one.
venv:
	@$(call make_venv)
	@cmp -s requirements/base.txt .venv/base.lock || { \
	  echo "Installing what Parley needs ..." && \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/base.txt && \
	  cp requirements/base.txt .venv/base.lock; }

dev-venv:
	@$(call make_venv)
	@cmp -s requirements/dev.txt .venv/dev.lock || { \
	  echo "Installing what Parley and its tests need ..." && \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt && \
	  cp requirements/dev.txt .venv/dev.lock && cp requirements/base.txt .venv/base.lock; }

# A name on the PATH is not yet a Python that runs, nor one that can make environments; so each is tried.
define make_venv
$(PYTHON) -c "" 2>/dev/null || { \
  for name in python3 python3.13 python3.12 python3.11; do \
    if $$name -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
    then found=$$name; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo "Parley needs Python 3.11, 3.12 or 3.13 with venv; python3 here is: $$(python3 --version 2>&1 || true)" >&2; \
    echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; \
  fi; \
  echo "Making .venv with $$($$found --version) ..." && $$found -m venv --clear .venv; }
endef

clean: ## remove .venv and caches; the data in var stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov
