# Everything a person needs, on a machine with nothing but Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test suite pythons check bench catalogues torture mutants lock clean help

help:  ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

# The lists name everything, so nothing is resolved again on the day of the set-up: what was released since can't break it.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
CHECK := $(BIN)/python -m pip check --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

# Set-up repeats itself only when the lists have changed, and then anew: nothing stays of what was there before.
$(VENV)/run.stamp: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Yigong needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) -r requirements.txt
	@$(CHECK)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(INSTALL) -r requirements-dev.txt
	@$(CHECK)
	@touch $@

run: $(VENV)/run.stamp  ## Telegram if TELEGRAM_BOT_TOKEN is set, the playground if not
	@$(BIN)/python -m bot

test: $(VENV)/dev.stamp  ## the whole suite, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-report=term:skip-covered --ignore=tests/torture --ignore=tests/replicas
	$(BIN)/coverage report --include='volunteering/*,storage/*' --fail-under=90 --format=total
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/torture tests/replicas

TESTS ?= tests
suite: $(VENV)/dev.stamp  ## the suite without kills, faults and coverage; TESTS=tests/handlers for a part of it
	$(BIN)/python -m pytest -n 3 --dist worksteal --ignore=tests/torture --ignore=tests/replicas $(TESTS)

pythons:  ## the suite on each Python from 3.11 to 3.14 that is here
	.ci/pythons

check: $(VENV)/dev.stamp  ## lint, types, layers, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_catalogues.py

bench: $(VENV)/dev.stamp  ## the table of ratios, written to docs/benchmarks.md
	$(BIN)/python -m benchmarks

catalogues: $(VENV)/run.stamp  ## collect new sentences into the catalogues
	$(BIN)/pybabel -q extract -F words/locales/babel.cfg --no-wrap --add-location=file --sort-by-file --omit-header -o $(VENV)/sentences.pot handlers web words
	for language in zh_Hans zh_Hant; do \
		$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --omit-header -l $$language \
			-i $(VENV)/sentences.pot -o words/locales/$$language.po; done

torture: $(VENV)/dev.stamp  ## the long form of the kill test
	$(BIN)/python -m pytest tests/torture tests/replicas --long

mutants: $(VENV)/dev.stamp  ## faults, and which test notices each: written to docs/mutation.md
	$(BIN)/python -m tests.mutation $(FAULTS)

# One lock in two views: what is shipped is a part of what is tested.
lock: $(VENV)/dev.stamp  ## pin what pyproject.toml asks for, with hashes and without addresses
	$(COMPILE) --extra dev -o requirements-dev.txt pyproject.toml
	$(COMPILE) --constraint requirements-dev.txt -o requirements.txt pyproject.toml

clean:  ## forget the set-up
	rm -rf $(VENV) .venvs .mypy_cache .ruff_cache .pytest_cache
