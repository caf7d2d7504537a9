#!/usr/bin/env python3
"""Tries to work out small figures that came in from other systems from published runs of them.

    attack_returned.py CARETALLY [COUNCILS]

Every council has months by team of complaints and of screened concerns, small numbers among them, and their totals; one
publishes months, the year to date, teams, a share, and a ratio of two of them. What is hidden must stay so against months
taken from the year, teams taken from the total, and the ratio beside its parts (`attack_model.py`). Then numbers that are
hidden for another's sake alone are put back, and the attack must find what they give away, or it finds nothing ever.
"""
import csv
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import attack
from attack_model import MEASURES

ROOT = pathlib.Path(__file__).resolve().parents[2]
MONTHS = [f"2026-{month:02}" for month in range(4, 11)]
TEAMS = ("North", "South", "East")
COMPLAINTS, COMPLIMENTS, SHARE = "stage-1-complaints-received", "compliments-received", "concerns-screened-in-2-hours"
RATIO = MEASURES[COMPLAINTS] | {
    "measure": "complaints-for-each-compliment", "title": "Complaints for each compliment", "calculation": "ratio",
    "unit": "percent", "decimals": 1, "change": "absolute", "numerator": COMPLAINTS, "denominator": COMPLIMENTS,
    "examples": [{"numerator": 1, "denominator": 2, "value": "50.0", "asOf": "2026-10-31", "why": "one for two"},
                 {"numerator": 3, "denominator": 2, "value": "150.0", "asOf": "2026-10-31", "why": "it can be more than all"}],
}
PIPELINE = {
    "pipeline": "returned", "title": "Figures that came in", "area": "E99000001", "why": "Small figures that came in.",
    "inputs": [{"dataset": "readings", "files": ["readings*.*"]}],
    "measures": [COMPLAINTS, COMPLIMENTS, SHARE, RATIO["measure"]],
    "periods": {"stock": ["day"], "flow": ["month", "quarter", "year-to-date"]}, "breakdowns": ["team"], "comparators": [],
    "policy": "published", "table": "comparison",
    "tables": [{"table": "months", "title": "Months", "shape": "measures", "columns": [{"title": m, "at": m} for m in MONTHS]}],
}


def project(folder):
    """The declarations with a breakdown by team, a ratio and a pipeline of these figures."""
    for name in ("data", "pipelines"):
        shutil.copytree(ROOT / name, folder / name)
    for path in (folder / "data/measures").rglob("*.json"):
        measure = json.loads(path.read_text(encoding="utf-8"))
        if measure["measure"] in (COMPLAINTS, COMPLIMENTS, SHARE):
            path.write_text(json.dumps(measure | {"breakdowns": ["team"]}), encoding="utf-8")
    MEASURES[RATIO["measure"]] = RATIO
    (folder / f"data/measures/complaints/{RATIO['measure']}.json").write_text(json.dumps(RATIO), encoding="utf-8")
    (folder / "pipelines/returned.json").write_text(json.dumps(PIPELINE), encoding="utf-8")


def readings(path, chance):
    """A council's file: of most measures the teams alone, of some the totals too."""
    most = chance.choice((6, 12, 30, 200))
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["measure", "period", "value", "numerator", "denominator", "breakdown", "category"])
        for measure in (COMPLAINTS, COMPLIMENTS):
            says_total = chance.random() < 0.5
            for month in MONTHS:
                counts = [chance.randint(0, most) for _ in TEAMS]
                for team, count in zip(TEAMS, counts):
                    out.writerow([measure, month, count, "", "", "team", team])
                if says_total:
                    out.writerow([measure, month, sum(counts), "", "", "", ""])
        for month in MONTHS:
            parts = [(chance.randint(0, n), n) for n in (chance.randint(0, 2 * most) for _ in TEAMS)]
            for team, (top, bottom) in zip(TEAMS, parts):
                out.writerow([SHARE, month, "", top, bottom, "team", team])
            out.writerow([SHARE, month, "", sum(p[0] for p in parts), sum(p[1] for p in parts), "", ""])


def unprotected(pack, own):
    """The pack as it would be if a count of the threshold or more were never hidden for another's sake."""
    exact = {tuple(row[k] for k in ("measure", "period_start", "period_end", "breakdown", "category")): row for row in own.figures}
    threshold, base = pack.policy["threshold"], pack.policy["roundingBase"]
    for row in pack.figures:
        truth = exact.get(tuple(row[k] for k in ("measure", "period_start", "period_end", "breakdown", "category")))
        if row["value"] != "c" or truth is None or MEASURES[row["measure"]]["unit"] != "count":
            continue
        count = int(float(truth["value"])) if truth["value"].replace(".", "").isdigit() else None
        if count is not None and count >= threshold:
            row["value"] = row["numerator"] = str((count + base // 2) // base * base)
    pack.comparison = []
    return pack


def main():
    caretally, councils = str(pathlib.Path(sys.argv[1]).resolve()), int((sys.argv[2:] or ["12"])[0])
    hidden = failed = caught = 0
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        project(folder)
        for council in range(councils):
            source = folder / f"input-{council}"
            source.mkdir()
            readings(source / "readings.csv", random.Random(council))
            run = folder / f"run-{council}"
            subprocess.run([caretally, "run", "returned", "--input", source, "--as-of", "2026-10-31", "--output", run],
                           cwd=folder, check=True, stdout=subprocess.DEVNULL)
            pack = attack.packs([run])[0]
            own = attack.restricted(pack)
            result = attack.attack_and_check([pack], [own] if own else [])
            hidden += len(result.model.hidden)
            failed += len(result.found) + len(result.wrong)
            for line in sorted(result.lines())[:5] + result.wrong[:5]:
                print(f"council {council}: {line}")
            if own:
                caught += len(attack.attack([unprotected(attack.packs([run])[0], own)]).found) > len(result.found)
    if not caught:
        print("the attack finds nothing even where nothing is hidden for another's sake")
        failed += 1
    print(f"{councils} councils; in {caught} of them the attack finds more where nothing is hidden for another's sake")
    print(f"{hidden} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
