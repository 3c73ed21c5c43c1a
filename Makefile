# Every target makes its own environment from the locked dependencies; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STARTER := templates/starter
WORKFLOWS := .github/workflows/*.yml $(STARTER)/github/dot-github/workflows/*.yml
SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema

.PHONY: demo test coverage lint types bench mutants soak lock clean

$(READY): requirements/dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)
	$(BIN)/pvsync demo

test: lint types
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

# Which lines and branches the tests reach; a run of its own, since counting takes as long again as testing.
coverage: $(READY)
	$(BIN)/python -m coverage run --parallel-mode -m pytest
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --show-missing

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/yamllint --strict .
	$(BIN)/zizmor --quiet --offline --pedantic $(WORKFLOWS) action.yml .pre-commit-config.yaml .pre-commit-hooks.yaml
	$(SCHEMA) vendor.github-workflows $(WORKFLOWS)
	$(SCHEMA) vendor.github-actions action.yml
	$(SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci $(STARTER)/gitlab/dot-gitlab-ci.yml

types: $(READY)
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/run.py

# What the tests of the rules would not notice: some minutes, and no part of `make test`.
mutants: $(READY)
	$(BIN)/python benchmarks/mutants.py

# Random faults for as long as wanted: `make soak SEED=1 MINUTES=10`; one journey again: `make soak SEED=7 JOURNEYS=1`.
soak: $(READY)
	$(BIN)/python tests/faults/soak.py --seed $(or $(SEED),1) --minutes $(or $(MINUTES),10) --journeys $(or $(JOURNEYS),0)

# The lock files are written here and nowhere else: `make lock` after a change to pyproject.toml.
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --all-extras --group dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra all pyproject.toml -o requirements/all.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
