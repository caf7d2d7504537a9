"""Reads a synthetic council's extracts with Python's csv, and leaves out the records that must be refused."""

import csv
import datetime
import io
import re
from pathlib import Path

# What refuses a record (an unreadable flag is only said): a required field that cannot be read, its shape, and dates in an impossible order.
REFUSING = {"CELL-001", "CELL-008", "CELL-009", "CELL-010"}
REFUSING |= {f"WL-{n:03}" for n in range(1, 9)} | {f"DL-{n:03}" for n in range(1, 7)}
REFUSING |= {f"RV-{n:03}" for n in range(1, 8)} | {f"SGC-{n:03}" for n in range(1, 4)}
REFUSING |= {f"SGE-{n:03}" for n in range(1, 8)} | {"SS-001"}


def refuses(fault):
    """An unreadable date refuses its record, but for a date of birth, which is only reported."""
    if fault["code"] == "CELL-002":
        return fault["field"] != "date_of_birth"
    return fault["code"] in REFUSING


def faults(folder):
    with open(folder / "answer-key" / "faults.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(header):
    """`Date of Concern` as `date_of_concern`."""
    return re.sub(r"[^a-z0-9]+", "_", header.lower()).strip("_")


def iso(text):
    """A date in any of the ways the systems print it, as 2024-07-31; any other text as it is."""
    text = text.strip()
    slashed = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})( \d\d:\d\d)?", text)
    if slashed:
        text = f"{slashed[3]}-{slashed[2]}-{slashed[1]}"
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return text


def records(path):
    """The header's columns, and each record with the line it starts on."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [column(name) for name in next(reader)]
    found = []
    line = reader.line_num + 1
    for fields in reader:
        found.append((line, fields))
        line = reader.line_num + 1
    return header, found


def accepted(folder, path):
    """The records that count, with blanks as None and dates as ISO text."""
    refused = {int(f["line"]) for f in faults(folder) if f["file"] == path.name and refuses(f)}
    header, found = records(path)
    rows = []
    for line, fields in found:
        if line in refused:
            continue
        assert len(fields) == len(header), f"{path.name}:{line}: {len(fields)} fields"
        rows.append([iso(field) if field != "" else None for field in fields])
    return header, rows


def holidays():
    path = Path(__file__).resolve().parents[2] / "data/calendars/england-bank-holidays.csv"
    with open(path, newline="", encoding="utf-8") as file:
        return {datetime.date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
