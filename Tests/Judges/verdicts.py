#!/usr/bin/env python3
"""Judges every verdict of a run's `comparison.csv` again from the numbers that are printed beside it.

    python3 Tests/Judges/verdicts.py RUN [RUN…]

Written from docs/methods.md and `data/comparability`, not from the program: Wilson's interval, Newcombe's difference,
Byar's limits and the log ratio of rates, or the declared least change. Where counts are rounded a difference is one only
if it is for every count that rounds to what is printed. What was compared with must be printed too: in the row, or in
another row of the runs given. Means, medians and surveys, whose intervals are not in the feed, are ignored. Figures that came
in are judged as counted ones by their counts, or by the least change where they have none or count amounts.
Prints `N passed, M failed`.
"""

import csv
import json
import math
import sys
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DECLARED = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "data/comparability").glob("*.json"))]
RULES = next(d["verdicts"] for d in DECLARED if "verdicts" in d)
MEASURES = {m["measure"]: m for m in (json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "data/measures").rglob("*.json"))}
POLICIES = {p["policy"]: p for p in (json.loads(f.read_text(encoding="utf-8")) for f in (ROOT / "data/policies").glob("*.json"))}
Z = 1.959963984540054
UNKNOWN = "unknown"


def base_of(policy, measure):
    """What counts of the measure's cases are rounded to under the policy."""
    parts = [measure] if measure["calculation"] != "ratio" else [MEASURES[measure[k]] for k in ("numerator", "denominator")]
    bases = [POLICIES[policy]["roundingBase"]]
    for terms in POLICIES[policy].get("datasets", []):
        if any(part.get("dataset") == terms["dataset"] for part in parts):
            bases.append(terms["roundingBase"])
    return max(bases)


def wilson(x, n):
    middle, width = 2 * x + Z * Z, Z * math.sqrt(Z * Z + 4 * x * (1 - x / n))
    low, high = (middle - width) / (2 * (n + Z * Z)), (middle + width) / (2 * (n + Z * Z))
    return (0.0 if x == 0 else low), (1.0 if x == n else high)


def newcombe(x, n, y, m):
    (a, b), (c, d), p, q = wilson(x, n), wilson(y, m), x / n, y / m
    return p - q - math.hypot(p - a, d - q), p - q + math.hypot(b - p, q - c)


def byar(x):
    cube = lambda v: v * v * v
    return x * cube(1 - 1 / (9 * x) - Z / (3 * math.sqrt(x))), (x + 1) * cube(1 - 1 / (9 * (x + 1)) + Z / (3 * math.sqrt(x + 1)))


def whole(text):
    return int(text) if text and text.isdigit() else None


def exact(text):
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def round_half_up(value, decimals):
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(units if value >= 0 else -units, 10**decimals)


def corners(row, measure, base):
    """The least and the most that a printed row can stand for: value, numerator and denominator."""
    value, n, d = exact(row["value"]), whole(row["numerator"]), whole(row["denominator"])
    if value is None:
        return None
    slack = base // 2
    if measure["calculation"] not in ("proportion", "ratio", "rate", "count", "reading") or not slack or n is None:
        return [(value, n, d)]
    if measure["unit"] == "count":
        return [(Fraction(max(0, n - slack)), max(0, n - slack), None), (Fraction(n + slack), n + slack, None)]
    if not d:
        return None
    public = bool(row["population"])
    most, least = (d, d) if public else (d + slack, max(1, d - slack))
    top = min(n + slack, least) if n <= d and not public else n + slack
    per = measure.get("per") or {"percent": 100, "per-100000": 100000}.get(measure["unit"], 1)
    return [(round_half_up(Fraction(a * per, b), measure["decimals"]), a, b) for a, b in ((max(0, n - slack), most), (top, least))]


def few_of(row, measure):
    limit = RULES["few"]
    came_in = row["origin"] == "returned"
    if measure["unit"] == "count" or "pounds" in measure["unit"] or measure.get("counts") == "amounts":
        return False
    share = measure["unit"] == "percent" and not row["population"]
    column = "denominator" if share or measure["unit"] not in ("percent", "per-100000", "per-1000") else "numerator"
    cases = whole(row[column])
    if cases is None and came_in:
        return False
    return cases is None or cases < limit["share" if share else "cases"]


