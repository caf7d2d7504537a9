"""Reads runs' documents back with python-docx and LibreOffice, and holds the annex to the published one cell for cell.

Usage: documents.py RUN_FOLDER...

Every Word document: a title, British English, heading styles in order, and for every table a name, a description, header
rows that repeat, no merged cell but a heading over columns, no empty cell under a heading. LibreOffice opens each and shows
every cell; the HTML and the Markdown beside it have the same cells. A run with documents/ascof-annex.docx must have the
cells of Tests/ReferenceTests/Fixtures/ascof-annex.csv, which are those of the annex as its council published it.
Needs: pip python-docx; apt libreoffice-writer-nogui.
"""

import csv
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

import docx
from docx.oxml.ns import qn

FIXTURE = pathlib.Path(__file__).resolve().parents[1] / "ReferenceTests/Fixtures/ascof-annex.csv"
HEADS = ["Objective", "Measure", "England", "{}", "Compared to England", "{}", "Change in year", "Compared to England 2022/23"]
GROUPS = ["", "", "2022/23", "2022/23", "2022/23", "2023/24", "2023/24", "2023/24"]
COLUMNS = ["england_2022_23", "council_2022_23", "compared_2022_23", "council_2023_24", "change_in_year", "compared_2023_24"]


class Tables(html.parser.HTMLParser):
    """The cells of an HTML document's tables, by row."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.cell = [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""
        if tag == "br" and self.cell is not None:
            self.cell += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def rows_of(table):
    """Each row's cells once: a cell over several columns is there several times."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def header_rows(table):
    marks = [row._tr.find(qn("w:trPr")) for row in table.rows]
    return [mark is not None and mark.find(qn("w:tblHeader")) is not None for mark in marks]


def check_word(path, problems):
    document = docx.Document(str(path))
    looked = 0

    def hold(truth, words):
        nonlocal looked
        looked += 1
        if not truth:
            problems.append(f"{path}: {words}")

    core = document.core_properties
    hold(bool(core.title) and bool(core.author), "has no title or author")
    hold(core.language == "en-GB", f"has the language {core.language!r}")
    lang = document.styles.element.find(".//" + qn("w:lang"))
    hold(lang is not None and lang.get(qn("w:val")) == "en-GB", "its style has no language")
    hold(document.paragraphs[0].style.name == "Title" and bool(document.paragraphs[0].text), "does not begin with its title")
    level = 0
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            now = int(paragraph.style.name.split()[-1])
            hold(now <= level + 1, f"a heading leaves out a level: {paragraph.text}")
            level = now
    for table in document.tables:
        properties = table._tbl.tblPr
        caption, description = properties.find(qn("w:tblCaption")), properties.find(qn("w:tblDescription"))
        hold(caption is not None and bool(caption.get(qn("w:val"))), "a table has no name")
        hold(description is not None and bool(description.get(qn("w:val"))), "a table has no description")
        heads = header_rows(table)
        count = sum(heads)
        hold(count in (1, 2) and all(heads[:count]), f"header rows are {heads[:4]}")
        widths = {len(row) for row in rows_of(table)}
        hold(len(widths) == 1, f"rows of {widths} cells")
        merged = table._tbl.findall(".//" + qn("w:vMerge"))
        spans = [tc for row in table.rows[count:] for tc in row._tr.findall(".//" + qn("w:gridSpan"))]
        hold(not merged and not spans, "merged cells under the heading")
        hold(all(cell.strip() for row in rows_of(table)[count - 1 :] for cell in row), "an empty cell")
    return document, looked


def check_beside(path, document, problems):
    """The HTML and the Markdown have the same cells."""
    # A cell over columns is one cell in HTML.
    cells = [cell for table in document.tables for row in rows_of(table)[sum(header_rows(table)) :] for cell in row]
    web = Tables(path.with_suffix(".html").read_text("utf-8"))
    heads = sum(sum(header_rows(table)) for table in document.tables)
    found = [cell for row in web.rows for cell in row]
    if heads and (not found or cells != found[len(found) - len(cells) :]) and len(document.tables) == 1:
        problems.append(f"{path}: the HTML beside it has other cells")
    text = path.with_suffix(".md").read_text("utf-8")
    plain = re.sub(r"\\(.)", r"\1", text)
    for cell in cells:
        if cell.replace("\n", " ") not in plain:
            problems.append(f"{path}: the Markdown beside it lacks “{cell}”")
    return 2


def check_office(paths, problems):
    """LibreOffice opens every document and shows every cell and paragraph."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "txt:Text (encoded):UTF8"]
        done = subprocess.run(command + ["--outdir", folder] + [str(p) for p in paths], capture_output=True, text=True)
        for path in paths:
            made = pathlib.Path(folder) / f"{path.stem}.txt"
            if not made.exists():
                problems.append(f"{path}: LibreOffice did not open it: {done.stderr[:200]}")
                continue
            shown = " ".join(made.read_text("utf-8").split())
            document = docx.Document(str(path))
            texts = [p.text for p in document.paragraphs]
            texts += [cell for table in document.tables for row in rows_of(table) for cell in row]
            for text in texts:
                if " ".join(text.split()) not in shown:
                    problems.append(f"{path}: LibreOffice does not show “{text[:80]}”")
    return len(paths)


def same(ours, published):
    """Equal as printed; as numbers where one has more places; 6A is not yet available in either."""
    if published in ("x", ""):
        return ours in ("[x]", "[z]")
    if ours == published:
        return True
    number = r"-?[\d.]+%?$"
    return bool(re.match(number, ours) and re.match(number, published)) and float(ours.strip("%")) == float(published.strip("%"))


def check_annex(path, problems):
    table = docx.Document(str(path)).tables[0]
    rows = rows_of(table)
    area = rows[1][3]
    for found, wanted in ((rows[0], GROUPS), (rows[1], [head.format(area) for head in HEADS])):
        if found != wanted:
            problems.append(f"{path}: the heading is {found}, not {wanted}")
    published = list(csv.DictReader(FIXTURE.open(encoding="utf-8")))
    if len(rows) - 2 != len(published):
        problems.append(f"{path}: {len(rows) - 2} rows, not {len(published)}")
    checked = 0
    for row, wanted in zip(rows[2:], published):
        if row[1].split()[0] != wanted["measure_code"]:
            problems.append(f"{path}: {row[1]} where {wanted['measure_code']} is")
        for place, column in enumerate(COLUMNS, 2):
            checked += 1
            if not same(row[place], wanted[column]):
                problems.append(f"{path}: {wanted['measure_code']} {column}: {row[place]}, not {wanted[column]}")
    print(f"annex: {checked} cells equal the published annex" if not problems else "annex: not equal")
    return checked


def main():
    problems, looked = [], 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        paths = sorted((folder / "documents").glob("*.docx"))
        if not paths:
            problems.append(f"{folder}: no documents")
            continue
        for path in paths:
            document, count = check_word(path, problems)
            looked += count + check_beside(path, document, problems)
        looked += check_office(paths, problems)
        annex = folder / "documents/ascof-annex.docx"
        if annex.exists():
            looked += check_annex(annex, problems)
        print(f"{folder}: {len(paths)} documents")
    for problem in problems:
        print(problem)
    print(f"{looked} passed, {len(problems)} failed")
    sys.exit(1 if problems or not looked else 0)


if __name__ == "__main__":
    main()
