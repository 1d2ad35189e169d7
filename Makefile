# What a developer does here. Each target sets up what it needs; PYTHON=python3.13 chooses the interpreter.
#
#   make test [ARGS="-k logs"]   all tests, on real Dockers and Podmans, an older and a newer of each (root on Debian:
#                                tools/engines starts them, and stops them unless they were up; else: DOCKER_HOST and
#                                CONTAINER_HOST)
#   make demo                    the main job, on the engine at DOCKER_HOST or a usual socket, else on the embedded one
#   make bench [ARGS=--smoke]    the benchmarks: all that benchmarks/README.md tells of, or whether they run
#   make instructions            whether a hot path takes more instructions than were recorded (valgrind)
#   make lint                    ruff, cython-lint and mypy
#   make build                   compile what changed in src/_wire
#   make tables                  spec_tables/ from the specs
#   make wheel                   sdist and wheel in dist/, and a test of the wheel away from the checkout
#   make engines | engines-down  start, stop the engines by hand, for faster runs in between
#   make clean                   remove all that was made

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

help:
	@sed -n 's/^#  //p' Makefile

# ---------------------------------------------------------------- the environment

# Debian may lack pip's, the headers' and the compiler's packages. PYTHON may also be another one, with all of its own.
TOOLS := $(PYTHON) -c 'import ensurepip, os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' \
	>/dev/null 2>&1 && command -v gcc >/dev/null
APT := python3-venv python3-dev gcc libc6-dev

.venv/tools.stamp:
	@$(TOOLS) || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(APT) && $(TOOLS); } || \
		{ echo "make: needs venv, headers and a compiler for $(PYTHON), on Debian: apt-get install $(APT)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --upgrade "pip>=25.1"
	touch $@

.venv/packages.stamp: .venv/tools.stamp pyproject.toml
	$(BIN)/pip install -q --upgrade setuptools cython build --group test --group lint --group bench
	touch $@

# The strict editable install links single files: a file that was added or removed needs it anew.
.venv/sources.list: FORCE | .venv/tools.stamp
	@find src spec_tables -type f ! -name '*.so' ! -name '*.pyc' ! -path '*.egg-info/*' | LC_ALL=C sort >$@.new
	@cmp -s $@.new $@ || cp $@.new $@

.venv/editable.stamp: .venv/packages.stamp .venv/sources.list setup.py
	PYTHONWARNINGS=ignore $(BIN)/pip install -q --no-build-isolation --config-settings editable_mode=strict -e .
	touch $@

# The editable install has compiled everything once.
build: .venv/editable.stamp
	@[ -z "$$(find src/_wire -name '*.p[yx]*' -newer .venv/editable.stamp)" ] || \
		$(BIN)/python setup.py -q build_ext --inplace

# ---------------------------------------------------------------- what to do with it

test: build
	tools/engines run $(BIN)/pytest $(ARGS)

demo: build
	$(BIN)/python tools/demo.py $(ARGS)

bench: build
	$(BIN)/pytest benchmarks $(ARGS)

instructions: build
	@command -v valgrind >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends valgrind; } || \
		{ echo "make: needs valgrind, on Debian: apt-get install valgrind"; exit 1; }
	$(BIN)/python -m benchmarks.instructions $(ARGS)

lint: build
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	PATH="$(CURDIR)/$(BIN):$$PATH" cython-lint src/_wire
	$(BIN)/mypy

tables: build
	$(BIN)/python tools/compile_tables.py $(ARGS)

wheel: .venv/packages.stamp
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python tools/smoke_test.py dist/*.whl

engines:
	tools/engines up

engines-down:
	tools/engines down

clean:
	rm -rf .venv build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find src tests tools benchmarks spec_tables \( -name '*.so' -o -name __pycache__ \) -exec rm -rf {} +

.PHONY: help build test demo bench instructions lint tables wheel engines engines-down clean FORCE
