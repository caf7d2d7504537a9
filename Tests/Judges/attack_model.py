"""What an attacker knows of one council: every printed figure as a range of whole numbers, and the names of the counts.

A count is named by what it counts (dataset, cases or people, conditions), its period and its category, so that two
measures, pipelines or nights that print the same count print one number. Nothing here is taken from the Swift: the
names come from data/measures, data/datasets, data/cohorts and data/policies, the ranges from what the policies say.
"""
import csv
import datetime
import json
import math
import pathlib
import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST = 100_000
DAY = datetime.timedelta(1)
TOTAL = ("", "")


def table(path):
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def declared(folder, key):
    found = [json.loads(path.read_text()) for path in sorted((ROOT / "data" / folder).rglob("*.json"))]
    return {item[key]: item for item in found if key in item}


MEASURES = declared("measures", "measure")
DATASETS = declared("datasets", "dataset") | declared("cohorts", "dataset")
LISTS = declared("waiting-lists", "waitingList")
POLICIES = declared("policies", "policy")
CODES = declared("datasets/code-lists", "codeList")
FLOW = re.compile(r"(\w+) BETWEEN :period_start AND :period_end")
BACK = re.compile(r"(\w+) >= first_of_months\(:as_of, 12\)")


def conjuncts(text):
    """The conditions that must all hold, without the brackets around any of them."""
    text = " ".join((text or "").split())
    words = re.finditer(r"\(|\)|'[^']*'|\bCASE\b|\bEND\b|\bBETWEEN\b|\bAND\b|\bOR\b", text)
    parts, depth, start, between = [], 0, 0, False
    for word in words:
        match word[0]:
            case "(" | "CASE": depth += 1
            case ")" | "END": depth -= 1
            case "BETWEEN" if depth == 0: between = True
            case "OR" if depth == 0: return frozenset({text})
            case "AND" if depth == 0:
                if not between:
                    parts.append(text[start:word.start()].strip())
                    start = word.end()
                between = False
    parts.append(text[start:].strip())
    out = set()
    for part in parts:
        bare = part[1:-1] if re.fullmatch(r"\([^()]*(\([^()]*\)[^()]*)*\)", part) else part
        out |= {bare} if bare == part or " OR " in bare else conjuncts(bare)
    return frozenset(out - {""})


def counted(measure):
    """What its numerator and its denominator count."""
    def name(*texts):
        return measure.get("dataset"), measure.get("counts", "cases"), frozenset().union(*map(conjuncts, texts))

    match measure["calculation"]:
        case "count" | "rate": return name(measure["where"]), None
        case "proportion": return name(measure["denominator"], measure["numerator"]), name(measure["denominator"])
        case "ratio": return counted(MEASURES[measure["numerator"]])[0], counted(MEASURES[measure["denominator"]])[0]
        case "median" | "mean" | "maximum" | "percentile": return None, name(measure["where"])
        case _: return None, None


def returned(measure, part="numerator"):
    """A count that came in: of cases that nobody here sees, so of its own measure and part alone."""
    return f"returned {measure['measure']}", measure.get("counts", "cases"), frozenset({part})


def measure_of(what):
    """The measure whose figures came in; nothing for a count of our cases."""
    dataset = dataset_of(what)
    return MEASURES[dataset.removeprefix("returned ")] if dataset.startswith("returned ") else None


def counted_elsewhere(measure):
    """What the numerator and the denominator of a figure that came in count."""
    if measure["calculation"] == "ratio":
        return tuple(returned(MEASURES[measure[part]]) if measure[part] in MEASURES else None for part in ("numerator", "denominator"))
    if measure["unit"] == "count":
        return returned(measure), None
    return returned(measure), returned(measure, "denominator")


def flow_field(what):
    """The day by which its cases fall into a period, or nothing where periods do not add up."""
    if (measure := measure_of(what)) is not None:
        # Whoever sends months and their year to date has added them up.
        adds = measure["basis"] in ("flow", "completed-waits") and measure.get("counts") != "people"
        return "returned" if adds else None
    if what[0] == "rest":
        return flow_field(what[2])
    fields = [m[1] for c in what[2] if (m := FLOW.fullmatch(c))]
    others = [c for c in what[2] if not FLOW.fullmatch(c)]
    additive = what[1] == "cases" and len(fields) == 1 and not any(":" in c for c in others)
    return fields[0] if additive and "cohort" not in DATASETS.get(what[0], {}) else None


