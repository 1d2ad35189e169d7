# The commands of a developer. Each target sets up what it needs. PYTHON=python3.13 chooses the interpreter.
#
#   make test [ARGS="-k logs"]   all tests, on real Dockers and Podmans, an older and a newer of each (root on Debian:
#                                tools/engines starts them, and stops them unless they were up; else: DOCKER_HOST and
#                                CONTAINER_HOST)
#   make demo                    shows the main job, on the engine at DOCKER_HOST or a usual socket, else on the embedded one
#   make bench [ARGS=--smoke]    all benchmarks of benchmarks/README.md; --smoke: only checks that they run
#   make instructions            fails if a hot path takes more instructions than recorded (valgrind)
#   make sanitize                tests of the wire under sanitizers: wrong memory, undefined behaviour, leaks, races
#   make fuzz [ARGS=600]         coverage-guided fuzzing of all parsers, 600 seconds each (clang); ARGS="--keep 600" adds
#                                new inputs to the corpora
#   make faults [ARGS=...]       ten thousand runs through a proxy that cuts, resets, stalls or delays connections, by seeds;
#                                ARGS="--seed 7" repeats one run, ARGS="--first 10001" makes the next ten thousand
#   make coverage                the lines of Python and Cython that tests/unit and tests/wire run; build/coverage/html
#   make lint                    ruff, cython-lint, mypy and pyright
#   make build                   compiles the changed modules of src/_wire
#   make tables                  spec_tables/ from the specs, and the types of all operations
#   make wheel                   sdist and wheel in dist/, and a test of the wheel away from the checkout
#   make wheels                  the wheels of Linux on x86_64 by cibuildwheel, for each interpreter of pyenv; dist/wheels
#   make machines [ARGS=s390x]   the tests of the wire on aarch64, s390x (big-endian) and armhf (32 bit), under qemu
#   make requirements            requirements/: the newest versions of all tools, with hashes
#   make engines | engines-down  starts or stops the engines by hand, for faster runs in between
#   make clean                   removes all that was made

PYTHON ?= python3
# Each interpreter has an environment of its own, such as .venv-python3.13 beside .venv, so that all can be tested in turns.
VENV := .venv$(if $(filter-out python3,$(PYTHON)),-$(shell $(PYTHON) -c 'import sys; print("python%d.%d" % sys.version_info[:2])'))
BIN := $(VENV)/bin
ARGS ?=

help:
	@sed -n 's/^#  //p' Makefile

# ---------------------------------------------------------------- the environment

# Debian may lack the packages of pip, the headers and the compiler. PYTHON may be another interpreter that has its own.
TOOLS := $(PYTHON) -c 'import ensurepip, os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' \
	>/dev/null 2>&1 && command -v gcc >/dev/null
APT := python3-venv python3-dev gcc libc6-dev

$(VENV)/tools.stamp:
	@$(TOOLS) || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(APT) && $(TOOLS); } || \
		{ echo "make: needs venv, headers and a compiler for $(PYTHON), on Debian: apt-get install $(APT)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --upgrade "pip>=25.1"
	touch $@

$(VENV)/compiler.stamp: $(VENV)/tools.stamp pyproject.toml
	$(BIN)/pip install -q --upgrade setuptools cython
	touch $@

$(VENV)/packages.stamp: $(VENV)/compiler.stamp
	$(BIN)/pip install -q --upgrade build --group test --group lint --group bench
	touch $@

# The strict editable install links single files. It must be repeated when a file is added or removed.
$(VENV)/sources.list: FORCE | $(VENV)/tools.stamp
	@find src spec_tables -type f ! -name '*.so' ! -name '*.pyc' ! -path '*.egg-info/*' | LC_ALL=C sort >$@.new
	@cmp -s $@.new $@ || cp $@.new $@

$(VENV)/editable.stamp: $(VENV)/compiler.stamp $(VENV)/sources.list setup.py
	PYTHONWARNINGS=ignore $(BIN)/pip install -q --no-build-isolation --config-settings editable_mode=strict -e .
	touch $@

build: $(VENV)/packages.stamp compile

# The editable install has compiled everything once.
compile: $(VENV)/editable.stamp
	@[ -z "$$(find src/_wire -name '*.p[yx]*' -newer $(VENV)/editable.stamp)" ] || \
		$(BIN)/python setup.py -q build_ext --inplace

PINNED := --generate-hashes --universal --no-emit-index-url --no-header --upgrade

# ---------------------------------------------------------------- tests, the demo, benchmarks

# A process for each engine: its tests wait most of the time. ARGS="-n 0" runs all tests in one, for a debugger.
test: build
	tools/engines run $(BIN)/pytest -n 4 $(ARGS)

# This needs no tools of tests and benchmarks.
demo: compile
	$(BIN)/python tools/demo.py $(ARGS)

bench: build
	$(BIN)/pytest benchmarks $(ARGS)

instructions: build
	@command -v valgrind >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends valgrind; } || \
		{ echo "make: needs valgrind, on Debian: apt-get install valgrind"; exit 1; }
	$(BIN)/python -m benchmarks.instructions $(ARGS)

# ---------------------------------------------------------------- src/_wire under instruments, each in a build of its own

