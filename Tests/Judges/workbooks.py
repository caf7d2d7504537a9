"""Reads runs' workbooks back with openpyxl and LibreOffice, and holds every value to comparison.csv.

Usage: workbooks.py RUN_FOLDER...

Every total of comparison.csv must stand in a sheet of both files as the same number, or as the shorthand of the same
symbol; both files must hold the same cells. Then the Analysis Function's checklist for accessible spreadsheets, item by
item (CHECKLIST): each is printed with how often it was looked at. Needs: pip openpyxl; apt libreoffice-calc-nogui.
"""

import collections
import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl


CHECKLIST = [
    "cover, contents and notes come first, in that order",
    "every sheet that holds data is listed in the contents, and none else",
    "one table a sheet, marked up, in column A, under its title and a sentence that counts tables",
    "tables have names of their own, one header row, and headings of their own",
    "no merged cell, blank row, blank cell or hidden row, column or sheet in a table",
    "nothing below or beside a table",
    "no filter, frozen pane, fill, image, macro, comment, header or footer",
    "numbers are numbers",
    "every shorthand is explained in the notes",
    "every [note n] has its text in the notes, and every note is used",
    "sheet names have no spaces and at most 31 characters, and are the file's own",
    "a title, an author and British English are set",
    "the cursor is in A1 of every sheet and the first sheet is open",
    "text wraps in tables, in Arial of at least 12 points, and titles are larger",
    "the two files hold the same sheets",
]
# A number that was written as text; codes, periods and the like have a letter, a dash or a space.
NUMERIC = re.compile(r"-?[\d,]+(\.\d+)?%?$")
SHORTHAND = re.compile(r"\[[a-z]+\]$")


class Checklist:
    """How often each item was looked at, and where it failed."""

    def __init__(self):
        self.looked = collections.Counter()
        self.problems = []

    def hold(self, item, truth, where):
        self.looked[item] += 1
        if not truth:
            self.problems.append(f"{where}: not so: {CHECKLIST[item]}")


def check_book(path, check):
    """Holds an XLSX to the checklist and returns its cells by sheet."""
    book = openpyxl.load_workbook(path)
    check.hold(11, bool(book.properties.title and book.properties.creator) and book.properties.language == "en-GB", path)
    check.hold(0, book.sheetnames[:3] == ["Cover", "Contents", "Notes"], path)
    check.hold(12, book.index(book.active) == 0, path)
    check.hold(10, len({name.lower() for name in book.sheetnames}) == len(book.sheetnames), path)
    listed = [row[0].value for row in book["Contents"][next(iter(book["Contents"].tables.values())).ref][1:]]
    check.hold(1, listed == book.sheetnames[3:], path)
    notes = [[c.value for c in row] for row in book["Notes"][next(iter(book["Notes"].tables.values())).ref][1:]]
    explained = {row[0] for row in notes}
    used, names, out = set(), set(), {}
    for sheet in book:
        where = f"{path.parent.name} {sheet.title}"
        check.hold(10, " " not in sheet.title and len(sheet.title) <= 31, where)
        check.hold(12, sheet.sheet_view.selection[0].activeCell == "A1", where)
        hidden = any(d.hidden for d in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])
        check.hold(4, not sheet.merged_cells.ranges and sheet.sheet_state == "visible" and not hidden, where)
        marks = [sheet.oddHeader.center.text, sheet.oddFooter.center.text]
        check.hold(6, not (sheet.freeze_panes or sheet.auto_filter.ref or sheet._images or sheet._charts or any(marks)), where)
        title = sheet["A1"]
        check.hold(13, title.font.name == "Arial" and title.font.sz >= 14 and title.font.b, where)
        out[sheet.title] = [[c.value for c in row] for row in sheet.iter_rows()]
        if sheet.title == "Cover":
            check.hold(2, not sheet.tables, where)
            continue
        check.hold(2, len(sheet.tables) == 1 and sheet["A2"].value == "This worksheet contains one table.", where)
        for table in sheet.tables.values():
            first, last = (openpyxl.utils.cell.coordinate_from_string(c) for c in table.ref.split(":"))
            check.hold(2, first[0] == "A", where)
            check.hold(5, last[1] == sheet.max_row and openpyxl.utils.column_index_from_string(last[0]) == sheet.max_column, where)
            check.hold(6, not table.autoFilter, where)
            rows = sheet[table.ref]
            heads = [c.value for c in rows[0]]
            check.hold(3, table.name not in names and table.headerRowCount == 1 and len(set(heads)) == len(heads), where)
            names.add(table.name)
            for row in rows:
                for cell in row:
                    at = f"{where}!{cell.coordinate}"
                    check.hold(4, cell.value not in (None, ""), at)
                    check.hold(6, cell.fill.fill_type is None and cell.comment is None, at)
                    check.hold(13, cell.font.name == "Arial" and cell.font.sz >= 12, at)
                    if isinstance(cell.value, str):
                        check.hold(13, cell.alignment.wrap_text, at)
                        if sheet.title not in ("Contents", "Notes"):
                            check.hold(7, not NUMERIC.match(cell.value), at)
                        if SHORTHAND.match(cell.value):
                            check.hold(8, cell.value in explained, at)
                        used |= set(re.findall(r"\[(note \d+)\]", cell.value))
    check.hold(9, used == {name for name in explained if name.startswith("note ")}, path)
    with zipfile.ZipFile(path) as parts:
        check.hold(6, not [n for n in parts.namelist() if "vba" in n or "media" in n or "drawing" in n], path)
    return out


