#!/usr/bin/env python3
"""Runs the pipelines of printed papers and compares every printed cell with the cell that our page prints.

usage: papers.py CARETALLY [PAPER...]

Tests/Papers has each paper's table as it was printed, and papers.json, which says where its cells are in ours. A cell that
the paper has wrong is named there with the claim of the paper's claims file that shows it, and with the right value: ours
must print that, and the claims check must not agree. Needs Python 3.9 and nothing else.
"""
import csv, html.parser, json, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAPERS = ROOT / "Tests/Papers"
WORDS = {
    "g": "green", "a": "amber", "r": "red", "● green": "green", "▲ amber": "amber", "■ red": "red",
    "y": "yes", "n": "no", "monitoring only": "monitoring only", "all": "total", "↑": "up", "→": "steady", "↓": "down",
}

# Whether a measure is on target, where a paper says so and not how it is rated.
YES_NO = {("yes", "green"), ("no", "amber"), ("no", "red")}


class Table(html.parser.HTMLParser):
    """The first table of a page: its heads and rows, as texts without what only a screen reader reads."""

    def __init__(self):
        super().__init__()
        self.heads, self.rows, self.cell, self.hidden, self.depth, self.done = [], [], None, 0, 0, False

    def handle_starttag(self, tag, attrs):
        names = dict(attrs).get("class", "").split()
        if self.hidden or (tag == "span" and "hide" in names):
            self.hidden += tag == "span"
        if tag == "tr" and not self.done:
            self.rows.append([])
        if tag in ("td", "th") and not self.done:
            self.cell = ""

    def handle_endtag(self, tag):
        if tag == "span" and self.hidden:
            self.hidden -= 1
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(" ".join(self.cell.split()))
            self.cell = None
        if tag == "table":
            self.done = True

    def handle_data(self, data):
        if self.cell is not None and not self.hidden:
            self.cell += data


def table(page):
    reader = Table()
    reader.feed(page.read_text(encoding="utf-8"))
    rows = [row for row in reader.rows if row]
    return rows[0], rows[1:]


NUMBER = re.compile(r"([<>≤≥]=?)?\s*([+-]?)£?([\d,]+(?:\.\d+)?)(m|k)?\s*(%|points|days|hours|a day|per [\d,]+)?")


def parts(text):
    """A figure as sign, digits, unit: `-£1.063m` and `£-1.063m` alike; None for words."""
    plain = text.replace("£-", "-£").replace("+£", "£")
    found = NUMBER.match(plain)
    if not found:
        return None
    relation, sign, digits, scale, unit = found.groups()
    if sign == "-" or plain.startswith("-"):
        sign = "-"
    else:
        sign = ""
    return relation or "", sign, digits.replace(",", ""), scale or "", unit or ""


def same(printed, ours, rounds):
    """Whether two cells say the same. A unit counts only where the paper prints one."""
    if printed.lower() in ("n/a", "new", "monitoring only") or ours.lower() == "monitoring only":
        missing = ("[x]", "[z]", "", "monitoring only")
        return printed.lower() in ("n/a", "new", "monitoring only") and ours.lower() in missing
    if printed.lower() == "nothing to measure":
        return ours.lower() in ("nothing to measure", "[z]")
    a, b = parts(printed), parts(ours)
    if a is None or b is None:
        fold = lambda text: WORDS.get(re.sub(r",? (by|\().*", "", text.lower()), text.lower())
        return fold(printed) == fold(ours) or (fold(printed), fold(ours)) in YES_NO
    if a[0] != b[0] or a[1] != b[1] or a[3] != b[3] or (a[4] and a[4] != b[4]):
        return False
    if a[2] == b[2]:
        return True
    places = lambda digits: len(digits.split(".")[1]) if "." in digits else 0
    # The same number: the paper leaves out zeros, such as 63 beside 67.1, or is printed to fewer places where that is said.
    if float(a[2]) == float(b[2]):
        return True
    return rounds and places(a[2]) < places(b[2]) and f"{float(b[2]) + 1e-9:.{places(a[2])}f}" == a[2]


