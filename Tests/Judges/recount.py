#!/usr/bin/env python3
"""Counts every measure over a cohort again with another engine, over cases that are made apart, and compares each figure.

    python3 Tests/Judges/recount.py CARETALLY [--seed 1] [--people 400] [--from 2025-02-28 --to 2026-03-31]

The cases are those of `recount_cases.py`. The engine is DuckDB; its SQL follows, step by step, what the Department of Health
and Social Care publishes in ASC-CLD-LA-Dashboard (MIT licence, Crown copyright 2023, Department of Health and Social Care)
for 2A, 2B and 2C, 2E, 3D and waiting times, and NHS England's transformation principles for LTS001b, LTS001c, LTS002b,
LTS004 and the return's 2B and 2C; it knows nothing of `data/cohorts` and the linkages. A backfill of several month ends,
28 and 29 February among them, counts the same measures over every kind of period and by every breakdown that a cohort has.
`recount_mutants.py` shows which faults of either side the cases would bring to light.

Prints what differs, and last `recount: N figures, M different`; fails where anything differs, is left out or is there unasked.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import duckdb

import recount_cases
import recount_sql as sql

ROOT = Path(__file__).resolve().parents[2]
KINDS = ["day", "week", "month", "quarter", "financial-year", "year-to-date", "rolling-12-months"]
EXTRACTS = ["support-services", "assessments", "reviews", "safeguarding-concerns", "safeguarding-enquiries"]
POPULATIONS = {"18-to-64": 61_200, "65-and-over": 19_800}
BANDS = [(0, "Under 18"), (18, "18 to 64"), (65, "65 to 74"), (75, "75 to 84"), (85, "85 to 94"), (95, "95 and over")]
BLANK = "Not recorded"
ENDS = recount_cases.MONTH_ENDS


def group(category):
    """What stands before the colon of a category is its group."""
    return None if category is None else category.split(":")[0]


def band(age):
    return None if age is None or age < 0 else [label for least, label in BANDS if age >= least][-1]


# breakdown: the category of a case
BREAKDOWNS = {
    "team": lambda case: case["team"],
    "age-band": lambda case: band(case["age"]),
    "sex": lambda case: case["sex"],
    "ethnicity": lambda case: case["ethnicity"],
    "ethnicity-group": lambda case: group(case["ethnicity"]),
    "primary-support-reason": lambda case: case["reason"],
    "primary-support-reason-group": lambda case: group(case["reason"]),
    "sequel": lambda case: case["sort"],
    "setting": lambda case: case["sort"],
    "accommodation-status": lambda case: case["sort"],
    "led-to": lambda case: case["sort"],
}


def printed(value):
    """One decimal, half away from zero."""
    if value is None:
        return None
    return str((Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def median(numbers):
    numbers = sorted(numbers)
    middle = len(numbers) // 2
    return Fraction(numbers[middle] if len(numbers) % 2 else numbers[middle - 1] + numbers[middle], 2 - len(numbers) % 2)


def answer(measure, cases):
    """Numerator, denominator and value, as figures print them: z where there is none, and nothing beside a population."""
    if measure.removeprefix("requests-").startswith("first-"):
        return "z", str(len(cases)), printed(median([case["days"] for case in cases])) if cases else "z"
    if measure.startswith("admissions-"):
        people = POPULATIONS[measure.removeprefix("admissions-").removesuffix("-return")]
        return str(len(cases)), "", printed(Fraction(len(cases) * 100_000, people))
    met = sum(bool(case["met"]) for case in cases)
    return str(met), str(len(cases)), printed(Fraction(met * 100, len(cases))) if cases else "z"


def declared():
    """The measures over a cohort, by their declarations' names alone."""
    cohorts = {json.loads(path.read_text())["dataset"] for path in (ROOT / "data/cohorts").glob("*.json")}
    measures = [json.loads(path.read_text()) for path in sorted((ROOT / "data/measures").glob("*/*.json"))]
    return {each["measure"]: each["breakdowns"] for each in measures if each.get("dataset") in cohorts}


def workspace(folder, measures):
    """A project of its own with one pipeline, of every measure over every kind of period."""
    (folder / "pipelines").mkdir(parents=True)
    shutil.copytree(ROOT / "data", folder / "data")
    # The same people four years earlier, for rates of the first month ends.
    for end in ("csv", "json"):
        text = (folder / f"data/populations/exampleshire-mid-2024.{end}").read_text()
        (folder / f"data/populations/exampleshire-mid-2020.{end}").write_text(text.replace("mid-2024", "mid-2020"))
    plan = {
        "pipeline": "recount", "title": "Every measure over a cohort", "why": "To be counted again by another engine.",
        "area": "E99000001", # Most people stand about a few month ends; the extracts are whole all the same.
        "inputs": [{"dataset": name, "files": [f"{name}.csv"], "begins": "2015-01-01"} for name in [*EXTRACTS, "requests"]],
        "measures": sorted(measures), "framework": "ascof-2024-25", "periods": {"stock": KINDS, "flow": KINDS},
        "comparators": [], "policy": "internal", "table": "comparison", "breakdowns": list(BREAKDOWNS)}
    (folder / "pipelines/recount.json").write_text(json.dumps(plan, indent=2))


