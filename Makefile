# Everything a fresh checkout needs is Python 3.11+ and make: each target sets up its own .venv.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help generate test check bench lint types format clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

generate: .venv/cli.stamp  ## write generated/maho_api from wsdl/
	$(BIN)/mahogen generate

test: .venv/dev.stamp  ## run the tests
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST_ARGS)

check: lint types test  ## format, lint, types, tests, and generated code against its contract
	$(BIN)/mahogen check --force

bench: .venv/dev.stamp  ## measure, beside lxml and zeep; print ratios
	$(BIN)/python -m bench

lint: .venv/dev.stamp  ## ruff: format and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev.stamp  ## mypy --strict over generator, generated and tests
	$(BIN)/mypy

format: .venv/dev.stamp  ## let ruff rewrite the hand-written code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove the virtual environment and caches
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .mahogen-cache
	find generator generated tests -type d \( -name .ruff_cache -o -name .mypy_cache \
		-o -name .pytest_cache -o -name __pycache__ \) -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mahogen needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/cli.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[cli]'
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/cli.stamp
