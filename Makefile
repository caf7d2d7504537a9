# make            build the release executable
# make run        build without optimising, run the nightly pipeline on the example council and say where the evidence is
# make test       run every test; make test-release runs them optimised
# make check      lint, declarations, tests: before every commit
# make verify     compare results with tools that are not ours (installs what it needs)
# make ingest | validate | aggregate | benchmark | evidence    run the nightly pipeline up to that stage
# make fuzz       feed every reader mutated input under the address sanitizer; FUZZ=10000000 is how many times
# make papers     run the pipelines of printed papers and compare every printed cell with ours
# make attack     publish 200 invented councils night after night and try to work out what they hide; COUNCILS=200 NIGHTS_ATTACKED=14
# make limits     files of 2 GB, cells of 4 GiB and bombs: what a run reads, refuses and needs of memory (12 GB of disk)
# make recount    count every measure over a cohort again with DuckDB, over cases made apart; SEED=1 RECOUNTED=1500 people
# make recount-faults  put faults into the second engine, one at a time: at least 95% must be noticed; takes half an hour
# make faults     kill, starve and mislead nightly runs and check that the store keeps its promises; KILLS=200 is how many times
# make nights     a year of nights of the example council; NIGHTS=365 is how many
# make mutants    make some 150 one-line changes in a copy; the tests must notice each; MUTANTS="an-id Periods/" for some
# make sanitize   run every test under the thread sanitizer, then the address sanitizer
# make install    static build into PREFIX=/usr/local (and DESTDIR); make package builds a .deb into .build/package
# make schemas    rewrite docs/schemas/ from the declared types
# make bench          job J beside DuckDB, polars and the others that are installed: Tests/Benchmarks
# make instructions   compare the instructions of job J at 100,000 records with the number written down
# make bench-council  what users wait for, on invented councils
# make ci         what CI runs

SWIFT ?= swift
# The C compiler that comes with Swift.
CC = clang
CARETALLY = .build/release/caretally
# Built in a third of the time, and its objects are those of the tests.
DEBUG_CARETALLY = .build/debug/caretally
BUILD_FLAGS = --explicit-target-dependency-import-check error
EXAMPLE = data/examples/exampleshire
RUN_EXAMPLE = $(DEBUG_CARETALLY) run nightly --input $(EXAMPLE) --as-of 2026-10-31


.PHONY: bench bench-council instructions all build synthesise debug run test test-release check lint declarations verify fuzz ci ingest validate aggregate benchmark evidence schemas prerequisites

all: build

prerequisites:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "Swift 6.3 or later is needed and '$(SWIFT)' was not found."; \
	  echo "Install it from https://www.swift.org/install/ and run this again."; exit 2; }
	@printf '#include <zlib.h>\n' | $(CC) -E - >/dev/null 2>&1 || { \
	  echo "The header of zlib, zlib.h, was not found; it reads .gz and .xlsx extracts."; \
	  echo "Install it (Debian, Ubuntu: apt install zlib1g-dev; Fedora: dnf install zlib-devel) and run this again."; exit 2; }

build: prerequisites
	$(SWIFT) build -c release $(BUILD_FLAGS) --product caretally

# Invents councils for judges and benchmarks; no part of what a council installs.
synthesise: prerequisites
	$(SWIFT) build -c release $(BUILD_FLAGS) --product synthesise

debug: prerequisites
	$(SWIFT) build $(BUILD_FLAGS) --product caretally

run: debug
	$(RUN_EXAMPLE)

ingest validate aggregate benchmark evidence: debug
	$(RUN_EXAMPLE) --until $@

schemas: debug
	$(DEBUG_CARETALLY) check --write-schemas docs/schemas

test: prerequisites
	$(SWIFT) test $(BUILD_FLAGS)

lint: prerequisites
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

declarations: build
	$(CARETALLY) check

# Some faults of Swift 6.3.1 show only when optimised.
test-release: prerequisites
	$(SWIFT) test -c release $(BUILD_FLAGS)

check: lint declarations test

FUZZ ?= 1000000
# In a build folder of its own, so that sanitized and plain objects never mix. Leaks are not looked for: where an enum of
# texts refuses a sample, the standard library keeps the decoder, once a type. A leak that grows shows in the memory printed.
fuzz: prerequisites
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) run -c release --sanitize address --scratch-path .build/fuzz Fuzz $(FUZZ)

LIMITS ?= 2000000000
.PHONY: limits
limits: build
	python3 Tests/Judges/limits.py $(CARETALLY) . --size $(LIMITS)