def requests(folder):
    """The requests among the assessments as an extract of their own: what followed them must be the same."""
    with open(folder / "assessments.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    needs = {"Care Act needs assessment", "Occupational therapy assessment", "Sensory assessment", "Short term assessment"}
    with open(folder / "requests.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        person = ["person_id", "date_of_birth", "sex", "ethnicity", "primary_support_reason", "team"]
        out.writerow(["request_id", *person, "client_type", "requested_on", "ended_on", "outcome"])
        for row in rows:
            closed = row["closed_on"]
            kind = "service-user" if row["assessment_type"] in needs else "unpaid-carer"
            out.writerow([row["assessment_id"], *(row[name] for name in person), kind, row["requested_on"], closed,
                          "nfa-other" if closed else ""])


def month_ends(first, last):
    day = first
    while day <= last:
        yield day
        following = (day + timedelta(1)).replace(day=28) + timedelta(4)
        day = following.replace(day=1) - timedelta(1)


def counted(program, folder, days):
    """Every figure of every run of a backfill, by its as-of day."""
    for day in days:
        subprocess.run(
            [program, "backfill", "recount", "--root", folder, "--input", folder / "cases", "--from", str(day), "--to",
             str(day), "--every", "month", "--extract-day", str(recount_cases.LAST), "--runs", folder / "runs"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder)
        found = sorted((folder / "runs").glob(f"**/{day}*/figures.csv"))
        if not found:
            sys.exit(f"no figures as of {day} in {folder / 'runs'}")
        with open(found[-1], newline="", encoding="utf-8") as file:
            yield day, list(csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, help="the first of all month ends")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=recount_cases.LAST)
    parser.add_argument("--folder", type=Path, default=ROOT / ".build-judges/recount")
    given = parser.parse_args()
    folder = given.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    recount_cases.Council(given.seed, given.people).write(folder / "cases")
    requests(folder / "cases")
    measures = declared()
    workspace(folder, measures)
    engine = duckdb.connect()
    sql.read(engine, folder / "cases")
    figures, wrong, asked, split = 0, [], set(), set()
    days = list(month_ends(given.first, given.last)) if given.first else ENDS
    for day, rows in counted(given.program.resolve(), folder, days):
        known = sql.Known(engine, day)
        shown, newest = {}, {}
        for row in rows:
            kind = row["measure"], row["period_kind"]
            newest[kind] = max(newest.get(kind, ""), row["period_end"])
            span = row["measure"], row["period_kind"], row["period_start"], row["period_end"]
            shown.setdefault(span, {})[row["breakdown"], row["category"]] = row
        for (measure, kind, start, end), found in sorted(shown.items()):
            cases = known.cases(measure.removeprefix("requests-"), date.fromisoformat(start), date.fromisoformat(end))
            expected = {("", ""): cases}
            for breakdown in {name for name, _ in found} - {""}:
                for case in cases:
                    category = BREAKDOWNS[breakdown](case) or BLANK
                    expected.setdefault((breakdown, category), []).append(case)
            for place in sorted(expected.keys() | found.keys()):
                row, right = found.get(place), answer(measure, expected.get(place, []))
                ours = row and (row["numerator"], "" if row["population"] else row["denominator"], row["value"])
                # What the newest period is compared with is printed without its counts.
                if ours and ours[:2] == ("", "") and end < newest[measure, kind]:
                    right = ("", "", right[2])
                figures += 1
                asked.add((measure, kind))
                split.add(place[0])
                if ours != right:
                    wrong.append(f"as of {day}: {measure} {kind} {start} to {end} {' '.join(place)}: {ours}, not {right}")
        known.close()
    for line in wrong[:40] if len(wrong) < 400 else wrong[::len(wrong) // 40]:
        print(line)
    missing = [f"{measure} over no {kind}" for measure in measures for kind in KINDS
               if (measure, kind) not in asked and not (measure.startswith("admissions-") and kind != KINDS[-1])]
    missing += [f"nothing by {name}" for name in BREAKDOWNS if name not in split]
    for line in missing:
        print(f"not recounted: {line}")
    print(f"{len(measures)} measures, {len(split) - 1} breakdowns, seed {given.seed}, {given.people} people")
    print(f"recount: {figures} figures, {len(wrong)} different")
    return 1 if wrong or missing or not figures else 0


if __name__ == "__main__":
    sys.exit(main())
