"""Whether a tool's answer to job J is the reference's: every count, every refused record, every group."""
import csv

import codes

# What CareTally's findings are in job J's terms: its own code, and the field where one code serves several.
_DECLARED = {"JJ-001": 1, "CELL-009": 3, "JJ-002": 13, "JJ-003": 14, "JJ-004": 15, "JJ-005": 16, "JJ-006": 17}
_MISSING = {"person_id": 0, "concern_id": 2}
_FIELD = {"concern_date": 4, "triage_completed_date": 5, "enquiry_allocated_date": 6, "enquiry_completed_date": 7,
          "date_of_birth": 8, "team": 9, "primary_support_reason": 10, "ethnicity": 11, "risk_outcome": 12}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def number(text):
    return None if text in ("", "[z]", "NaN", "nan", "\\N") else round(float(text), 6)


def groups(folder):
    return {tuple(row[:3]): [number(text) for text in row[3:]] for row in rows(f"{folder}/groups.csv")}


def plain(folder):
    """The three tables as the reference and the peers write them."""
    return {
        "rules": {row[0]: int(row[1]) for row in rows(f"{folder}/rules.csv") if row[1] != "0"},
        "refused": [(int(row[0]), int(row[2])) for row in rows(f"{folder}/refused.csv")],
        "groups": groups(folder),
    }


def caretally(folder, reference):
    """The same, of CareTally's own outputs: findings by line, refused records by number, and the crossed table."""
    record_at = {int(row[1]): int(row[0]) for row in rows(f"{reference}/lines.csv")}
    masks, counts = {}, {}
    for _, line, field, _, code, *_ in rows(f"{folder}/findings.csv"):
        if code.startswith("FILE-"):
            continue
        rule = _DECLARED.get(code)
        if rule is None:
            rule = _MISSING[field] if code == "CELL-001" and field in _MISSING else _FIELD[field]
        record = record_at[int(line)]
        masks[record] = masks.get(record, 0) | 1 << rule
        counts[codes.RULES[rule]] = counts.get(codes.RULES[rule], 0) + 1
    listed = [int(row[2]) for row in rows(f"{folder}/restricted/refused.csv")]
    table = {}
    for row in rows(f"{folder}/restricted/tables/team-month-reason.csv"):
        concerns, triaged_in_2, triaged, in_20, completed = (row[i] for i in (3, 6, 7, 9, 10))
        waiting, median, longest = row[13], row[14], row[17]
        table[tuple(row[:3])] = [number(text) for text in (
            concerns, triaged, triaged_in_2, completed, in_20, waiting, median, longest)]
    refused = [(record, masks.get(record, 0)) for record in listed]
    return {"rules": counts, "refused": refused if len(masks) == len(listed) else [], "groups": table}


def differences(found, wanted, only=("rules", "refused", "groups")):
    out = []
    for name in only:
        if found[name] != wanted[name]:
            out.append(f"{name}: {len(found[name])} rows against {len(wanted[name])}, or a value differs")
    return out
