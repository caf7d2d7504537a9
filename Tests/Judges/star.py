"""Checks star/ of runs: keys, and every value against data.json.

Usage: star.py RUN_FOLDER...
"""

import csv
import json
import pathlib
import sys
from collections import Counter

KEYS = ["measure", "area", "period", "breakdown", "category", "origin", "comparator"]
TABLES = {"measure": "measures", "area": "areas", "period": "periods", "comparator": "comparators", "status": "statuses"}


def read(folder, name):
    with open(folder / "star" / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, list(reader)


def plain(text):
    """A text without the apostrophe that keeps a spreadsheet from reading it as a formula."""
    return text[1:] if text[:1] == "'" else text


def expected(data):
    for row in data["figures"]:
        period = f"{row['periodKind']} {row['start']} {row['end']}"
        key = (row["measure"], data["area"]["code"], period, row.get("breakdown", "Total"), row.get("category", "Total"), row["origin"])
        yield key + ("own",), (row["value"], row["numerator"], row["denominator"], "", "")
        for other in row.get("comparisons", []):
            yield key + (other["against"],), (other["value"], "", "", other["difference"], other.get("verdict", ""))


def faults(folder):
    columns, facts = read(folder, "facts")
    found = [f"{key} is in facts twice" for key, n in Counter(tuple(row[k] for k in KEYS) for row in facts).items() if n > 1]
    for key, table in TABLES.items():
        ids = Counter(row[key] for row in read(folder, table)[1])
        found += [f"{table}: {name} twice" for name, n in ids.items() if n > 1]
        found += [f"{table}: no {name}" for name in {row[key] for row in facts} - set(ids)]
    written = {
        tuple(plain(row[k]) for k in KEYS): tuple(plain(row[k]) for k in ["value", "numerator", "denominator", "difference", "verdict"])
        for row in facts
    }
    wanted = {tuple(plain(k) for k in key): value for key, value in expected(json.loads((folder / "data.json").read_text("utf-8")))}
    found += [f"{key}: {written.get(key)} and not {wanted.get(key)}" for key in written.keys() | wanted.keys() if written.get(key) != wanted.get(key)]
    found += [f"{row}: {row['status']}" for row in facts if (row["status"] == "number") != row["value"].lstrip("'-")[:1].isdigit()]
    return columns, len(facts), found


def main():
    passed = failed = 0
    heads = set()
    for folder in map(pathlib.Path, sys.argv[1:]):
        columns, count, found = faults(folder)
        heads.add(tuple(columns))
        for line in found[:20]:
            print(f"{folder}: {line}")
        passed += 0 if found else count
        failed += len(found)
    if len(heads) > 1:
        print("the columns of facts.csv differ between runs")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
