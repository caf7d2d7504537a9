#!/usr/bin/env python3
"""What users wait for, and cases a second with the whole shipped catalogue, on invented councils.

    council.py [--people 20000] [--many 0] [--rounds 5] [--work FOLDER] [--caretally PROGRAM] [--synthesise PROGRAM]

Times whole processes in turn: `--version`, `check`, `explain` of a rule, `run nightly` with its evidence on a council
of --people, and the same run stopped after each stage. With --many, a council of so many people as well: its records
are counted, and its run is stopped after ingest, validate and aggregate. Rules that look at one record are tested
while it is read, so cases a second are given over the whole run to aggregate, and over what comes after ingest.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import bench

STAGES = ["ingest", "validate", "aggregate", "benchmark", "disclose", "evidence"]


def council(given, people):
    folder = f"{given.work}/council-{people}"
    if not os.path.exists(folder):
        subprocess.run([given.synthesise, f"{folder}.part", "--seed", "7", "--people", str(people), "--root",
                        ROOT], check=True, stdout=subprocess.DEVNULL)
        os.rename(f"{folder}.part", folder)
    return folder


def records(folder):
    """Lines after the header: the invented extracts have no line break in quotes."""
    return sum(sum(1 for _ in open(path, "rb")) - 1 for path in glob.glob(f"{folder}/*.csv"))


def run(given, folder, stage):
    return [given.caretally, "run", "nightly", "--root", ROOT, "--input", folder, "--as-of", "2026-10-31", "--until", stage,
            "--output", f"{given.work}/council-output", "--quiet"]


def table(given, rows):
    """Times each command of a list of (name, arguments), in turn; returns the median wall and processor seconds."""
    found = {name: [] for name, _ in rows}
    for turn in range(-1, given.rounds):
        for name, arguments in rows:
            shutil.rmtree(f"{given.work}/council-output", ignore_errors=True)
            measured = bench.measure(arguments, f"{given.work}/council.log")
            if turn >= 0:
                found[name].append(measured)
    print("| | wall ms | processor ms | peak MiB |\n|---|---|---|---|")
    medians = {}
    for name, _ in rows:
        wall, work, peak = (statistics.median(run[i] for run in found[name]) for i in range(3))
        medians[name] = (wall, work)
        print(f"| {name} | {wall * 1000:.1f} | {work * 1000:.1f} | {peak:.0f} |")
    print()
    return medians


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--people", type=int, default=20_000)
    arguments.add_argument("--many", type=int, default=0)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--work", default=f"{HERE}/work")
    arguments.add_argument("--caretally", default=f"{ROOT}/.build/release/caretally")
    arguments.add_argument("--synthesise", default=f"{ROOT}/.build/release/synthesise")
    given = arguments.parse_args()
    given.work, given.caretally = os.path.abspath(given.work), os.path.abspath(given.caretally)
    os.makedirs(given.work, exist_ok=True)
    folder = council(given, given.people)
    print(f"A council of {given.people} people, {records(folder)} records, {given.rounds} rounds\n")
    table(given, [
        ("--version", [given.caretally, "--version"]),
        ("check", [given.caretally, "check", "--root", ROOT]),
        ("explain SGC-001", [given.caretally, "explain", "SGC-001", "--root", ROOT]),
    ] + [(f"run nightly --until {stage}", run(given, folder, stage)) for stage in STAGES])
    if given.many:
        folder = council(given, given.many)
        count = records(folder)
        print(f"A council of {given.many} people, {count} records\n")
        found = table(given, [(stage, run(given, folder, stage)) for stage in STAGES[:3]])
        for what, kind in (("wall", 0), ("processor", 1)):
            whole, rest = found["aggregate"][kind], found["aggregate"][kind] - found["ingest"][kind]
            print(f"cases a second of {what} time: {count / whole:,.0f} from file to aggregate, {count / rest:,.0f} after ingest")


if __name__ == "__main__":
    main()
