# Every target does its own set-up: `make demo` and `make test` work from nothing but Python >= 3.11.
.DELETE_ON_ERROR:
.PHONY: demo test cover chaos check lint types contracts bench fmt lock page clean help

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMPS := $(VENV)/.stamps
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The bot is started many times over: what is compiled once stays.
unexport PYTHONDONTWRITEBYTECODE
# Many tests wait for a socket or a clock.
AT_ONCE = -n $(shell $(PY) -c "import os; print(os.cpu_count() * 3 // 2)") --dist loadfile --no-loadscope-reorder
COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

help:           ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

demo: $(STAMPS)/demo ## the bot in a local Slack workspace, with an invented team (ARGS="--leads FILE …" for your own)
	@$(PY) -m bot demo $(ARGS)

test: $(STAMPS)/dev ## every test; a real PostgreSQL comes from a wheel (ARGS="-k name" for some)
	$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),$(AT_ONCE))

cover: $(STAMPS)/dev ## every test, and how much of the code they reach (twice as long)
	$(BIN)/python -m pytest $(AT_ONCE) --cov --cov-report=term

chaos: $(STAMPS)/dev ## the full runs against "never sent twice, nothing lost silently" (about 20 minutes)
	$(BIN)/python -m pytest -m chaos -n auto -rP --timeout 3600 $(ARGS)

check: lint types contracts test ## what decides whether a change lands

lint: $(STAMPS)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMPS)/dev
	$(BIN)/mypy

contracts: $(STAMPS)/dev
	$(BIN)/lint-imports

bench: $(STAMPS)/dev ## the heavy paths against the machine's own floors, as ratios
	$(PY) -m benchmarks.rates
	$(PY) -m benchmarks.demand

fmt: $(STAMPS)/dev ## format and fix what can be fixed
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: $(STAMPS)/uv ## take newer versions of the dependencies into requirements/
	echo 'uv' | $(COMPILE) --upgrade - -o requirements/uv.txt
	$(COMPILE) --upgrade pyproject.toml -o requirements/run.txt
	$(COMPILE) --upgrade pyproject.toml --extra demo -c requirements/run.txt -o requirements/demo.txt
	$(COMPILE) --upgrade pyproject.toml --extra demo --group dev -c requirements/demo.txt -o requirements/dev.txt

page:           ## rebuild the sandbox's page (needs Node and npm; the built file is committed)
	$(MAKE) -C sandbox/page

clean:          ## remove everything that was made here
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache artifacts dist

# The first interpreter that really runs and is new enough; a half-made .venv is made again.
$(STAMPS)/venv:
	@set -e; for candidate in python3.14 python3.13 python3.12 python3.11 python3; do \
	  if $$candidate -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then found=$$candidate; break; fi; done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed and was not found on PATH." >&2; exit 1; fi; \
	rm -rf $(VENV); $$found -m venv $(VENV); mkdir -p $(STAMPS); touch $@

# uv is wanted for its speed only: where it cannot be had, pip installs the same files.
$(STAMPS)/uv: requirements/uv.txt $(STAMPS)/venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt \
	  || echo "uv could not be installed; going on with pip."
	@touch $@

$(STAMPS)/demo: requirements/demo.txt $(STAMPS)/uv
	@$(call install,requirements/demo.txt)
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/uv
	@$(call install,requirements/dev.txt)
	@touch $@

define install
echo "Installing $(1) (hash-locked) …"; \
$(BIN)/uv pip install -q --compile-bytecode --python $(PY) --require-hashes -r $(1) \
  || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef
