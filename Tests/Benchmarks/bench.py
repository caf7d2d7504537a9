#!/usr/bin/env python3
"""Job J side by side: CareTally's own pipeline and every peer that is installed, in turn, round by round.

    bench.py --records 1000000 --rounds 5 --tools caretally,duckdb,polars [--work FOLDER] [--caretally PROGRAM]

Every round every tool runs as a process of its own on the same extract, and its answer is compared with the plain
Python reference's. Prints medians, ratios to the better of DuckDB and polars, and peak memory as the kernel counts
it. A tool that differs, or fails, makes the exit status 1.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import agreement
import codes

PEERS = {"duckdb": "duckdb_job.py", "polars": "polars_job.py", "pandas": "pandas_job.py", "chdb": "chdb_job.py",
         "sqlite": "sqlite_job.py", "datatable": "datatable_job.R"}
# chDB numbers records wrongly after the first block (see README.md), so only its counts are compared.
COUNTS_ONLY = {"chdb"}


def command(tool, extract, folder, given):
    if tool == "caretally":
        return [given.caretally, "run", "job-j", "--root", f"{HERE}/job-j", "--input", os.path.dirname(extract),
                "--as-of", "2026-04-10", "--until", "aggregate", "--output", folder, "--quiet"]
    if tool == "wc":
        return ["wc", "-l", extract]
    if tool == "datatable":
        return ["Rscript", f"{HERE}/peers/{PEERS[tool]}", extract, folder, write_codes(given.work)]
    return [sys.executable, f"{HERE}/peers/{PEERS[tool]}", extract, folder]


def write_codes(folder):
    """What codes.py knows, in R."""
    def vector(values):
        return "c(" + ", ".join(json.dumps(str(value), ensure_ascii=False) for value in values) + ")"

    path = f"{folder}/codes.R"
    with open(path, "w", encoding="utf-8") as file:
        for name in ("TEAMS", "REASONS", "ETHNICITIES", "OUTCOMES", "RULES", "BANK_HOLIDAYS", "CALENDAR"):
            file.write(f"{name} <- {vector(getattr(codes, name))}\n")
        file.write(f'AS_OF <- "{codes.AS_OF}"\n')
    return path


def measure(arguments, log):
    """Wall and processor seconds and peak MiB of a process, its children included."""
    start = time.perf_counter()
    opened = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
              (os.POSIX_SPAWN_OPEN, 2, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    process = os.posix_spawnp(arguments[0], arguments, os.environ, file_actions=opened)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        with open(log, encoding="utf-8", errors="replace") as file:
            sys.exit(f"{' '.join(arguments)} failed:\n{file.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def prepare(given):
    """The extract and the reference's answer to it, made once and kept."""
    folder = f"{given.work}/{given.records}"
    extract, reference = f"{folder}/concerns.csv", f"{folder}-reference"
    if not os.path.exists(extract):
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, f"{HERE}/generate.py", str(given.records), f"{extract}.part"], check=True)
        os.rename(f"{extract}.part", extract)
    if not os.path.exists(f"{reference}/groups.csv"):
        subprocess.run([sys.executable, f"{HERE}/reference.py", extract, reference], check=True)
    return extract, reference


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--records", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--tools", default="caretally,duckdb,polars")
    arguments.add_argument("--work", default=f"{HERE}/work")
    arguments.add_argument("--caretally", default=f"{HERE}/../../.build/release/caretally")
    arguments.add_argument("--alone", action="store_true", help="CareTally only, once, on an extract that is then removed")
    given = arguments.parse_args()
    given.work = os.path.abspath(given.work)
    if given.alone:
        sys.exit(alone(given))
    tools = given.tools.split(",")
    extract, reference = prepare(given)
    wanted = agreement.plain(reference)
    results, agreed, is_wrong = {tool: [] for tool in tools}, {tool: 0 for tool in tools}, False
    output = f"{given.work}/output-{os.getpid()}"
    for turn in range(-1, given.rounds):  # the first turn warms the page cache and is not counted
        for tool in tools:
            folder = f"{output}/{tool}"
            shutil.rmtree(folder, ignore_errors=True)  # never compare what an earlier turn left
            os.makedirs(output, exist_ok=True)
            found = measure(command(tool, extract, folder, given), f"{output}/{tool}.log")
            if turn >= 0:
                results[tool].append(found)
            if tool == "wc":
                continue
            answer = agreement.caretally(folder, reference) if tool == "caretally" else agreement.plain(folder)
            only = ("rules",) if tool in COUNTS_ONLY else ("rules", "refused", "groups")
            wrong = agreement.differences(answer, wanted, only)
            agreed[tool] += not wrong
            if wrong:
                is_wrong = True
                print(f"turn {turn}, {tool} differs from the reference: {'; '.join(wrong)}", file=sys.stderr)
    shutil.rmtree(output)
    report(given, tools, results, agreed, os.path.getsize(extract))
    sys.exit(1 if is_wrong else 0)


def alone(given):
    """For sizes that the plain reference would take hours over: peak memory, and that no record is lost."""
    folder, output = f"{given.work}/{given.records}", f"{given.work}/output-{os.getpid()}"
    extract, made = f"{folder}/concerns.csv", not os.path.exists(f"{folder}/concerns.csv")
    if made:
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, f"{HERE}/generate.py", str(given.records), f"{extract}.part"], check=True)
        os.rename(f"{extract}.part", extract)
    wall, processor, peak = measure(command("caretally", extract, output, given), f"{given.work}/alone.log")
    counted = sum(int(row[3]) for row in agreement.rows(f"{output}/restricted/tables/team-month-reason.csv"))
    with open(f"{output}/restricted/refused.csv", "rb") as file:
        refused = sum(1 for _ in file) - 1
    print(f"{given.records} records, {os.path.getsize(extract) / 1e9:.2f} GB: {wall:.2f} s wall, {processor:.2f} s processor, "
          f"{peak:.0f} MiB, {peak * 1048576 / given.records:.1f} bytes a record; {counted} counted + {refused} refused")
    shutil.rmtree(output)
    if made:
        shutil.rmtree(folder)
    return 0 if counted + refused == given.records else 1


def report(given, tools, results, agreed, size):
    walls = {tool: [run[0] for run in results[tool]] for tool in tools}
    peaks = {tool: statistics.median(run[2] for run in results[tool]) for tool in tools}
    bases = [tool for tool in ("duckdb", "polars") if tool in tools]
    print(f"{given.records} records, {size / 1e6:.0f} MB, {given.rounds} rounds; "
          f"ratios to the better of {' and '.join(bases) or 'nothing'}, round by round\n")
    print("| | wall s, median (least..most) | processor s | peak MiB | wall ratio | processor ratio | peak ratio | bytes a record | agreed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for tool in tools:
        wall, peak = statistics.median(walls[tool]), peaks[tool]
        ratio = statistics.median(
            own / min(walls[base][turn] for base in bases) for turn, own in enumerate(walls[tool])) if bases else 0
        memory = peak / min(peaks[base] for base in bases) if bases else 0
        processor = statistics.median(run[1] for run in results[tool])
        work = processor / min(statistics.median(run[1] for run in results[base]) for base in bases) if bases else 0
        rounds = "-" if tool == "wc" else f"{agreed[tool]}/{given.rounds + 1}"
        print(f"| {tool} | {wall:.3f} ({min(walls[tool]):.3f}..{max(walls[tool]):.3f}) | {processor:.2f} | {peak:.0f} "
              f"| {ratio:.3f} | {work:.3f} | {memory:.2f} | {peak * 1048576 / given.records:.0f} | {rounds} |")


if __name__ == "__main__":
    main()
