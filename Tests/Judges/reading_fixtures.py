"""Writes extracts in every form with Python's csv, gzip, codecs, openpyxl, odfpy, pandas and LibreOffice, and beside each what
they hold.

Usage: reading_fixtures.py FOLDER [SEED]

Tests/TablesTests/JudgedReadingTests.swift reads the files and compares: NAME.json holds the header and the rows as
text, days as 2024-07-31. The folder committed was made with seed 1. Needs openpyxl, odfpy and pandas (pip install openpyxl odfpy
pandas) and LibreOffice (apt-get install libreoffice-calc-nogui).
"""
import csv, datetime, gzip, io, json, random, re, subprocess, sys, tempfile
from pathlib import Path

import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import LineBreak, P, S, Tab
from odf.office import Annotation
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
# In Windows-1252 an "ë", a dash and a euro in a row are the bytes of one character of UTF-8, which nobody could tell apart.
UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
content = as_csv(rows(PIECES))
while UTF8.search(content.encode("cp1252")):
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


def workbook(name, from_1904=False, words=WORDS):
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
        value = chance.choice([text(words), 9434765919, 12.5, True, None, -3])
        note = text(words)
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


def by_libreoffice(name, from_1904=False):
    """The .ods that LibreOffice saves of a workbook holds what the workbook holds, but for tabs beside line breaks."""
    source = "source.xlsx"
    workbook(source, from_1904, [w for w in WORDS if "\t" not in w])
    with tempfile.TemporaryDirectory() as room:
        (Path(room) / "x.xlsx").write_bytes((folder / source).read_bytes())
        subprocess.run(["soffice", f"-env:UserInstallation=file://{room}/profile", "--headless", "--convert-to", "ods",
                        "--outdir", room, f"{room}/x.xlsx"], check=True, capture_output=True)
        content = (Path(room) / "x.ods").read_bytes()
    write(name, content, json.loads((folder / f"{source}.json").read_text())["rows"])
    (folder / source).unlink()
    (folder / f"{source}.json").unlink()


def by_pandas(name):
    wanted = []
    rows = []
    for n in range(40):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randint(0, 900))
        value, note = chance.choice([9434765919, 12.5, -3]), text(["a", "Zoë", "£5", "x,y", "–", "12"])
        rows.append([f"C{n}", pandas.Timestamp(day), value, note])
        wanted.append([f"C{n}", day.isoformat(), f"{value:g}" if isinstance(value, float) else str(value), note])
    frame = pandas.DataFrame(rows, columns=HEADER)
    frame["team"] = frame["team"].astype(object)
    buffer = io.BytesIO()
    frame.to_excel(buffer, engine="odf", index=False)
    write(name, buffer.getvalue(), wanted)


def by_odfpy(name):
    """Repeated cells and rows, white space, comments, a table in front that is hidden, formulas and references with zeros."""
    book = OpenDocumentSpreadsheet()
    hidden = Style(name="ta2", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    first = Table(name="Lookups", stylename=hidden)
    book.spreadsheet.addElement(first)
    row = TableRow()
    cell = TableCell(valuetype="string")
    cell.addElement(P(text="nothing to read"))
    row.addElement(cell)
    first.addElement(row)
    table = Table(name="Cases")
    book.spreadsheet.addElement(table)
    wanted = []

    def put(row, *paragraphs, **attributes):
        cell = TableCell(**attributes)
        for paragraph in paragraphs:
            cell.addElement(paragraph if not isinstance(paragraph, str) else P(text=paragraph))
        row.addElement(cell)
        return cell

    row = TableRow()
    for column in HEADER:
        put(row, column, valuetype="string")
    table.addElement(row)
    for n in range(30):
        row = TableRow()
        put(row, f"C{n}", valuetype="string")
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randint(0, 900))
        put(row, day.strftime("%d/%m/%y"), valuetype="date", datevalue=day.isoformat())
        kind = n % 10
        if kind == 0:
            # One cell that stands for two.
            put(row, "twice", valuetype="string", numbercolumnsrepeated=2)
            values = ["twice", "twice"]
        elif kind == 1:
            paragraph = P(text="a ")
            paragraph.addElement(S(c=3))
            paragraph.addText("b")
            paragraph.addElement(Tab())
            paragraph.addText("c")
            paragraph.addElement(LineBreak())
            paragraph.addText("d")
            put(row, paragraph, valuetype="string")
            put(row, "one", "two", valuetype="string")
            values = ["a    b\tc d", "one two"]
        elif kind == 2:
            comment = Annotation()
            comment.addElement(P(text="a comment of somebody"))
            cell = put(row, valuetype="float", value="12.50")
            cell.addElement(comment)
            cell.addElement(P(text="12.5"))
            put(row, "yes", valuetype="boolean", booleanvalue="true")
            values = ["12.5", "TRUE"]
        elif kind == 3:
            put(row, "000 123 4567", valuetype="float", value="1234567")
            put(row, "1,234,567.00", valuetype="float", value="1234567")
            values = ["0001234567", "1234567"]
        elif kind == 4:
            put(row, "shown", valuetype="string", stringvalue="held", formula="of:=A1")
            put(row, "no value said")
            values = ["held", "no value said"]
        elif kind == 5:
            row.addElement(TableCell(numbercolumnsrepeated=16382))
            values = ["", ""]
        elif kind == 6:
            put(row, "45%", valuetype="percentage", value="0.45")
            put(row, "£9.50", valuetype="currency", currency="GBP", value="9.5")
            values = ["0.45", "9.5"]
        elif kind == 7:
            put(row, " spread   over\nlines ", valuetype="string")
            row.addElement(CoveredTableCell())
            values = ["spread over lines", ""]
        elif kind == 8:
            put(row, "09:30:00", valuetype="date", datevalue="2026-09-15T09:30:00.000000000")
            put(row, "midnight", valuetype="date", datevalue="2026-09-15T00:00:00")
            values = ["2026-09-15T09:30:00", "2026-09-15"]
        else:
            put(row, text(["a", "Zoë", "x,y", "\"", "–"]) or "z", valuetype="string")
            put(row, valuetype="string")
            values = [None, ""]
            values[0] = str(row.childNodes[2])
        times = 3 if n % 7 == 6 else 1
        if times > 1:
            row.setAttribute("numberrowsrepeated", times)
        table.addElement(row)
        wanted += [[f"C{n}", day.isoformat(), *values]] * times
        if n % 9 == 8:
            table.addElement(TableRow(numberrowsrepeated=2))
    table.addElement(TableRow(numberrowsrepeated=1000000))
    buffer = io.BytesIO()
    book.write(buffer)
    write(name, buffer.getvalue(), wanted)


by_libreoffice("book-libreoffice.ods")
by_libreoffice("book-libreoffice-1904.ods", from_1904=True)
by_pandas("book-pandas.ods")
by_odfpy("book-odfpy.ods")
if seed == 1:
    (folder / "bomb.csv.gz").write_bytes(gzip.compress(b"a" * (20 << 20), mtime=0))
