# One command for each job. `make help` lists them. Everything happens in .venv; nothing else on the machine changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO_OUT := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test check static spacy docs format clean install

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

# The stamp is newer than pyproject.toml only if a whole installation has succeeded, so a half-made environment is
# made again from nothing.
$(INSTALLED): pyproject.toml build_gazetteer.py
	@echo "namenorm: creating the environment $(VENV) and installing namenorm into it (once, about a minute)"
	@rm -rf $(VENV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "namenorm needs Python 3.11 or newer; set PYTHON=...")'
	@$(PYTHON) -m venv $(VENV) || { echo "namenorm: python3 -m venv failed; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The stamp cannot tell that somebody has damaged the environment since; importing what it holds can.
install: $(INSTALLED)
	@$(BIN)/python -c 'import namenorm, numpy, rapidfuzz, yaml, pytest, hypothesis, mkdocs' 2>/dev/null || { \
		echo "namenorm: the environment is incomplete and is made again"; rm -f $(INSTALLED); $(MAKE) --no-print-directory $(INSTALLED); }

demo: install ## clean the example article and show what was found
	@echo "namenorm: cleaning docs/examples/article.txt"
	@mkdir -p $(DEMO_OUT)
	@$(BIN)/namenorm clean --diff --entities docs/examples/article.txt; [ $$? -le 1 ]
	@$(BIN)/namenorm clean -o $(DEMO_OUT)/article.txt docs/examples/article.txt >/dev/null; [ $$? -le 1 ]
	@echo "namenorm: the cleaned article is $(DEMO_OUT)/article.txt"

test: install ## run the tests
	@echo "namenorm: running the tests"
	@$(BIN)/python -m pytest -n auto

check: static test ## everything that a pull request must pass: format, lint, types, layers, gazetteer, docs, tests

static: install ## the part of check that runs no tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/namenorm gazetteer fmt --check
	$(BIN)/namenorm gazetteer lint
	$(BIN)/namenorm gazetteer test
	$(BIN)/mkdocs build --quiet --strict

spacy: ## test the spaCy component in an environment of its own
	$(PYTHON) -m venv build/spacy
	build/spacy/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,spacy]'
	build/spacy/bin/python -m pytest tests/test_spacy_*.py src/namenorm/adapters/spacy_*.py
	build/spacy/bin/mypy src/namenorm/adapters/spacy_*.py tests/test_spacy_*.py

docs: install ## build the documentation into build/site
	$(BIN)/mkdocs build --strict

format: install ## format the code and repair what ruff can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
