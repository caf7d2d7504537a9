"""A year of nights of the example council, through the front door: history right, disk bounded, time flat.

The extract stays that of its last day; each night runs over its own past day, as a backfill does, so that every
figure can be compared with the one that a single run over the whole extract gives for the same day.

usage: nights.py CARETALLY ROOT [NIGHTS]      (365 when not said)
"""
import csv
import datetime
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CARETALLY = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(sys.argv[2]).resolve()
NIGHTS = int(sys.argv[3]) if len(sys.argv) > 3 else 365
LAST = datetime.date(2026, 10, 31)
# Where the declarations that the nights are run over are, once they are copied.
DECLARED = [ROOT]
passed = failed = 0


def check(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}", flush=True)


def caretally(*words):
    return subprocess.run([str(CARETALLY), *words, "--root", str(DECLARED[0])], capture_output=True, text=True)


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def used_by_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def totals(path):
    with open(path, newline="") as file:
        return {(row["measure"], row["period_kind"], row["period_end"]): (row["value"], row["numerator"], row["denominator"])
                for row in csv.DictReader(file) if row["breakdown"] == "Total"}


def main():
    with tempfile.TemporaryDirectory() as folder:
        # A copy, so that nobody who works in the checkout meanwhile changes what runs are made from.
        DECLARED[0] = pathlib.Path(folder) / "root"
        for name in ("data", "pipelines"):
            shutil.copytree(ROOT / name, DECLARED[0] / name)
        runs = pathlib.Path(folder) / "runs"
        store = runs / "nightly"
        days = [LAST - datetime.timedelta(nights) for nights in range(NIGHTS - 1, -1, -1)]
        seconds, processor, sizes, published = [], [], [], {}
        for day in days:
            started, used = time.monotonic(), used_by_children()
            done = caretally("backfill", "nightly", "--input", str(DECLARED[0] / "data/examples/exampleshire"),
                             "--from", str(day), "--to", str(day),
                             "--every", "day", "--extract-day", str(LAST), "--runs", str(runs))
            seconds.append(time.monotonic() - started)
            processor.append(used_by_children() - used)
            check(done.returncode == 0, f"{day}: exit {done.returncode} {done.stderr[:200]}")
            check((store / "latest").resolve().name == str(day), f"{day}: latest")
            sizes.append(size(store))
            published[str(day)] = totals(store / "latest" / "comparison.csv")
        # Retention: every run of the last 35 days, and before that the first of each month.
        cut = LAST - datetime.timedelta(34)
        months = {}
        for day in days:
            months.setdefault((day.year, day.month), day)
        expected = sorted({str(day) for day in days if day >= cut} | {str(day) for day in months.values()})
        kept = sorted(path.name for path in store.glob("2*-*-*"))
        check(kept == expected, f"kept {len(kept)} runs where the retention keeps {len(expected)}")
        # History reads back what was published, from every run kept.
        for measure in ("assessments-waiting", "dols-open", "reviews-overdue"):
            said = caretally("history", measure, "--period", "day", "--runs", str(runs)).stdout.splitlines()[1:]
            want = [(day, published[day][(measure, "day", day)][0]) for day in expected]
            check([tuple(line.split()[0:3:2]) for line in said] == want, f"history of {measure}")
        # A night's figure is the one that the answer key has for the last day, and the week before by its own run.
        with open(DECLARED[0] / "data/examples/exampleshire/answer-key" / "measures.csv", newline="") as file:
            key = {(row["measure"], row["period_kind"], row["period_end"]): row for row in csv.DictReader(file)
                   if not row["breakdown"]}
        compared = 0
        for night, figures in published.items():
            for place, (value, _, _) in figures.items():
                answer = key.get(place)
                if answer is None or place[2] != night:
                    continue
                compared += 1
                check(value == answer["value"] or (value == "z" and not answer["value"]), f"{place} of {night}")
        check(compared >= 30, f"only {compared} figures were in the answer key")
        # Processor time, because a machine that is busy with other work stretches the wall's.
        quarter = max(1, NIGHTS // 4)
        early, late = statistics.median(processor[:quarter]), statistics.median(processor[-quarter:])
        check(late < 1.25 * early, f"a night took {early:.2f} s of processor at first and {late:.2f} s at last")
        walls = [statistics.median(part) for part in (seconds[:quarter], seconds[-quarter:])]
        full = sizes[min(len(sizes) - 1, 60)]
        check(sizes[-1] < full * 2, f"the store grew from {full} to {sizes[-1]} bytes after its 60th night")
        print(f"{NIGHTS} nights: {early:.2f} s of processor a night in the first quarter, {late:.2f} s in the last, ratio "
              f"{late / early:.2f} (wall {walls[0]:.2f} s and {walls[1]:.2f} s, ratio {walls[1] / walls[0]:.2f}); "
              f"{len(kept)} runs kept in {sizes[-1] // 1024} kB, {full // 1024} kB after {min(NIGHTS, 61)} nights; "
              f"{compared} figures equal the answer key")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
