# The README writes each of these out for machines without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGE_FOLDER ?= en
ARGS ?=

.PHONY: lab test check build bench clean

lab: $(VENV)/learner
	$(BIN)/python -m jupyterlab notebooks/$(LANGUAGE_FOLDER)/00_start_here.ipynb $(ARGS)

test: $(VENV)/developer
	$(BIN)/python -m tests $(ARGS)

check: $(VENV)/developer
	$(BIN)/python -m tests check

build: $(VENV)/developer
	$(BIN)/python -m lessons.course build $(ARGS)

bench: $(VENV)/developer
	$(BIN)/python -m tests.benchmarks $(ARGS)

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/learner: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -c constraints.txt
	touch $@

$(VENV)/developer: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -c constraints.txt
	touch $@ $(VENV)/learner