def dataset_of(what):
    return dataset_of(what[2]) if what[0] == "rest" else what[0]


def year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def canonical(what, period):
    """One name for one count: a stock is of its last day; one that looks back twelve months is the flow of that year."""
    dataset, counts, conditions = what
    start, end = period
    if (measure := measure_of(what)) is not None:
        return what, (end, end) if measure["basis"] == "stock" else period
    back = next((m[1] for c in conditions if (m := BACK.fullmatch(c))), None)
    if back and f"{back} <= :as_of" in conditions:
        rest = conditions - {f"{back} >= first_of_months(:as_of, 12)", f"{back} <= :as_of"}
        what = dataset, counts, rest | {f"{back} BETWEEN :period_start AND :period_end"}
        return what, (year_before(end) + DAY, end)
    text = " ".join(conditions)
    if ":as_of" in text and ":period_start" not in text and "cohort" not in DATASETS.get(dataset, {}):
        return what, (end, end)
    return what, period


def shown(number, decimals):
    """A share or rate as any of the usual roundings prints it."""
    quantum = Decimal(1).scaleb(-decimals)
    return {str(number.quantize(quantum, mode)) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


class Terms:
    """What a policy says of the cases of one dataset."""

    def __init__(self, policy, dataset):
        own = {}
        for item in policy.get("datasets", []):
            item = policy["datasets"][item] | {"dataset": item} if isinstance(item, str) else item
            if item.get("dataset") == dataset:
                own = item
        both = policy | own
        self.base, self.threshold = both["roundingBase"], both["threshold"]
        self.hides_zero, self.keeps = both.get("hidesZero", False), both["keepsOutcome"]
        self.width = both.get("protects", self.threshold - (0 if self.hides_zero else 1))


class Model:
    """Counts with their ranges, and relations between them: low <= sum of weight * count <= high."""

    def __init__(self, split=frozenset(), named=False, off=frozenset()):
        # `split`: datasets whose figures were revised between nights, so that each night's are counts of their own.
        # `named`: suppose that every category of an open list is printed. `off`: relations that are left out.
        self.split, self.named, self.off = split, named, off
        self.cells, self.names, self.low, self.high = {}, [], [], []
        self.rows, self.kinds = [], []
        self.hidden, self.rounded, self.floors, self.bare = {}, {}, {}, {}
        self.shares, self.values, self.contradictions = [], {}, set()
        self.said = set()
        self.night = ""

    def cell(self, what, period, category=TOTAL, night=None):
        if what[0] not in ("rest", "own"):
            what, period = canonical(what, period)
        if dataset_of(what) in self.split or night:
            period = (*period, night or self.night)
        return self.variable((what, period, category))

    def variable(self, key):
        if key not in self.cells:
            self.cells[key] = len(self.names)
            self.names.append(key)
            self.low.append(0)
            self.high.append(MOST)
        return self.cells[key]

    def relate(self, kind, terms, low, high):
        if kind not in self.off:
            self.rows.append((terms, low, high))
            self.kinds.append(kind)

    def limit(self, cell, low, high):
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)
        if self.low[cell] > self.high[cell]:
            self.contradictions.add(dataset_of(self.names[cell][0]))

    def hide(self, cell, terms, label):
        if cell not in self.hidden or self.hidden[cell][0] > terms.width:
            self.hidden[cell] = (terms.width, terms.threshold, label)

    def printed(self, cell, text, terms, label, may_be_nought=False):
        """The range of counts that a printed figure stands for: base, threshold and nought as the policy has them."""
        if text == "c":
            self.limit(cell, 0 if may_be_nought or terms.hides_zero else 1, MOST)
            self.hide(cell, terms, label)
        elif re.fullmatch(r"\d+", text):
            number = int(text)
            if number == 0:
                self.limit(cell, 0, 0)
                return
            if number < terms.threshold or number % terms.base:
                # No rounding gives it and no threshold lets it through: it is the count itself.
                self.limit(cell, number, number)
                self.bare[cell] = label
                return
            half = terms.base // 2
            self.limit(cell, max(number - half, 1, terms.threshold), number + (terms.base - 1) // 2)
            if terms.base > 1:
                self.rounded.setdefault(cell, label)

    def reading(self, row, policy):
        """One printed row: its counts, what is left of them, and what its value says of both."""
        declaration = MEASURES.get(row["measure"])
        # What was published is public.
        if declaration is None or declaration["calculation"] == "published" or row.get("origin") == "published":
            return
        kind, value = declaration["calculation"], row["value"]
        top, bottom = counted(declaration)
        if row.get("origin") == "returned":
            top, bottom = counted_elsewhere(declaration)
            if kind != "ratio":
                kind = {"count": "count", "percent": "proportion"}.get(declaration["unit"], "ratio")
        terms = Terms(policy, declaration.get("dataset"))
        period = tuple(map(datetime.date.fromisoformat, (row["period_start"], row["period_end"])))
        breakdown = "" if row["breakdown"] == "Total" else row["breakdown"]
        category = (breakdown, row["category"] if breakdown else "")
        numerator, denominator = row["numerator"], row["denominator"]
        label = (row["measure"], str(period[0]), str(period[1]), *category)
        n = self.cell(top, period, category) if top else None
        d = self.cell(bottom, period, category) if bottom else None
        if kind == "count":
            self.printed(n, value, terms, label)
        elif n is None:
            if denominator:
                self.printed(d, denominator, terms, label, True)
        else:
            if kind == "proportion" and value == "z" and numerator:
                numerator = denominator = "0"
            if numerator:
                self.printed(n, numerator, terms, label, d is not None)
            if d is not None and denominator:
                self.printed(d, denominator, terms, label, True)
        if kind == "proportion":
            said = (*label, numerator, denominator)
            self.remainder(top, bottom, n, d, period, category, (numerator, value), terms, label, said in self.said)
            self.said.add(said)
        self.values[row["measure"], period, category, self.night] = (value, n, d, numerator, denominator, terms)
        if re.fullmatch(r"[\d.]+", value) and n is not None and kind != "count":
            self.shares.append((declaration, value, n, d, numerator, denominator, row.get("population", ""), terms))

    def remainder(self, top, bottom, n, d, period, category, texts, terms, label, is_repeated):
        (top, _), (bottom, period) = canonical(top, period), canonical(bottom, period)
        key = self.cell(("rest", top, bottom), period, category)
        self.relate("remainder", [(d, 1), (n, -1), (key, -1)], 0, 0)
        if "c" in texts:
            self.hide(key, terms, (*label, "rest"))
        elif texts[0].isdigit() and not terms.keeps and not is_repeated:
            # A row with a small remainder is hidden, so what stays has none or one that is not small. A row that stood
            # like this before is left standing, though its counts were revised since.
            self.floors[key] = terms.threshold

    def derived(self, share):
        """Whether the printed value is the one that the printed counts give; nothing where no counts are printed."""
        declaration, value, _, _, numerator, denominator, population, _ = share
        below = population if declaration["calculation"] == "rate" else denominator
        if not (numerator.isdigit() and below.isdigit() and int(below)):
            return None
        given = Decimal(int(numerator)) * per_of(declaration) / Decimal(int(below))
        return value in shown(given, declaration["decimals"])

    def link_shares(self):
        """Percentages, rates and ratios: they add nothing where all of them are made of the printed counts."""
        told = {}
        for share in self.shares:
            kind, follows = share[0]["calculation"], self.derived(share)
            if follows is not None:
                told[kind] = told.get(kind, True) and follows
        for share in self.shares:
            declaration, value, n, d, numerator, denominator, population, terms = share
            if told.get(declaration["calculation"], not terms.keeps) and terms.base > 1 and "c" not in (numerator, denominator):
                continue
            half = 0.5 * 10 ** -declaration["decimals"]
            per, least, most = per_of(declaration), float(value) - half - 1e-9, float(value) + half + 1e-9
            people = population or denominator
            if declaration["calculation"] == "rate":
                if people.isdigit():
                    low, high = least * int(people) / per, most * int(people) / per
                    self.relate("share", [(n, 1)], math.ceil(low - 1e-9), math.floor(high + 1e-9))
            elif d is not None:
                self.relate("share", [(n, per), (d, -least)], 0, math.inf)
                self.relate("share", [(n, per), (d, -most)], -math.inf, 0)
        return told


def per_of(declaration):
    unit = {"per-100000": 100_000, "per-1000": 1000, "percent": 100}.get(declaration["unit"], 1)
    return declaration.get("per", unit)