def side(ours, other, measure, fixed):
    """1 above, -1 below, 0 no clear difference, by one value on each side."""
    (value, n, d), (theirs, m, b) = ours, other
    unit, calculation = measure["unit"], measure["calculation"]
    if calculation in ("mean", "median"):
        return UNKNOWN
    shares = calculation in ("proportion", "rate") or calculation == "reading" and measure.get("counts") != "amounts"
    has = n is not None and d and shares and unit in ("percent", "per-100000")
    if has and unit == "percent" and n <= d:
        if fixed:
            low, high = (100 * end for end in wilson(n, d))
            return 1 if low > theirs else -1 if high < theirs else 0
        if m is None or not b or m > b:
            return UNKNOWN
        low, high = newcombe(n, d, m, b)
        return 1 if low > 0 else -1 if high < 0 else 0
    if has and unit == "per-100000":
        if n < 10:
            return UNKNOWN
        if fixed:
            low, high = (100000 * end / d for end in byar(n))
            return 1 if low > theirs else -1 if high < theirs else 0
        if not m or not b:
            return UNKNOWN
        ratio, spread = math.log(n / d) - math.log(m / b), Z * math.sqrt(1 / n + 1 / m)
        return 1 if ratio > spread else -1 if ratio < -spread else 0
    least = next((c for c in RULES["leastChanges"] if c["unit"] == unit), None)
    if least is None:
        return None
    gap = value - theirs
    clear = gap != 0 and abs(gap) * 100 >= least.get("percent", 0) * abs(theirs) and abs(gap) >= least.get("atLeast", 0)
    return (gap > 0) - (gap < 0) if clear else 0


def verdict(row, prefix, other, measure):
    """The word that the printed numbers give: '' for none, or UNKNOWN where they do not say which test was used.

    `other` is the row that was compared with, or None for a benchmark.
    """
    if row["value"] in ("c", "x", "z", "low") or exact(row[f"{prefix}_value"]) is None or exact(row[f"{prefix}_difference"]) is None:
        return ""
    if measure["calculation"] == "published" or row["origin"] == "published":
        return UNKNOWN
    base, fixed = base_of(row["policy"], measure), other is None
    if few_of(row, measure) or (other and few_of(other, measure)):
        return ""
    if measure["unit"] == "count" and max(exact(row["value"]), exact(row[f"{prefix}_value"])) < RULES["few"]["cases"]:
        return ""
    ours = corners(row, measure, base)
    theirs = [(exact(row[f"{prefix}_value"]), None, None)] if fixed else corners(other, measure, base)
    if not ours or not theirs:
        return ""
    sides = {side(a, b, measure, fixed) for a in ours for b in theirs}
    if UNKNOWN in sides:
        return UNKNOWN
    if None in sides:
        return ""
    if len(sides) > 1 or 0 in sides:
        return "no clear difference"
    return {"higher-is-better": {1: "better", -1: "worse"}, "lower-is-better": {1: "worse", -1: "better"}}.get(
        row["polarity"], {1: "higher", -1: "lower"})[sides.pop()]


def key(row, period):
    return row["measure"], row["policy"], row["area_code"], row["period_kind"], period, row["breakdown"], row["category"]


def expected(row, prefix, known, measure):
    """The word that the printed numbers give, where the row that was compared with is among the known ones."""
    if prefix not in ("previous", "year_before"):
        return verdict(row, prefix, None, measure)
    other = known.get(key(row, row[f"{prefix}_period"]))
    if measure["unit"] == "count" and (other is None or other["value"] != row[f"{prefix}_value"]):
        # A count is its own numerator, so the value alone says all there is.
        other = row | {"value": row[f"{prefix}_value"], "numerator": row[f"{prefix}_value"]}
    return verdict(row, prefix, other, measure) if other and other["value"] == row[f"{prefix}_value"] else UNKNOWN


def judge(runs):
    """For each comparison its place, the word printed and the word expected."""
    rows = []
    for run in runs:
        with open(Path(run) / "comparison.csv", newline="", encoding="utf-8") as file:
            rows += list(csv.DictReader(file))
    known = {key(row, row["period"]): row for row in rows}
    for row in rows:
        measure = MEASURES.get(row["measure"])
        for column in row:
            if not column.endswith("_verdict") or measure is None or not row[column.replace("_verdict", "_period")]:
                continue
            prefix = column[: -len("_verdict")]
            yield row, prefix, row[column], expected(row, prefix, known, measure)


def main():
    passed, wrong, unknown, words = 0, [], 0, {}
    for row, prefix, said, due in judge(sys.argv[1:]):
        if due == UNKNOWN:
            unknown += 1
        elif said == due:
            passed += 1
            words[said or "none"] = words.get(said or "none", 0) + 1
        else:
            wrong.append(f"{row['measure']} {row['period']} {row['breakdown']} {row['category']} against {prefix}: "
                         f"{row['value']} beside {row[prefix + '_value']} is '{said}' and should be '{due}'")
    for line in wrong[:30]:
        print(line)
    print(f"{unknown} cannot be judged from the feed; of the others: " + ", ".join(f"{n} {w}" for w, n in sorted(words.items())))
    print(f"{passed} passed, {len(wrong)} failed")
    return 1 if wrong or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
