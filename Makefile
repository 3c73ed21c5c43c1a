# Every target makes its own environment from the locked dependencies; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPARK := .venv-spark
READY := $(VENV)/.ready
STARTER := templates/starter
WORKFLOWS := .github/workflows/*.yml $(STARTER)/github/dot-github/workflows/*.yml
SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema

.PHONY: demo test coverage lint types bench mutants planted soak pictures spark lock clean

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

# Twenty bugs, planted one at a time in a copy: what is named beside each must notice; no part of `make test`.
planted: $(READY)
	$(BIN)/python benchmarks/planted.py

# Random faults for as long as wanted: `make soak SEED=1 MINUTES=10`; one journey again: `make soak SEED=7 JOURNEYS=1`.
# Before them fifty seeds of the differential; one of those again: `python tests/differential/run.py --seed 7 --seeds 1`.
soak: $(READY)
	$(BIN)/python tests/differential/run.py --seed $(or $(SEED),1) --seeds $(or $(SEEDS),50)
	$(BIN)/python tests/faults/soak.py --seed $(or $(SEED),1) --minutes $(or $(MINUTES),10) --journeys $(or $(JOURNEYS),0)

# The pictures of README.md, from the plan that it shows; the photographs of the report need a Chromium.
pictures: $(READY)
	PYTHONPATH=tests $(BIN)/python tests/house/pictures.py

# The current tables on Spark and on DuckDB, row by row: needs Java 17, fetches half a gigabyte, and has an environment of its own.
spark: $(SPARK)/.ready
	$(SPARK)/bin/python -m pytest tests/spark

$(SPARK)/.ready: requirements/spark.lock pyproject.toml
	test -x $(SPARK)/bin/python || $(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.lock
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The lock files are written here and nowhere else: `make lock` after a change to pyproject.toml.
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra all --group dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra all pyproject.toml -o requirements/all.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra datasets --extra spark --group build --group spark pyproject.toml -o requirements/spark.lock

clean:
	rm -rf $(VENV) $(SPARK) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
