# What there is to do here; `make` alone lists it. Everything runs in .venv, made on first use with nothing but Python.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-editors check format lint types contracts docs docs-check picture picture-neovim bench wheel wheel-test vsix clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(READY) ## make .venv with the project and its development tools

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(READY) ## lint the example content, then its twin with defects, as an author would see it
	@echo '$$ scaffold-lint check examples/content'
	@$(BIN)/scaffold-lint check examples/content
	@echo
	@echo '$$ scaffold-lint check examples/defects'
	@$(BIN)/scaffold-lint check examples/defects; test $$? -eq 1

test: $(READY) ## run the tests, but for those in real editors
	$(BIN)/pytest -q -n auto --ignore tests/editors

test-editors: $(READY) vsix ## drive real editors with the shipped files
	$(BIN)/python -m pip install --quiet --group editors
	tests/editors/install_editors
	tests/editors/install
	@# a real editor on a busy machine may miss a key: what failed is tried once more, alone
	$(BIN)/pytest -q tests/editors || $(BIN)/pytest -q --last-failed --last-failed-no-failures none tests/editors

check: lint types contracts docs-check ## everything that judges the code itself

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

lint: $(READY) ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	$(BIN)/mypy

contracts: $(READY) ## who may import whom
	$(BIN)/lint-imports

docs: $(READY) ## write docs/rules and docs/upstream-checks.md from the rules, the picture, and the extension's settings
	$(BIN)/python docs/build.py
	$(BIN)/python editors/vscode/generate.py

docs-check: $(READY) ## fail when what is generated in docs is stale
	$(BIN)/python docs/build.py --check
	$(BIN)/python editors/vscode/generate.py --check

picture: docs ## draw docs/check.svg, what the linter says about examples/defects

picture-neovim: $(READY) ## draw docs/neovim.svg, a real Neovim in examples/defects
	$(BIN)/python -m pip install --quiet --group editors
	$(BIN)/python docs/neovim.py

bench: $(READY) ## measure, and say where the time goes; real content is looked for in $SCAFFOLD_CORPUS
	$(BIN)/python tests/benchmarks/check.py --profile
	$(BIN)/python tests/benchmarks/server.py

wheel: $(READY) ## build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

wheel-test: wheel ## run the tests against the wheel, in an environment and a folder of their own
	tests/tools/test_wheel dist/*.whl

vsix: $(READY) ## build the extension for VS Code into dist/
	editors/vscode/build

clean: ## remove what was built
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache
	rm -rf editors/vscode/node_modules editors/vscode/out editors/vscode/server editors/vscode/images tests/artifacts
