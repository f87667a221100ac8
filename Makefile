# Jam Sessions Hub. `make` alone says what there is.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test test-next lint messages lock bench clean

help:  ## say what there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: requirements.lock
	@echo "Installing the libraries (once; about a minute) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version))."; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip check
	@touch $@

run: $(VENV)/.installed  ## the site with its starter library on SQLite, at http://127.0.0.1:8000/ (PORT=… changes it)
	@mkdir -p var
	@$(PY) -m config.start --port $(PORT)

test: $(VENV)/.installed  ## all tests that can run here, on SQLite and on PostgreSQL where one is reached
	@$(PY) -m config.check_everything

test-next: $(VENV)/.installed  ## the tests on the newest Wagtail, in an environment of its own
	@test -x .venv-next/bin/python || $(PYTHON) -m venv .venv-next
	@.venv-next/bin/python -m pip install --disable-pip-version-check -q -r requirements.lock
	@.venv-next/bin/python -m pip install --disable-pip-version-check -q --upgrade 'wagtail<8.1'
	@.venv-next/bin/python -c 'import wagtail; print("Wagtail", wagtail.__version__)'
	@.venv-next/bin/python -m config.check_everything --sqlite-only

lint: $(VENV)/.installed  ## style and migrations
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) manage.py makemigrations --check --dry-run

messages: $(VENV)/.installed  ## collect the strings of the interface into the catalogues
	@$(PY) manage.py update_messages

lock:  ## write the lock file anew (needs uv)
	uv pip compile pyproject.toml --all-extras --group test --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock

bench: $(VENV)/.installed  ## the speed of our pages beside bare Django and bare Wagtail (needs PostgreSQL and wrk)
	@$(PY) -m tests.bench.run

clean:  ## remove what was installed and made here, the database included
	rm -rf $(VENV) .venv-next var
