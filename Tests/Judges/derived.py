"""Works out every derived comparator again, from the published counts and the populations alone, with exact fractions.

    derived.py --caretally PATH

Reads data/comparators, data/populations and data/frameworks; compares with `caretally coverage --figures`: value, the least and
the most that rounding allows, numerator and denominator, of every area and year, and that there are no others. Then checks
that England's derived numerators are the sums of its councils'.
"""
import argparse
import csv
import io
import json
import pathlib
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rounded(fraction, places):
    """Half away from zero, as printed."""
    scaled = fraction * 10 ** places
    units = (abs(scaled) + Fraction(1, 2)).__floor__()
    return str((Decimal(units if scaled >= 0 else -units) / 10 ** places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


class Areas:
    def __init__(self):
        self.rows = rows(DATA / "areas" / "areas.csv")
        self.next = {a["code"]: a["continued_by"] for a in self.rows if a["continued_by"]}

    def newest(self, code):
        while code in self.next:
            code = self.next[code]
        return code

    def councils(self, area, year):
        """The councils of a region, or of England, on 31 March at the end of a year."""
        day = f"{int(year[:4]) + 1}-03-31"
        return [a["code"] for a in self.rows
                if a["level"] == "Local authority" and not a["code"].startswith("E99")
                and (not a["valid_from"] or a["valid_from"] <= day) and (not a["valid_to"] or day <= a["valid_to"])
                and (area.startswith("E92") or a["region"] == area)]

    def members(self, area, year):
        """The councils that an area is the sum of; none for one that is not made of councils."""
        row = next(a for a in self.rows if a["code"] == area)
        if row["level"] in ("National", "Regional"):
            return self.councils(area, year)
        if row["level"] == "Group":
            return row["members"].split()
        replaced, day = row["replaced_by"].split(), f"{int(year[:4]) + 1}-03-31"
        alone = not any(code in a["replaced_by"].split() for a in self.rows if a["code"] != area for code in replaced)
        return replaced if replaced and alone and row["valid_to"] < day else []


def populations(areas):
    found = {}
    for note in (DATA / "populations").glob("*.json"):
        date = json.loads(note.read_text())["referenceDate"]
        for row in rows(note.with_suffix(".csv")):
            if row["value"].isdigit():
                found.setdefault((row["population"], areas.newest(row["area_code"]), date), int(row["value"]))
    for name, date in {(key[0], key[2]) for key in found}:
        for row in areas.rows:
            # The year of accounts that a mid-year lies in; its members are those of 30 June.
            members = [found.get((name, areas.newest(c), date)) for c in areas.members(row["code"], f"{int(date[4:]) - 1}-99")]
            if members and None not in members:
                found.setdefault((name, row["code"], date), sum(members))
    return found


def counts(framework, areas):
    """By code, area and year: the count, and how far off rounding may have put it."""
    found = {}
    for note in (DATA / "comparators").rglob("*.json"):
        declared = json.loads(note.read_text())
        if declared["framework"] != framework:
            continue
        half = Fraction(declared.get("roundedTo", 0), 2)
        for row in rows(note.with_suffix(".csv")):
            if row["outcome"].isdigit():
                found[row["measure_code"], areas.newest(row["area_code"]), row["time_period"]] = (int(row["outcome"]), half)
    return found


def total(codes, area, year, known, areas, sums):
    parts = []
    for code in codes:
        part = known.get((code, area, year))
        if part is None and (sums or area[:3] not in ("E92", "E12")):
            members = [known.get((code, areas.newest(c), year)) for c in areas.members(area, year)]
            if members and None not in members:
                part = tuple(map(sum, zip(*members)))
        if part is None:
            return None
        parts.append(part)
    return tuple(map(sum, zip(*parts)))


def expected(areas):
    people = populations(areas)
    measures = {(m := json.loads(p.read_text()))["measure"]: m for p in (DATA / "measures").rglob("*.json")}
    out = {}
    for path in sorted((DATA / "frameworks").glob("*.json")):
        framework = json.loads(path.read_text())
        known = counts(framework["framework"], areas)
        for derivation in framework.get("derived", []):
            measure = measures[derivation["measure"]]
            times = measure.get("per") or {"percent": 100, "per-100000": 100_000}.get(measure["unit"], 1)
            places = measure["decimals"]
            years = {key[2] for key in known}
            codes = {areas.newest(a["code"]) for a in areas.rows}
            for year in sorted(years):
                for area in sorted(codes):
                    sums = derivation.get("sumsCouncils", False)
                    top = total(derivation["numerator"], area, year, known, areas, sums)
                    if top is None:
                        continue
                    if "denominator" in derivation:
                        bottom = total(derivation["denominator"], area, year, known, areas, sums)
                    else:
                        dates = {p["year"]: p["referenceDate"] for p in derivation.get("populationYears", [])}
                        size = people.get((derivation["population"], area, dates.get(year, f"mid-{year[:4]}")))
                        bottom = size and (size, Fraction(0))
                    if not bottom:
                        continue
                    value = rounded(Fraction(top[0], bottom[0]) * times, places)
                    least = rounded(max(Fraction(0), top[0] - top[1]) / (bottom[0] + bottom[1]) * times, places)
                    most = rounded((top[0] + top[1]) / (bottom[0] - bottom[1]) * times, places)
                    out[derivation["measure"], area, year] = (value, least, most, str(top[0]), str(bottom[0]))
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--caretally", required=True)
    options = parser.parse_args()
    areas = Areas()
    printed = subprocess.run([options.caretally, "coverage", "--figures"], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    found, failures = {}, []
    for row in csv.DictReader(io.StringIO(printed)):
        if row["least"]:
            found[row["measure"], row["area_code"], row["time_period"]] = (
                row["value"], row["least"], row["most"], row["numerator"], row["denominator"])
    mine = expected(areas)
    published = {(r["measure"], r["area_code"], r["time_period"])
                 for r in csv.DictReader(io.StringIO(printed)) if not r["least"]}
    for key in sorted(set(mine) | set(found)):
        if key in published and key not in found:
            continue
        if mine.get(key) != found.get(key):
            failures.append(f"{' '.join(key)}: {found.get(key)}, and by the judge {mine.get(key)}")
    for measure in sorted({key[0] for key in found}):
        for year in sorted({key[2] for key in found if key[0] == measure}):
            members = [found[measure, areas.newest(c), year] for c in areas.councils("E92000001", year)
                       if (measure, areas.newest(c), year) in found]
            england = found.get((measure, "E92000001", year))
            if len(members) > 100 and england and sum(int(m[3]) for m in members) != int(england[3]):
                failures.append(f"{measure} {year}: England's numerator is not the sum of {len(members)} councils'")
    for line in failures[:20]:
        print(line)
    print(f"derived comparators: {len(found)} figures, {len(failures)} failures")
    return 1 if failures or len(found) < 400 else 0


if __name__ == "__main__":
    sys.exit(main())
