# make            build the release executable
# make run        run the nightly pipeline on the example council and say where the evidence is
# make test       run every test; make test-release runs them optimised
# make check      lint, declarations, tests: before every commit
# make verify     hold results against tools that are not ours (installs what it needs)
# make ingest | validate | aggregate | benchmark | evidence    run the nightly pipeline up to that stage
# make schemas    rewrite docs/schemas/ from the declared types
# make ci         what CI runs

SWIFT ?= swift
# The C compiler that comes with Swift.
CC = clang
CARETALLY = .build/release/caretally
BUILD_FLAGS = --explicit-target-dependency-import-check error
EXAMPLE = data/examples/exampleshire
RUN_EXAMPLE = $(CARETALLY) run nightly --input $(EXAMPLE) --as-of 2026-10-31


.PHONY: all build run test test-release check lint declarations verify ci ingest validate aggregate benchmark evidence schemas prerequisites

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

run: build
	$(RUN_EXAMPLE)

ingest validate aggregate benchmark evidence: build
	$(RUN_EXAMPLE) --until $@

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

verify: build
	Tests/Judges/verify.sh

ci:
	bash .ci/run