.PHONY: papers
papers: build
	python3 Tests/Judges/papers.py $(CARETALLY)

COUNCILS ?= 200
NIGHTS_ATTACKED ?= 14
ATTACKED ?= $(CARETALLY)
JUDGES = .build-judges/venv
.PHONY: attack
attack: build synthesise
	test -x $(JUDGES)/bin/python || python3 -m venv $(JUDGES)
	$(JUDGES)/bin/python -c "import scipy, highspy" 2>/dev/null || \
	  $(JUDGES)/bin/python -m pip install --quiet --disable-pip-version-check numpy scipy highspy
	$(JUDGES)/bin/python Tests/Judges/attack_councils.py --caretally $(ATTACKED) --councils $(COUNCILS) --nights $(NIGHTS_ATTACKED)

SEED ?= 1
RECOUNTED ?= 1500
.PHONY: recount
recount: build
	test -x $(JUDGES)/bin/python || python3 -m venv $(JUDGES)
	$(JUDGES)/bin/python -c "import duckdb" 2>/dev/null || \
	  $(JUDGES)/bin/python -m pip install --quiet --disable-pip-version-check duckdb
	$(JUDGES)/bin/python Tests/Judges/recount.py $(CARETALLY) --seed $(SEED) --people $(RECOUNTED)

# Which faults the cases of a recount would show: some two hundred, each put into the second engine.
.PHONY: recount-faults
recount-faults:
	test -x $(JUDGES)/bin/python || python3 -m venv $(JUDGES)
	$(JUDGES)/bin/python -c "import duckdb" 2>/dev/null || \
	  $(JUDGES)/bin/python -m pip install --quiet --disable-pip-version-check duckdb
	$(JUDGES)/bin/python Tests/Judges/recount_mutants.py --seed $(SEED) --people 0

verify: build synthesise
	Tests/Judges/verify.sh

# With files written with other seeds, which takes minutes.
verify-all: build synthesise
	Tests/Judges/verify.sh --all

BENCH_RECORDS = 1000000
BENCH_TOOLS = caretally,duckdb,polars
bench: build
	python3 Tests/Benchmarks/bench.py --records $(BENCH_RECORDS) --tools $(BENCH_TOOLS)

# Needs valgrind, and a python with numpy.
PYTHON ?= python3
instructions: build
	$(PYTHON) Tests/Benchmarks/instructions.py --caretally $(CARETALLY)

# What users wait for, and cases a second with the whole catalogue; COUNCIL_MANY=1500000 people are some 10 million records.
COUNCIL_MANY = 200000
bench-council: build synthesise
	$(PYTHON) Tests/Benchmarks/council.py --many $(COUNCIL_MANY)

# In a copy under .build/mutants, which is kept, so that the next time little is built again.
MUTANTS ?=
.PHONY: mutants
mutants: prerequisites
	python3 Tests/Mutants/mutants.py $(if $(MUTANTS),--only $(MUTANTS))

ci:
	bash .ci/run

KILLS ?= 200
NIGHTS ?= 365
.PHONY: faults nights sanitize static install install-files package

faults: build
	python3 Tests/Faults/faults.py $(CARETALLY) . $(KILLS)

nights: build
	python3 Tests/Faults/nights.py $(CARETALLY) . $(NIGHTS)

# Swift 6.3 on Linux has no undefined-behaviour sanitizer: -sanitize=undefined is refused. The language traps on overflow,
# bounds and casts by itself, strict memory safety marks the rest, and the only C is the headers of CSystem. Leaks are not looked for: the
# test runner's own. Optimised, because a nightly run of a sanitized debug build takes minutes.
sanitize: prerequisites
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/thread.supp \
	  $(SWIFT) test -c release --sanitize thread --scratch-path .build/thread
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test -c release --sanitize address --scratch-path .build/address

PREFIX ?= /usr/local
STATIC = .build/static/release/caretally
BUILT = $(STATIC)
SHARE = $(DESTDIR)$(PREFIX)/share/caretally

# The Swift runtime inside the executable: a machine that runs it needs the C library and zlib only.
static: prerequisites
	$(SWIFT) build -c release --static-swift-stdlib --scratch-path .build/static --product caretally

install: static install-files

install-files:
	install -D -m 755 $(BUILT) $(DESTDIR)$(PREFIX)/bin/caretally
	docs/operations/install-files.sh . $(SHARE)

package: static
	docs/operations/package.sh $(STATIC) .build/package
