# Two commands set everything up on a machine with Python 3.11, pip and make:
#   make review   environment, law library, two sample drafts reviewed
#   make test     the tests
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export FASHEN_HOME ?= $(CURDIR)/var
LIBRARY := $(FASHEN_HOME)/library.sqlite
SAMPLES := service/samples/sample_norm_doc.docx service/samples/sample_contract.docx
# CPU build; plain "torch" would bring several GB of CUDA. See README.
TORCH := torch==2.13.0

.PHONY: review test check format serve bench load evaluate clean
.DEFAULT_GOAL := review

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(LIBRARY): $(READY)
	$(BIN)/fashen library build

review: $(LIBRARY)
	@mkdir -p out
	$(BIN)/fashen review $(SAMPLES)
	$(BIN)/fashen review service/samples/sample_norm_doc.docx --format html -o out/sample_norm_doc.html
	$(BIN)/fashen review service/samples/sample_contract.docx --format html -o out/sample_contract.html
	@echo "审查报告：out/sample_norm_doc.html  out/sample_contract.html"

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(LIBRARY)
	$(BIN)/fashen serve

bench: $(LIBRARY)
	$(BIN)/python -m service.bench

load: $(LIBRARY)
	$(BIN)/python -m service.load

evaluate: $(LIBRARY)
	$(BIN)/fashen evaluate citations

clean:
	rm -rf $(VENV) out var build *.egg-info
