.PHONY: edition test lint bench clean

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

edition: $(VENV)/ready ## validate the edition in tei/ and render it into out/
	$(RUN)/teiserge validate
	$(RUN)/teiserge render --format html

test: $(VENV)/ready-dev ## run the tests
	$(RUN)/pytest -n auto

lint: $(VENV)/ready-dev ## check style and types
	$(RUN)/ruff check src tests
	$(RUN)/ruff format --check src tests
	$(RUN)/mypy

bench: $(VENV)/ready-dev ## measure load, validate, prepare and html
	$(RUN)/pytest tests/bench

clean: ## remove what was built, and keep the sources
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
	find out -mindepth 1 ! -name README.md -delete

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --editable .
	touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(RUN)/pip install --quiet --editable '.[dev]'
	touch $@
