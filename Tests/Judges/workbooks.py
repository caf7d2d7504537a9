"""Reads a run's workbooks back with openpyxl and LibreOffice, and holds every value to comparison.csv.

Usage: workbooks.py RUN_FOLDER

Every total of comparison.csv must stand in a sheet of both files as the same number, or as the shorthand of the same
symbol; both files must hold the same cells. The accessibility checklist is held too: one marked-up table a sheet, no
merged cell, filter, frozen pane, hidden sheet or blank cell in a table, a title and language. Needs: pip openpyxl; apt
libreoffice-calc-nogui.
"""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl


def cells_of_xlsx(path, problems):
    book = openpyxl.load_workbook(path)
    if not book.properties.title or book.properties.language != "en-GB":
        problems.append("the XLSX has no title or language")
    names, out = set(), {}
    for sheet in book:
        if sheet.merged_cells.ranges or sheet.freeze_panes or sheet.auto_filter.ref or sheet.sheet_state != "visible":
            problems.append(f"{sheet.title}: merged, frozen, filtered or hidden")
        if " " in sheet.title or len(sheet.title) > 31:
            problems.append(f"{sheet.title}: a name with spaces or too long")
        if sheet.sheet_view.selection[0].activeCell != "A1":
            problems.append(f"{sheet.title}: the cursor is not in A1")
        if sheet.title != "Cover" and len(sheet.tables) != 1:
            problems.append(f"{sheet.title}: {len(sheet.tables)} tables")
        for table in sheet.tables.values():
            if table.name in names or table.autoFilter:
                problems.append(f"{table.name}: named twice, or filtered")
            names.add(table.name)
            first, last = table.ref.split(":")
            if not first.startswith("A"):
                problems.append(f"{table.name}: does not start in column A")
            for row in sheet[table.ref]:
                problems += [f"{sheet.title}!{c.coordinate}: blank" for c in row if c.value in (None, "")]
        out[sheet.title] = [[c.value for c in row] for row in sheet.iter_rows()]
    return out


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
        heads = next((r for r in rows if "Measure" in r and "Value" in r and "Period" in r), None)
        if heads is None or sheet.endswith("_by"):
            continue
        at = {h: heads.index(h) for h in ("Measure", "Period", "Value", "Numerator", "Denominator")}
        for row in rows[rows.index(heads) + 1:]:
            held[(row[at["Measure"]], row[at["Period"]])] = [plain(row[at[h]]) for h in ("Value", "Numerator", "Denominator")]
    checked = 0
    with open(folder / "comparison.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["breakdown"] != "Total":
                continue
            checked += 1
            wanted = [plain(row[c] if re.match(r"-?\d", row[c]) else f"[{row[c]}]") for c in ("value", "numerator", "denominator")]
            found = held.get((row["title"], row["period"]))
            if found != wanted:
                problems.append(f"{row['measure']} {row['period']}: {found}, not {wanted}")
    return checked


def main():
    folder = pathlib.Path(sys.argv[1])
    problems = []
    for name in ("evidence.xlsx", "evidence.ods"):
        if zipfile.ZipFile(folder / name).testzip():
            problems.append(f"{name}: a part does not match its check")
    book = cells_of_xlsx(folder / "evidence.xlsx", problems)
    if list(book)[:3] != ["Cover", "Contents", "Notes"]:
        problems.append(f"the sheets do not start with cover, contents and notes: {list(book)[:3]}")
    content = zipfile.ZipFile(folder / "evidence.ods").read("content.xml").decode()
    if "table:number-columns-spanned" in content or "table:filter" in content:
        problems.append("the ODS has merged cells or a filter")
    checked = against_feed(folder, book, problems)
    cells = 0
    with tempfile.TemporaryDirectory() as work:
        for name in ("evidence.xlsx", "evidence.ods"):
            part = pathlib.Path(work) / name.replace(".", "-")
            part.mkdir()
            cells += compare(name, book, cells_by_office(folder / name, str(part)), problems)
    for problem in problems[:40]:
        print(problem)
    print(f"{checked} figures, {cells} cells read back, {len(problems)} problems")
    sys.exit(1 if problems or not checked or not cells else 0)


if __name__ == "__main__":
    main()
