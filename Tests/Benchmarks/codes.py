"""What job J knows of its extract: columns, code lists, calendar. The generator, the peers and the reference share it."""
import csv
import datetime
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
with open(f"{HERE}/job-j/data/datasets/concerns.json", encoding="utf-8") as file:
    _DATASET = json.load(file)
_FIELDS = {field["field"]: field for field in _DATASET["fields"]}


def _codes(field):
    return [code["code"] for code in _FIELDS[field]["codes"]]


COLUMNS = [field["field"] for field in _DATASET["fields"]]
TEAMS, REASONS = _codes("team"), _codes("primary_support_reason")
ETHNICITIES, OUTCOMES = _codes("ethnicity"), _codes("risk_outcome")
ETHNICITY_SHARES = [.70, .02, .004, .006, .05, .01, .006, .008, .008, .03, .03, .015, .008, .02, .03, .02, .005, .03]
AS_OF = datetime.date(2026, 4, 10)
CALENDAR = (datetime.date(2023, 1, 1), datetime.date(2026, 12, 31))

with open(f"{HERE}/job-j/data/calendars/england-bank-holidays.csv", encoding="utf-8") as file:
    BANK_HOLIDAYS = [datetime.date.fromisoformat(row["date"]) for row in csv.DictReader(file)]

# Bit k of a record's mask is rule k.
RULES = ["person-id-missing", "person-id-format", "concern-id-missing", "concern-id-repeated", "concern-date-invalid",
         "triage-date-invalid", "allocated-date-invalid", "completed-date-invalid", "birth-date-invalid",
         "team-unknown", "reason-unknown", "ethnicity-unknown", "outcome-unknown", "outcome-missing",
         "triage-before-concern", "allocated-before-concern", "completed-before-allocated", "born-after-concern"]
