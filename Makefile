# make run · make test · make check — each does all its own set-up the first time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
BENCH := .bench-venv
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: run install test campaign bench lint check format docs lock clean

## Start the bot; without BOT_TOKEN in .env, the sandbox with a web chat.
run: install
	@$(BIN)/python -m bot

## Set-up alone: a virtual environment in .venv with the locked dependencies.
install: $(INSTALLED)

$(INSTALLED): requirements.lock
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(PIP) -r requirements.lock
	@touch $(INSTALLED)

$(TOOLS): requirements-dev.lock $(INSTALLED)
	@echo "Adding the tools for tests and checks …"
	@$(PIP) -r requirements-dev.lock
	@touch $(TOOLS)

## Every test; those in a browser are skipped with a reason where there is no Chromium.
test: $(TOOLS)
	@$(BIN)/python -m pytest -n 3 --dist worksteal -q

## Faults, limits and outages at full length (an hour); ONLY=name runs one. Writes docs/reliability.md.
campaign: $(TOOLS)
	@$(BIN)/python -m tests.campaigns $(ONLY)

## Compare with bare libraries and other clients; writes docs/performance.md (about 8 minutes).
bench: $(BENCH)/.installed
	@$(BENCH)/bin/python -m benchmarks $(ONLY)

# An environment of its own: python-binance has the same package name as ours.
$(BENCH)/.installed: requirements.lock benchmarks/peers.lock
	@echo "Setting up $(BENCH) …"
	@$(PYTHON) -m venv --clear --without-pip $(BENCH)
	@$(subst $(BIN),$(BENCH)/bin,$(PIP)) -r requirements.lock
	@$(subst $(BIN),$(BENCH)/bin,$(PIP)) -r benchmarks/peers.lock
	@touch $@

## Format, lint, types, docstrings and the directions of import.
lint: $(TOOLS)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/interrogate -q bot binance storage sandbox
	@$(BIN)/lint-imports --no-logo

## Lint and tests.
check: lint test

## Format and mend what can be mended by itself.
format: $(TOOLS)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

## Write docs/commands.md from the commands, and docs/binance.md from the endpoints.
docs: install
	@$(BIN)/python -m bot.reference > docs/commands.md
	@$(BIN)/python -m binance.reference > docs/binance.md

## Write the lock files anew (needs uv on the path).
lock:
	uv pip compile -q pyproject.toml --extra redis --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --annotation-style line -o requirements.lock
	uv pip compile -q pyproject.toml --extra redis --extra dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --annotation-style line -o requirements-dev.lock
	uv pip compile -q benchmarks/peers.in --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --annotation-style line -o benchmarks/peers.lock

clean:
	rm -rf $(VENV) $(BENCH) .mypy_cache .pytest_cache .ruff_cache .hypothesis
