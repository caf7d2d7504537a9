"""Searches every byte of a published pack for what only the extracts know: persons, keys of cases, texts of refused records.

Workbooks are unzipped. Days of birth are looked for as they stand in the extract and in ISO 8601. So are counts of
records in sentences and manifests that no policy which rounds could have printed.
"""
import csv
import io
import json
import re
import zipfile

from attack_model import DATASETS

# Planted in extracts: the team and the notes of a record that is refused, and the notes of one that is not.
PLANTED = (b"Zebedee Quill", b"Marmalade Quux", b"Persimmon Vole")
TOKEN = re.compile(rb"\b(?:[A-Z]\d{6}|\d{10}|\d\d/\d\d/\d{4}|(?:19|200)\d{1,2}-\d\d-\d\d)\b")
COUNTS = re.compile(r"Accepted \((\d[\d,]*) refused\)|\b(\d[\d,]*) (?:records?|rows|lines) (?:refused|accepted|were refused|read)\b"
                    r"|\bRecords read from the extract:? (\d[\d,]*)")


def iso(text):
    m = re.match(r"(\d\d)/(\d\d)/(\d{4})", text)
    return f"{m[3]}-{m[2]}-{m[1]}" if m else text[:10]


def secrets(folder):
    """The personal values and keys of every record of a folder of extracts."""
    personal = {"NHS No", "NHS"}
    for dataset in DATASETS.values():
        for field in dataset.get("fields", []):
            if field.get("personal") or field["field"] in dataset.get("key", []):
                personal |= {field["title"], *field.get("synonyms", [])}
    out = set()
    for path in sorted(folder.glob("*.csv")):
        text = path.read_bytes().decode("utf-8-sig", "replace")
        for row in csv.DictReader(io.StringIO(text)):
            for name, value in row.items():
                if name in personal and isinstance(value, str) and value.strip():
                    out |= {value.strip().encode(), iso(value.strip()).encode()}
    return {value for value in out if TOKEN.fullmatch(value)}


def every_file(pack):
    """The name and bytes of each published file, those inside workbooks too."""
    for path in sorted(pack.rglob("*")):
        if not path.is_file() or "restricted" in path.relative_to(pack).parts:
            continue
        data = path.read_bytes()
        yield path.relative_to(pack).as_posix(), data
        if path.suffix in (".xlsx", ".ods", ".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as inside:
                for name in inside.namelist():
                    yield f"{path.name}/{name}", inside.read(name)


def leaks(pack, known, policy):
    """What a pack gives away, in words that do not give it away again."""
    found = {}
    for name, data in every_file(pack):
        for kind, hits in (("personal value or key", set(TOKEN.findall(data)) & known),
                           ("text of a record that is not to be seen", {p for p in PLANTED if p in data})):
            if hits:
                found.setdefault((kind,), []).append((name, len(hits)))
        if policy["roundingBase"] > 1 and (name.endswith(".html") or name.endswith(".json")):
            for count in exact_counts(name, data, policy):
                found.setdefault((f"count of records {'under the threshold' if count < policy['threshold'] else 'not rounded'}",),
                                 []).append((name, count))
    return [f"{kind[0]} in {len(places)} places, first in {places[0][0]}" for kind, places in found.items()]


def exact_counts(name, data, policy):
    """Counts of records that the policy would have hidden or rounded otherwise."""
    if name.endswith(".json"):
        if name not in ("manifest.json", "reading.json"):
            return
        counts = list(numbers(json.loads(data)))
    else:
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", data.decode("utf-8", "replace")))
        counts = [int(next(filter(None, m.groups())).replace(",", "")) for m in COUNTS.finditer(text)]
    for count in counts:
        if count and (count < policy["threshold"] or count % policy["roundingBase"]):
            yield count


def numbers(value, key=""):
    """Numbers under keys that say they count records."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from numbers(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item, key)
    elif isinstance(value, int) and not isinstance(value, bool) and key in ("records", "accepted", "refused", "count", "rows"):
        yield value