def judge(caretally, name, paper, folder):
    source = ROOT / "data/examples/papers" / name
    subprocess.run(
        [caretally, "run", f"paper-{name}", "--input", source, "--as-of", paper["asOf"], "--output", folder],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    heads, rows = table(folder / f"pages/table-{paper['table']}.html")
    printed = list(csv.DictReader((PAPERS / f"{name}.csv").open(encoding="utf-8")))
    lines = len((source / "readings.csv").read_text(encoding="utf-8").splitlines()) - 1
    verdicts = claims(caretally, source / "claims.csv")
    right, cells, named, faults = 0, 0, set(), []
    for number, line in enumerate(printed):
        for cell in cells_of(paper, number, line):
            column, text, row, head = cell
            if not text:
                continue
            wrong = next((w for w in paper.get("wrong", []) if w["row"] == number + 1 and w["column"] == column), None)
            ours = rows[row][heads.index(head)] if row < len(rows) else ""
            rounds = column in paper.get("rounds", [])
            # A rating that somebody set stands beside the computed one.
            if head == "Rating" and paper.get("ratings") and rows[row][heads.index(paper["ratings"])]:
                ours = rows[row][heads.index(paper["ratings"])]
            if wrong:
                if same(wrong["right"], ours, rounds) and not same(text, ours, rounds) and disagrees(verdicts.get(wrong["claim"])):
                    named.add((number, column))
                    continue
                faults.append(f"row {number + 1}, {column}: said to be wrong ({text}), and ours is {ours or 'blank'}; "
                              f"claim {wrong['claim']}: {verdicts.get(wrong['claim'], 'not there')}")
                cells += 1
                continue
            cells += 1
            if same(text, ours, rounds):
                right += 1
            else:
                faults.append(f"row {number + 1}, {column}: printed {text}, ours {ours or 'blank'} ({head})")
    if lines > 2 * (cells + len(named)):
        faults.append(f"{lines} readings for {cells + len(named)} printed cells")
    print(f"{name}: {right} of {cells} cells right"
          + (f", and {len(named)} that the paper has wrong, by its claims file" if named else "")
          + f"; {lines} readings")
    for fault in faults:
        print(f"  {fault}")
    return right, cells, len(named), not faults


def cells_of(paper, number, line):
    """The printed cells of a line: column, text, and where it is in ours."""
    skipped = paper.get("rowsOf", [])
    row = skipped[number] if skipped else number
    for column, head in paper["columns"].items():
        text = (line.get(column) or "").strip()
        texts, heads = [text], head if isinstance(head, list) else [head]
        here = row if isinstance(row, list) else [row]
        if " or " in text:
            texts = text.split(" or ")
        for index, one in enumerate(texts):
            yield column, clean(one), here[min(index, len(here) - 1) if len(texts) > 1 else -1], heads[0]
    for part in paper.get("parts", []):
        if part["row"] != number + 1:
            continue
        found = re.search(part["pattern"], line.get(part["column"]) or "")
        for index, (name, head) in enumerate(part["columns"].items()):
            if found and index < len(found.groups()) and found.group(index + 1):
                yield name, found.group(index + 1), part["ours"], head


def clean(text):
    return re.sub(r" of net budget$", "", text)


def claims(caretally, path):
    """By id, what the claims check says."""
    if not path.exists():
        return {}
    out = subprocess.run([caretally, "claims", path], cwd=ROOT, capture_output=True, text=True).stdout
    verdicts = {}
    for row in csv.DictReader(path.open(encoding="utf-8")):
        line = next((l for l in out.splitlines() if re.match(rf"\s*{re.escape(row['id'])}\s", l)), "")
        verdicts[row["id"]] = line.strip()
    return verdicts


def disagrees(line):
    """Whether a verdict is anything but that the printed figure agrees as it stands."""
    return bool(line) and not line.endswith(": agrees") and "cannot be checked" not in line


def main():
    caretally = str(pathlib.Path(sys.argv[1]).resolve())
    papers = json.loads((PAPERS / "papers.json").read_text(encoding="utf-8"))
    wanted = sys.argv[2:] or list(papers)
    total, cells, named, good = 0, 0, 0, True
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            right, of, wrong, isGood = judge(caretally, name, papers[name], pathlib.Path(folder) / name)
            total, cells, named, good = total + right, cells + of, named + wrong, good and isGood
    print(f"{total + named} passed, {cells - total} failed")
    print(f"{named} cells that the papers have wrong are named by their claims files")
    print(f"papers: {total} of {cells} cells right")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
