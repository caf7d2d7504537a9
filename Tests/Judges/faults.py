#!/usr/bin/env python3
"""Looks for every fault in a synthetic council's extracts and compares them with the answer key.

    python3 Tests/Judges/faults.py data/examples/exampleshire

Reads the datasets and rules of `data/`, whose conditions SQLite evaluates. Prints each difference and
`N passed, M failed`; fails when a fault is not found, or is found and was not planted.
"""

import csv
import datetime
import io
import json
import re
import sqlite3
import sys
from pathlib import Path

import extracts
from measures import AS_OF, days, months, working_days_counter

ROOT = Path(__file__).resolve().parents[2]
UNMAPPED = "(not in the code list)"
MISSING = {"", "null", "n/a", "na"}


def folded(text):
    return re.sub(r"[\s_-]", "", text.lower())


def code_texts(field):
    """Every way of writing each code of a field; None where any value will do."""
    codes = field.get("codes")
    if "codeList" in field:
        codes = json.loads((ROOT / f"data/datasets/code-lists/{field['codeList']}.json").read_text())["codes"]
    if codes is None:
        return None
    return {folded(t): c["code"] for c in codes for t in [c["label"], *c.get("synonyms", []), *c.get("retired", []), c["code"]]}


def typed(text, field, codes):
    """The value of a cell, and the code of what is wrong with it."""
    if "\ufffd" in text:
        return None, "CELL-010"
    if text.strip().lower() in MISSING:
        return None, "CELL-001" if field.get("required") else None
    kind = field["kind"]
    if kind == "date":
        try:
            return datetime.date.fromisoformat(extracts.iso(text)).isoformat(), None
        except ValueError:
            return None, "CELL-002"
    if kind == "decimal":
        number = re.fullmatch(r"-?\d+(\.\d+)?", text)
        return (float(text), None) if number else (None, "CELL-004")
    if kind == "flag":
        value = {"y": 1, "yes": 1, "n": 0, "no": 0}.get(text.lower())
        return (value, None) if value is not None else (None, "CELL-005")
    if kind == "code" and codes is not None:
        return (codes[folded(text)], None) if folded(text) in codes else (UNMAPPED, "CELL-006")
    return text, None


def age_at(born, day):
    if born is None or day is None:
        return None
    b, d = datetime.date.fromisoformat(born), datetime.date.fromisoformat(day)
    return d.year - b.year - ((d.month, d.day) < (b.month, b.day))


def nhs_number_valid(text):
    if text is None:
        return None
    digits = [int(c) for c in text if c.isdigit()]
    return int(len(digits) == 10 and sum(w * d for w, d in zip(range(10, 0, -1), digits)) % 11 == 0)


def found(path, dataset):
    """(line, field, code) of everything wrong in one extract."""
    fields = {name: f for f in dataset["fields"] for name in map(folded, f.get("synonyms", []))}
    fields |= {folded(f["field"]): f for f in dataset["fields"]}
    data = path.read_bytes()
    header = next(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"), newline="")))
    columns = [fields.get(folded(name)) for name in header]
    codes = {f["field"]: code_texts(f) for f in columns if f}
    out = [(1, "", "FILE-004") for f in columns if f is None]
    names = [f["field"] for f in columns if f]
    table = sqlite3.connect(":memory:")
    table.execute(f"CREATE TABLE t (line, {', '.join(names)})")
    seen = set()
    _, records = extracts.records(path)
    for line, cells in records:
        if len(cells) != len(header):
            out.append((line, "", "CELL-008"))
            continue
        row = [line]
        for cell, field in zip(cells, columns):
            if field is None:
                continue
            value, fault = typed(cell, field, codes[field["field"]])
            row.append(value)
            if fault:
                out.append((line, field["field"], fault))
            if fault == "CELL-010" and not any(code == "FILE-007" for _, _, code in out):
                out.append((line, "", "FILE-007"))
        key = tuple(row[1 + names.index(name)] for name in dataset["key"])
        if None not in key and key in seen:
            out.append((line, dataset["key"][0], "CELL-009"))
            continue
        seen.add(key)
        table.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
    return out + broken_rules(table, dataset["dataset"], names)


def broken_rules(table, dataset, names):
    functions = [
        ("days", 2, days), ("add_months", 2, months), ("working_days", 2, working_days_counter()),
        ("age_at", 2, age_at), ("nhs_number_valid", 1, nhs_number_valid),
    ]
    for name, count, function in functions:
        table.create_function(name, count, function, deterministic=True)
    out = []
    for path in sorted((ROOT / "data/rules" / dataset).glob("*.json")):
        rule = json.loads(path.read_text())
        # Rules over several records are compared with the key by FaultsTests, not by this judge.
        if "must" not in rule or not set(rule["fields"]) <= set(names):
            continue
        query = f"SELECT line FROM t WHERE ({rule.get('when', '1')}) AND NOT ({rule['must']})"
        given = {"as_of": AS_OF.isoformat()}
        out += [(line, rule["fields"][0], rule["rule"]) for line, in table.execute(query, given)]
    return out


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/examples/exampleshire")
    rules = [json.loads(path.read_text()) for path in (ROOT / "data/rules").glob("*/*.json")]
    together = {rule["rule"] for rule in rules if "must" not in rule}
    planted = [
        (f["file"], int(f["line"]), f["field"], f["code"]) for f in extracts.faults(folder)
        if f["code"] not in together
    ]
    seen = []
    for path in sorted(folder.glob("*.csv")):
        dataset = json.loads((ROOT / f"data/datasets/{path.stem}.json").read_text())
        seen += [(path.name, *fault) for fault in found(path, dataset)]
    missed, extra = sorted(set(planted) - set(seen)), sorted(set(seen) - set(planted))
    for fault in missed[:50]:
        print("planted, not found:", *fault)
    for fault in extra[:50]:
        print("found, not planted:", *fault)
    twice = len(planted) - len(set(planted)) + len(seen) - len(set(seen))
    failed = len(missed) + len(extra) + twice
    codes = {code for *_, code in planted}
    print(f"{len(codes)} codes: {len(set(planted) & set(seen))} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