def check_ods(path, sheets, check):
    """The same of the OpenDocument file, from its parts."""
    with zipfile.ZipFile(path) as parts:
        content = parts.read("content.xml").decode()
        meta = parts.read("meta.xml").decode()
        first = parts.namelist()[0]
    where = str(path)
    check.hold(4, "number-columns-spanned" not in content and "number-rows-spanned" not in content, where)
    check.hold(6, "table:filter" not in content and "background-color" not in content and "draw:" not in content, where)
    check.hold(6, 'display-filter-buttons="true"' not in content and first == "mimetype", where)
    check.hold(11, "<dc:title>" in meta and "<dc:language>en-GB</dc:language>" in meta and "<dc:creator>" in meta, where)
    check.hold(14, re.findall(r'<table:table table:name="([^"]*)"', content) == sheets, where)
    check.hold(3, content.count("<table:database-range ") == len(sheets) - 1, where)
    check.hold(3, content.count("<table:table-header-rows>") == len(sheets) - 1, where)


def cells_by_office(path, folder):
    """LibreOffice writes each sheet as CSV, unformatted, so that numbers come out whole."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder, str(path)],
        check=True, capture_output=True, timeout=300,
    )
    out = {}
    for name in pathlib.Path(folder).glob(f"{path.stem}-*.csv"):
        with open(name, encoding="utf-8", newline="") as file:
            out[name.stem[len(path.stem) + 1:]] = list(csv.reader(file))
    return out


def plain(value):
    """A number as a float, anything else as its text."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def trimmed(rows):
    out = []
    for row in rows:
        row = [plain(v) for v in row]
        while row and row[-1] == "":
            row.pop()
        out.append(row)
    while out and not out[-1]:
        out.pop()
    return out


def compare(name, one, other, problems):
    if sorted(one) != sorted(other):
        problems.append(f"{name}: sheets {sorted(set(one) ^ set(other))} are in one only")
    count = 0
    for sheet in sorted(set(one) & set(other)):
        a, b = trimmed(one[sheet]), trimmed(other[sheet])
        if len(a) != len(b):
            problems.append(f"{name} {sheet}: {len(a)} rows and {len(b)}")
        for number, (left, right) in enumerate(zip(a, b), 1):
            count += len(left)
            if left != right:
                at = next((i for i, (x, y) in enumerate(zip(left, right)) if x != y), min(len(left), len(right)))
                problems.append(f"{name} {sheet} row {number} column {at + 1}: {left[at:at + 1]} and {right[at:at + 1]}")
    return count


def against_feed(folder, book, problems):
    """Every total of the feed, by title, period and value with its two counts."""
    held = {}
    for sheet, rows in book.items():
        heads = next((r for r in rows if "Measure" in r and "Value" in r and "Origin" in r), None)
        if heads is None or sheet.endswith("_by"):
            continue
        at = {h: heads.index(h) for h in ("Measure", "Period", "Origin", "Value", "Numerator", "Denominator")}
        for row in rows[rows.index(heads) + 1:]:
            place = row[at["Measure"]], row[at["Period"]], row[at["Origin"]]
            held[place] = [plain(row[at[h]]) for h in ("Value", "Numerator", "Denominator")]
    checked = 0
    with open(folder / "comparison.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["breakdown"] != "Total":
                continue
            checked += 1
            wanted = [plain(row[c] if re.match(r"-?\d", row[c]) else f"[{row[c]}]") for c in ("value", "numerator", "denominator")]
            origin = {"counted": "counted from cases", "returned": "as returned", "published": "as published"}[row["origin"]]
            found = held.get((row["title"], row["period"], origin))
            # One person's value is a band for people, and the bare symbol for programs.
            if row["status"] == "banded" and found and re.match(r"(over|up to) \d", str(found[0])):
                wanted[0] = found[0]
            if found != wanted:
                problems.append(f"{row['measure']} {row['period']}: {found}, not {wanted}")
    return checked


def judge(folder, check):
    problems = check.problems
    for name in ("evidence.xlsx", "evidence.ods"):
        if zipfile.ZipFile(folder / name).testzip():
            problems.append(f"{name}: a part does not match its check")
    book = check_book(folder / "evidence.xlsx", check)
    check_ods(folder / "evidence.ods", list(book), check)
    checked = against_feed(folder, book, problems)
    cells = 0
    with tempfile.TemporaryDirectory() as work:
        for name in ("evidence.xlsx", "evidence.ods"):
            part = pathlib.Path(work) / name.replace(".", "-")
            part.mkdir()
            cells += compare(name, book, cells_by_office(folder / name, str(part)), problems)
    print(f"{folder.name}: {checked} figures of the feed found, {cells} cells read back by LibreOffice as openpyxl reads them")
    if not checked or not cells:
        problems.append(f"{folder}: nothing was read back")
    return checked + cells


def main():
    check = Checklist()
    passed = sum(judge(pathlib.Path(folder), check) for folder in sys.argv[1:])
    for item, words in enumerate(CHECKLIST):
        print(f"{check.looked[item]:7} {words}")
        if not check.looked[item]:
            check.problems.append(f"never looked at: {words}")
    for problem in check.problems[:40]:
        print(problem)
    print(f"{passed + sum(check.looked.values()) - len(check.problems)} passed, {len(check.problems)} failed")
    sys.exit(1 if check.problems or len(sys.argv) < 2 else 0)


if __name__ == "__main__":
    main()
