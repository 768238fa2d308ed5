# Everything is made in .venv; nothing on the machine is changed.
# On an office PC without make: `pip install .`, then `pennydrop up`.
PYTHON ?= python3
BIN := .venv/bin
export PORT ?= 8000
export PENNYDROP_HOME ?= ./var
ifneq ($(wildcard .venv/Scripts/python.exe),)
BIN := .venv/Scripts
endif

.PHONY: run test check fmt bench lock clean

run: .venv/run.stamp
	@$(BIN)/python -m pennydrop.web.cli up

test: .venv/test.stamp
	@$(BIN)/python -m tests.run

check: .venv/test.stamp
	@$(BIN)/python -m tests.check

fmt: .venv/test.stamp
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/test.stamp
	@$(BIN)/python -m benchmarks.run
	@$(BIN)/python -m benchmarks.agreement
	@$(BIN)/python -m benchmarks.answers.run
	@$(BIN)/python -m benchmarks.forms_speed
	@$(BIN)/python -m benchmarks.suggesting
	@$(BIN)/python -m benchmarks.identifiers
	@$(BIN)/python -m benchmarks.edition
	@$(BIN)/python -m benchmarks.pages
	@$(BIN)/python -m benchmarks.peers
	@$(BIN)/python -m benchmarks.scale
	@$(BIN)/python -m benchmarks.scale --postgres

# Stamps say that the environment holds what the lock names; a changed lock makes them again.
.venv/made.stamp: requirements/tool.lock
	@echo "Making a Python environment in .venv (once)"
	@$(PYTHON) -c 'import sys; sys.exit("Pennydrop needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tool.lock
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements/run.lock
	@echo "Installing what Pennydrop runs on (once, under a minute)"
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes --compile-bytecode -r requirements/run.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock
	@echo "Installing what the tests need (once)"
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements/test.lock
	@touch $@

lock: .venv/made.stamp
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/tool.in -o requirements/tool.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/run.in -o requirements/run.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/test.in -o requirements/test.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/transcribe.in -o requirements/transcribe.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/assist.in -o requirements/assist.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/bench.in -o requirements/bench.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/finders.in -o requirements/finders.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11.0 requirements/training.in -o requirements/training.lock

clean:
	@rm -rf .venv build *.egg-info
