"""Writes extracts in every form with Python's csv, gzip, codecs and openpyxl, and beside each what they hold.

Usage: reading_fixtures.py FOLDER [SEED]

Tests/TablesTests/JudgedReadingTests.swift reads the files and compares: NAME.json holds the header and the rows as
text, days as 2024-07-31. The folder committed was made with seed 1. Needs openpyxl (pip install openpyxl).
"""
import csv, datetime, gzip, io, json, random, sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

folder = Path(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
folder.mkdir(parents=True, exist_ok=True)
chance = random.Random(seed)
HEADER = ["case_id", "received_on", "team", "notes"]
PIECES = ["a", "Zoë", "£5", "\"", "\"\"", "x,y", "p;q", "u|v", "t\tt", "line\nbreak", "crlf\r\nbreak", "–", "€", " ", "12"]
WORDS = [p for p in PIECES if "\r" not in p]


def text(pieces):
    return "".join(chance.choice(pieces) for _ in range(chance.randint(0, 4)))


def rows(pieces, count=40):
    return [[f"C{n}", f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2024", text(pieces), text(pieces)]
            for n in range(count)]


def expected(name, table):
    (folder / f"{name}.json").write_text(json.dumps({"header": HEADER, "rows": table}, ensure_ascii=True) + "\n")


def as_csv(table, delimiter=",", line_end="\r\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows([HEADER] + table)
    return out.getvalue()


def write(name, content, table):
    (folder / name).write_bytes(content)
    # What was written is read back by Python's own csv, so that the expectation is its reading and not ours.
    expected(name, table)


def read_back(content, delimiter):
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))[1:]


for delimiter, label in [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")]:
    for line_end, ending in [("\n", "lf"), ("\r\n", "crlf"), ("\r", "cr")]:
        # Python leaves a line feed bare where lines end in CR, which no other reader would take for text.
        quoting = csv.QUOTE_ALL if line_end != "\r\n" else chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        content = as_csv(rows(PIECES), delimiter, line_end, quoting)
        write(f"{label}-{ending}.csv", content.encode("utf-8"), read_back(content, delimiter))
content = as_csv(rows(PIECES))
table = read_back(content, ",")
write("mark.csv", content.encode("utf-8-sig"), table)
write("utf16-le.csv", b"\xff\xfe" + content.encode("utf-16-le"), table)
write("utf16-be.csv", b"\xfe\xff" + content.encode("utf-16-be"), table)
write("utf16-le-no-mark.csv", content.encode("utf-16-le"), table)
write("windows-1252.csv", content.encode("cp1252"), table)
write("one.csv.gz", gzip.compress(content.encode("utf-8"), mtime=0), table)
half = len(content.encode()) // 2
write("two-members.csv.gz", gzip.compress(content.encode()[:half], mtime=0) + gzip.compress(content.encode()[half:], mtime=0), table)
write("windows-1252.csv.gz", gzip.compress(content.encode("cp1252"), mtime=0), table)
write("semicolon-utf16.csv.gz", gzip.compress(as_csv(table, ";").encode("utf-16"), mtime=0), table)


def workbook(name, from_1904=False, inline=False):
    book = Workbook()
    sheet = book.active
    sheet.title = "Cases"
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet.append(HEADER)
    wanted = []
    for n in range(40):
        day = datetime.date(1904, 1, 2) + datetime.timedelta(days=chance.randint(0, 60000))
        moment = datetime.datetime.combine(day, datetime.time(9, chance.randint(0, 59), chance.randint(0, 59)))
        value = chance.choice([text(WORDS), 9434765919, 12.5, True, None, -3])
        note = text(WORDS)
        sheet.append([f"C{n}", moment if n % 3 == 0 else day, value, note or None])
        shown = {True: "TRUE", None: ""}.get(value, str(value)) if not isinstance(value, str) else value
        wanted.append([f"C{n}", moment.isoformat() if n % 3 == 0 else day.isoformat(),
                       shown.replace("\n", " "), note.replace("\n", " ")])
        if n == 20:
            sheet.append([])
    buffer = io.BytesIO()
    book.save(buffer)
    write(name, buffer.getvalue(), wanted)


workbook("book.xlsx")
workbook("book-1904.xlsx", from_1904=True)
if seed == 1:
    (folder / "bomb.csv.gz").write_bytes(gzip.compress(b"a" * (20 << 20), mtime=0))