# WIRE_CFLAGS replace setup.py's flags. Python's own flags have -fwrapv, which makes every overflow defined.
INSTRUMENTED = $(BIN)/python setup.py -q build --build-base build/$(1) --build-lib build/$(1)/lib -j2
# clang has the fuzzer. An interpreter without sanitizers can load clang's library of sanitizers.
CLANG ?= clang-14
CLANG_APT := clang-14 libclang-rt-14-dev
CLANG_LIB = $$($(CLANG) -print-file-name=libclang_rt.$(1))
# For a function without arguments, Cython adds 0 to NULL, which the next C allows (N3322). So UBSan does not check pointer
# arithmetic. AddressSanitizer checks the accesses.
SANITIZE := -O1 -g -w -fno-wrapv -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link \
	-fno-sanitize-recover=undefined -fno-sanitize=pointer-overflow
RACES := -O1 -g -w -fno-omit-frame-pointer -fsanitize=thread

build/sanitize/preload: $(VENV)/packages.stamp FORCE
	@command -v $(CLANG) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(CLANG_APT); } || \
		{ echo "make: needs clang, on Debian: apt-get install $(CLANG_APT)"; exit 1; }
	CC=$(CLANG) LDSHARED="$(CLANG) -shared" WIRE_CFLAGS="$(SANITIZE)" $(call INSTRUMENTED,sanitize)
	$(CLANG) -shared -o build/sanitize/libfuzzer.so -lstdc++ -lm -Wl,--whole-archive \
		$(call CLANG_LIB,fuzzer_no_main-$$(uname -m).a) -Wl,--no-whole-archive
	echo "$(CURDIR)/build/sanitize/libfuzzer.so $(call CLANG_LIB,asan-$$(uname -m).so)" >$@

# This is gcc's library. clang's can't be loaded in this way.
build/races/preload: $(VENV)/packages.stamp FORCE
	CC=gcc LDSHARED="gcc -shared" WIRE_CFLAGS="$(RACES)" $(call INSTRUMENTED,races)
	gcc -print-file-name=libtsan.so >$@

# The tests that limit the address space of a process are left out: the sanitizers need terabytes of it.
WIRE_TESTS := tests/wire --ignore tests/wire/test_memory.py
THREADS ?= tests/wire/test_threads.py tests/wire/test_waiting.py tests/wire/test_writing.py

sanitize: $(VENV)/packages.stamp $(VENV)/editable.stamp build/sanitize/preload build/races/preload
	tools/sanitized $(BIN)/pytest -q -p no:cacheprovider tests/fuzz $(or $(ARGS),$(WIRE_TESTS))
	WIRE_BUILD=races tools/sanitized $(BIN)/pytest -q -p no:cacheprovider $(THREADS)

fuzz: $(VENV)/packages.stamp $(VENV)/editable.stamp build/sanitize/preload
	tools/sanitized $(BIN)/python -m fuzz $(ARGS)

faults: build
	cd tests && ../$(BIN)/python -m faults $(ARGS)

# This uses a copy: the C files are beside the source, and coverage runs in the folder of the paths. It leaves out the
# storms, and tests that raise in a signal handler, because that would stop coverage.
coverage: build
	$(BIN)/pip install -q coverage
	mkdir -p build/coverage
	cp -au src spec_tables setup.py pyproject.toml README.md LICENSE build/coverage
	cd build/coverage && WIRE_CFLAGS="-O1 -g0 -DCYTHON_TRACE=1 -DCYTHON_TRACE_NOGIL=1" \
		../../$(BIN)/python setup.py -q build --build-base . --build-lib lib -j2
	cd build/coverage && PYTHONPATH=lib ../../$(BIN)/coverage run -m pytest -p no:cacheprovider \
		-k "not signal and not handler and not interrupt and not cancellations" $(or $(ARGS),../../tests/wire ../../tests/unit)
	cd build/coverage && ../../$(BIN)/coverage html -q -d html && ../../$(BIN)/coverage report

lint: build
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	PATH="$(CURDIR)/$(BIN):$$PATH" cython-lint src/_wire
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

tables: build
	$(BIN)/python tools/compile_tables.py $(ARGS)
	$(BIN)/python tools/result_forms.py $(ARGS)
	$(BIN)/python tools/compile_types.py

wheel: $(VENV)/packages.stamp
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python tools/smoke_test.py dist/*.whl

# The wheels of Linux on x86_64 as a release has them, in dist/wheels: on the engine of the tests.
wheels: $(VENV)/packages.stamp
	$(BIN)/pip install -q --group release
	tools/engines run tools/wheels dist/wheels

machines: build
	tools/machines $(ARGS)

# The exact versions of the tools of releases and checks, with the hashes of their files.
requirements: $(VENV)/compiler.stamp
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q $(PINNED) --python-version 3.13 --group release -o requirements/release.txt
	$(BIN)/uv pip compile -q $(PINNED) --python-version 3.10 --group test --group lint --group bench -o requirements/development.txt

engines:
	tools/engines up

engines-down:
	tools/engines down

clean:
	rm -rf .venv .venv-* build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find src tests tools benchmarks spec_tables \( -name '*.so' -o -name __pycache__ \) -exec rm -rf {} +

.PHONY: help build compile test demo bench instructions lint tables wheel wheels machines requirements engines engines-down sanitize fuzz faults coverage clean FORCE
