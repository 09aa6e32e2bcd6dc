# Short names for what a developer does all day; each works in a fresh clone.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/pip-compile --build-deps-for editable

.PHONY: run test shots guide-pictures baselines lint lock

run:
	$(PYTHON) installer/from_source.py run

test:
	$(PYTHON) installer/from_source.py test

# Every page and state, written as pictures to look at before a change of the window is done.
shots:
	$(PYTHON) installer/from_source.py setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots --into shots

# The pictures in the guides, from the example.
guide-pictures:
	$(PYTHON) installer/from_source.py setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots --guide

# The pictures that tests/ui/test_baselines.py holds the window to: look at them before they are committed.
baselines:
	$(PYTHON) installer/from_source.py setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots --baselines

lint:
	$(PYTHON) installer/from_source.py setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Newest versions that the limits in pyproject.toml allow, with the hash of every file.
lock:
	$(PYTHON) installer/from_source.py setup
	$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
