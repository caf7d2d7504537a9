#!/usr/bin/env python3
"""Shows that the judges can fail: each small lie told to a copy of the example must be caught.

    python3 Tests/Judges/prove.py data/examples/exampleshire
"""

import contextlib
import io
import shutil
import sys
import tempfile
from pathlib import Path

import faults
import measures


def swap(path, old, new):
    """Changes the first occurrence of some bytes."""
    data = path.read_bytes()
    assert old in data, f"{path.name} has no {old!r}"
    path.write_bytes(data.replace(old, new, 1))


def drop_lines(path, part):
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if part not in line]
    assert len(kept) < len(lines), f"{path.name} has no line with {part!r}"
    path.write_bytes(b"".join(kept))


COUNT = b"assessments-waiting,day,2026-10-31,2026-10-31,,,"

# what is told, the judge that must notice, and how the copy is changed
LIES = [
    ("a figure of the key is larger", measures,
     lambda f: swap(f / "answer-key/measures.csv", COUNT, COUNT + b"1")),
    ("a row of the key is missing", measures, lambda f: drop_lines(f / "answer-key/measures.csv", COUNT)),
    ("an enquiry is not under section 42", measures,
     lambda f: swap(f / "safeguarding-enquiries.csv", b",S42,2025-", b",Non-statutory,2025-")),
    ("records in which something happened after the as-of day are let in", measures,
     lambda f: drop_lines(f / "answer-key/faults.csv", b"WL-002")),
    ("a fault of the key is missing", faults, lambda f: drop_lines(f / "answer-key/faults.csv", b"RV-006")),
    ("a fault is invented", faults,
     lambda f: swap(f / "answer-key/faults.csv", b"code\n", b"code\nreviews.csv,2,due_on,RV-006\n")),
    ("a sex is misspelled", faults, lambda f: swap(f / "dols-applications.csv", b",Female,", b",Femail,")),
    ("a priority is blank", faults, lambda f: swap(f / "dols-applications.csv", b",Y,", b",,")),
]


def main():
    example = Path(sys.argv[1] if len(sys.argv) > 1 else "data/examples/exampleshire")
    failed = 0
    for lie, judge, tell in LIES:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "council"
            shutil.copytree(example, copy)
            tell(copy)
            sys.argv = ["judge", str(copy)]
            with contextlib.redirect_stdout(io.StringIO()):
                caught = judge.main() != 0
        if not caught:
            failed += 1
            print(f"not caught: {lie}")
    print(f"{len(LIES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
