"""Extracts of one council as they stood on each of several nights, cut from those of the last.

A record is there from the day on which it begins; what had not happened yet is blank, and what was found then too.
"""
import csv
import io
import re

# For each file: the column of the day on which a record begins, and the days that are blank until they come, each with
# the columns that are written with it.
FILES = {
    "assessments.csv": ("Date Requested", {"First Contact Date": [], "Date Allocated": [], "Date Started": [],
                                           "Date Completed": ["Assessment Outcome"], "Date Closed": ["Reason Closed"]}),
    "dols-applications.csv": ("Date Received", {"Date Allocated": [], "Date Signed Off": [
        "Decision", "Assessment Status", "Not Granted Reason", "Planned Start Date", "Planned End Date", "Actual End Date"],
        "Actual End Date": []}),
    "reviews.csv": ("LTS Start Date", {"LTS End Date": [], "Allocation Date": [], "Review Start Date": [], "Review End Date": [
        "Method of Review", "Review Outcomes Achieved", "Review Outcome"]}),
    "safeguarding-concerns.csv": ("Date of Concern", {"Triage Date": ["Triage Outcome", "Enquiry Reference"]}),
    "safeguarding-enquiries.csv": ("Date Opened", {"Date Allocated": [], "Date Concluded": [
        "Risk Assessment", "Outcome of Risk", "MSP Outcome"]}),
    "support-services.csv": ("Event Start Date", {"Event End Date": ["Event Outcome"], "Date of Death": []}),
}


def iso(text):
    m = re.match(r"(\d\d)/(\d\d)/(\d{4})", text or "")
    return f"{m[3]}-{m[2]}-{m[1]}" if m else (text or "")[:10]


def later(text, night):
    day = iso(text)
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", day)) and day > night


def as_of(source, target, night, plant=True):
    """Writes the extracts of `source` into `target` as they stood on a night."""
    target.mkdir(parents=True)
    for name, (begins, blanks) in FILES.items():
        path = source / name
        if not path.exists():
            continue
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
        rows = list(csv.reader(io.StringIO(text)))
        header, out = rows[0], []
        place = {column: k for k, column in enumerate(header)}
        for row in rows[1:]:
            if len(row) == len(header):
                if later(row[place[begins]], night):
                    continue
                for day, others in blanks.items():
                    if day in place and later(row[place[day]], night):
                        for column in (day, *others):
                            if column in place:
                                row[place[column]] = ""
            out.append(row)
        if plant and name == "assessments.csv":
            out = planted(header, place, out)
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([header, *out])
        (target / name).write_bytes(written.getvalue().encode("utf-8", "surrogateescape"))


def planted(header, place, rows):
    """With a record that is refused, whose team and notes are a person's, and notes on one that is accepted."""
    if len(rows) < 20:
        return rows
    refused, noted = list(rows[10]), list(rows[12])
    refused[place["Assessment Reference"]] = "A999999"
    refused[place["Date Requested"]] = "the day after the fall"
    refused[place["Team Name"]] = "Zebedee Quill"
    refused[place["Case Notes"]] = "Marmalade Quux rang"
    if len(noted) == len(header):
        noted[place["Case Notes"]] = "Persimmon Vole visits"
    return [*rows[:12], noted, *rows[13:], refused]
