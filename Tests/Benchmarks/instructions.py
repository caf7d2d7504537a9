#!/usr/bin/env python3
"""Holds the instructions that CareTally takes for job J at 100,000 records to what is written down, within 3%.

    instructions.py [--update] [--work FOLDER] [--caretally PROGRAM]

Instructions repeat where seconds do not. Needs valgrind, and numpy for the extract. Exit status 1 outside the band; a
fall is outside it too, so that what was gained is written down and held. `--update` writes the count found.
What a machine adds of its own is pinned: the C library picks its copying loops by the processor it finds, so it is told
to use the plainest. Two cores are counted on, since work is dealt out by core; elsewhere nothing is held.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WRITTEN = f"{HERE}/instructions.json"
RECORDS, BAND = 100_000, 0.03


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--work", default=f"{HERE}/work")
    arguments.add_argument("--caretally", default=f"{HERE}/../../.build/release/caretally")
    given = arguments.parse_args()
    folder = f"{os.path.abspath(given.work)}/{RECORDS}"
    if not os.path.exists(f"{folder}/concerns.csv"):
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, f"{HERE}/generate.py", str(RECORDS), f"{folder}/concerns.csv"], check=True)
    environment = os.environ | {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-AVX512F,-AVX512VL,-ERMS,-AVX_Fast_Unaligned_Load"}
    # An output that is there already is looked through before it is replaced.
    shutil.rmtree(f"{folder}-instructions", ignore_errors=True)
    found = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", given.caretally, "run", "job-j", "--root",
         f"{HERE}/job-j", "--input", folder, "--as-of", "2026-04-10", "--until", "aggregate", "--output",
         f"{folder}-instructions", "--quiet"], capture_output=True, text=True, check=True, env=environment).stderr
    count = int(re.search(r"Collected : (\d+)", found).group(1))
    if given.update:
        with open(WRITTEN, "w", encoding="utf-8") as file:
            json.dump({"records": RECORDS, "instructions": count}, file, indent=2)
            file.write("\n")
    with open(WRITTEN, encoding="utf-8") as file:
        written = json.load(file)["instructions"]
    change = count / written - 1
    print(f"{count:,} instructions for {RECORDS:,} records, {count / RECORDS:,.0f} a record: {change:+.1%} of {written:,}")
    sys.exit(abs(change) > BAND)


if __name__ == "__main__":
    main()
