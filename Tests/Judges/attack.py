"""Tries to work out what a published run hides, from its published files and the definitions alone.

    attack.py RUN [RUN BEFORE]

Every printed count is a range, and every relation that anybody can see between them a line of a linear programme: totals
and parts, months and years, percentages and rates, one measure's cases among another's, bands and thresholds, the balance
of waiting lists, waterfalls. scipy's HiGHS then looks for the smallest and the largest whole number that each hidden count
can be. None of it is taken from the Swift. Prints "N passed, M failed": a hidden count that may be small and has fewer
than the policy's number of values fails.
"""
import csv, datetime, json, math, pathlib, re, sys
from collections import defaultdict

import numpy
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST = 100_000


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


def conjuncts(text):
    """The conditions that must all hold, without the brackets around any of them."""
    text = " ".join((text or "").split())
    parts, depth, start, between, words = [], 0, 0, False, re.finditer(r"\(|\)|'[^']*'|\bCASE\b|\bEND\b|\bBETWEEN\b|\bAND\b|\bOR\b", text)
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
    """What its numerator and denominator count: dataset, cases or people, conditions."""
    def name(*texts):
        return (measure.get("dataset"), measure.get("counts", "cases"), frozenset().union(*map(conjuncts, texts)))

    match measure["calculation"]:
        case "count" | "rate": return name(measure["where"]), None
        case "proportion": return name(measure["denominator"], measure["numerator"]), name(measure["denominator"])
        case "ratio": return counted(MEASURES[measure["numerator"]])[0], counted(MEASURES[measure["denominator"]])[0]
        case "published": return None, None
        case _: return None, None


class Attack:
    def __init__(self, policy):
        self.policy, self.cells, self.names = policy, {}, []
        self.low, self.high, self.rows = [], [], []
        self.hidden = {}

    def cell(self, what, period, category=("", "")):
        key = (what, period, category)
        if key not in self.cells:
            self.cells[key] = len(self.names)
            self.names.append(key)
            self.low.append(0)
            self.high.append(MOST)
        return self.cells[key]

    def relate(self, terms, low, high):
        self.rows.append((terms, low, high))

    def limit(self, cell, low, high):
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)

    def printed(self, cell, text, what, mayBeNought=False):
        """The range of counts that a printed figure stands for; base, threshold and nought as the policy has them."""
        base, threshold = self.policy["roundingBase"], self.policy["threshold"]
        if text == "c":
            self.limit(cell, 0 if mayBeNought or self.policy.get("hidesZero") else 1, MOST)
            self.hidden.setdefault(cell, what)
        elif re.fullmatch(r"\d+", text):
            number = int(text)
            if number == 0:
                self.limit(cell, 0, 0)
            else:
                self.limit(cell, max(number - base // 2, 1, threshold), number + (base - 1) // 2)

    def row(self, measure, period, category, value, numerator, denominator):
        """One printed reading: its counts, what is left of them, and what its value says of both."""
        declaration = MEASURES.get(measure)
        if declaration is None:
            return
        kind = declaration["calculation"]
        top, bottom = counted(declaration)
        label = (measure, period, category)
        n = self.cell(top, period, category) if top else None
        if kind == "count":
            self.printed(n, value, label)
            return
        d = self.cell(bottom, period, category) if bottom else None
        if kind == "proportion" and value == "z" and numerator:
            numerator = denominator = "0"
        if n is not None and numerator:
            self.printed(n, numerator, label, mayBeNought=d is not None)
        if d is not None and denominator:
            self.printed(d, denominator, label, mayBeNought=kind == "ratio")
        if kind == "proportion":
            rest = self.cell(("rest", top, bottom), period, category)
            self.relate([(d, 1), (n, -1), (rest, -1)], 0, 0)
            if numerator == "c" or value == "c":
                self.hidden.setdefault(rest, (*label, "rest"))
        if not re.fullmatch(r"[\d.]+", value) or n is None:
            return
        per = declaration.get("per", 100_000 if declaration["unit"] == "per-100000" else 100 if declaration["unit"] == "percent" else 1)
        half = 0.5 * 10 ** -declaration["decimals"]
        least, most = float(value) - half, float(value) + half - 1e-9
        if kind == "rate" and denominator.isdigit():
            people = int(denominator)
            self.limit(n, math.ceil(least * people / per - 1e-9), math.floor(most * people / per + 1e-9))
        elif d is not None:
            self.relate([(n, per), (d, -least)], 0, math.inf)
            self.relate([(n, per), (d, -most)], -math.inf, 0)

    # What anybody sees between the names

    def link(self):
        self.link_categories()
        self.link_periods()
        self.link_subsets()
        self.link_lists()

    def link_categories(self):
        parts = defaultdict(list)
        for (what, period, category), cell in list(self.cells.items()):
            if category[0]:
                parts[what, period, category[0]].append(cell)
        for (what, period, _), members in parts.items():
            total = self.cells.get((what, period, ("", "")))
            if total is None:
                continue
            terms = [(cell, 1) for cell in members] + [(total, -1)]
            isPeople = what[1] == "people" or (what[0] == "rest" and what[1][1] == "people")
            self.relate(terms, 0, math.inf if isPeople else 0)
            if isPeople:
                for cell in members:
                    self.relate([(total, 1), (cell, -1)], 0, math.inf)

    def link_periods(self):
        """Spans laid end to end, and the year up to a day under its other name."""
        def isFlow(what):
            conditions = what[2] if what[0] != "rest" else what[2][2]
            return what[1] != "people" and any("BETWEEN :period_start AND :period_end" in c for c in conditions)

        spans = defaultdict(dict)
        for (what, (start, end), category), cell in self.cells.items():
            if isFlow(what):
                spans[what, category][start, end] = cell
        day = datetime.timedelta(1)
        for known in spans.values():
            for (start, end), whole in known.items():
                for coarse in (True, False):
                    chain, at = [], start
                    while at <= end:
                        inside = [span for span in known if span[0] == at and span[1] <= end and span != (start, end)]
                        if not inside:
                            break
                        span = max(inside, key=lambda s: s[1]) if coarse else min(inside, key=lambda s: s[1])
                        chain.append(known[span])
                        at = span[1] + day
                    if at == end + day and len(chain) > 1:
                        self.relate([(cell, 1) for cell in chain] + [(whole, -1)], 0, 0)
        # Stocks that look back twelve months are flows over the year to that day.
        for (what, (start, end), category), cell in list(self.cells.items()):
            if start != end or what[0] == "rest":
                continue
            back = re.compile(r"(\w+) > add_months\(:as_of, -12\)")
            field = next((m[1] for c in what[2] if (m := back.fullmatch(c))), None)
            if field is None:
                continue
            rest = what[2] - {f"{field} > add_months(:as_of, -12)", f"{field} <= :as_of"}
            flow = (what[0], what[1], frozenset(rest | {f"{field} BETWEEN :period_start AND :period_end"}))
            for (other, (first, last), place), known in list(self.cells.items()):
                if other == flow and last == end and place == category and 364 <= (last - first).days <= 365:
                    self.relate([(cell, 1), (known, -1)], 0, 0)

    def link_subsets(self):
        """A measure with one more condition has no more cases; codes and bands say which it has."""
        groups = defaultdict(list)
        for (what, period, category), cell in list(self.cells.items()):
            if what[0] != "rest":
                groups[what[0], period, category].append((what, cell))
        for (dataset, period, category), members in groups.items():
            for what, cell in members:
                for wider, other in members:
                    if what[1] == wider[1] and wider[2] < what[2]:
                        self.relate([(other, 1), (cell, -1)], 0, math.inf)
                        extra = what[2] - wider[2]
                        if not category[0] and len(extra) == 1:
                            self.as_categories(cell, wider, period, next(iter(extra)))
                    if what[1] == "people" and wider[1] == "cases" and wider[2] == what[2]:
                        self.relate([(other, 1), (cell, -1)], 0, math.inf)

    def as_categories(self, cell, wider, period, condition):
        """`priority = 'urgent'` is a category of priority; `days(…) > 28` is every band from 29 days on."""
        dataset = DATASETS.get(wider[0], {})
        for breakdown in dataset.get("breakdowns", []):
            name, labels = breakdown["breakdown"], None
            if (code := re.fullmatch(r"(\w+) = '([\w-]+)'", condition)) and breakdown["by"] == code[1] and not breakdown.get("grouped"):
                field = next(f for f in dataset["fields"] if f["field"] == code[1])
                codes = field.get("codes") or CODES[field["codeList"]]["codes"] if "codes" in field or "codeList" in field else []
                labels = [c["label"] for c in codes if c["code"] == code[2]]
            elif (limit := re.fullmatch(r"days\((\w+), :?\w+\) (>|<=) (\d+)", condition)) and "bands" in breakdown:
                if not breakdown["by"].startswith(f"days({limit[1]}, ") or wider[1] == "people":
                    continue
                bands, edge = breakdown["bands"], int(limit[3]) + 1
                if edge in [b["from"] for b in bands]:
                    labels = [b["label"] for b in bands if (b["from"] >= edge) == (limit[2] == ">")]
            if labels is None:
                continue
            cells = [self.cells.get((wider, period, (name, label))) for label in labels]
            if all(c is not None for c in cells) and wider[1] != "people":
                self.relate([(c, 1) for c in cells] + [(cell, -1)], 0, 0)

    def link_lists(self):
        day = datetime.timedelta(1)
        for item in LISTS.values():
            opened, joined, done = (counted(MEASURES[item[k]])[0] for k in ("open", "joined", "completed"))
            other = counted(MEASURES[item["leftOtherwise"]])[0] if "leftOtherwise" in item else None
            for (what, (start, end), category), cell in list(self.cells.items()):
                # People move from one age band to the next while they wait, and cases from one wait band.
                if what != joined or category[0] in ("age-band", "wait-band"):
                    continue
                keys = [(opened, (start - day,) * 2, category), (done, (start, end), category), (opened, (end, end), category)]
                keys += [(other, (start, end), category)] if other else []
                found = [self.cells.get(key) for key in keys]
                if None not in found:
                    self.relate([(cell, 1), (found[0], 1), (found[1], -1), (found[2], -1)] + [(c, -1) for c in found[3:]], 0, 0)

    # The attack

    def components(self):
        parent = list(range(len(self.names)))

        def root(node):
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for terms, _, _ in self.rows:
            for cell, _ in terms[1:]:
                parent[root(cell)] = root(terms[0][0])
        groups = defaultdict(list)
        for cell in range(len(self.names)):
            groups[root(cell)].append(cell)
        rows = defaultdict(list)
        for row in self.rows:
            rows[root(row[0][0][0])].append(row)
        return [(cells, rows[key]) for key, cells in groups.items() if any(c in self.hidden for c in cells)]

    def ranges(self, whole=True):
        """For every hidden count, the smallest and the largest whole number it can be."""
        for cells, rows in self.components():
            place = {cell: k for k, cell in enumerate(cells)}
            lines, bounds = [], []
            for terms, low, high in rows:
                if high < math.inf:
                    lines.append([(place[c], w) for c, w in terms]), bounds.append(high)
                if low > -math.inf:
                    lines.append([(place[c], -w) for c, w in terms]), bounds.append(-low)
            matrix = lil_matrix((max(1, len(lines)), len(cells)))
            for number, line in enumerate(lines):
                for column, weight in line:
                    matrix[number, column] += weight
            matrix, bounds = matrix.tocsr(), numpy.array(bounds or [0.0]) + 1e-7
            limits = [(self.low[c], max(self.low[c], self.high[c])) for c in cells]
            for cell in cells:
                if cell not in self.hidden:
                    continue
                ends = []
                for sign in (1, -1):
                    goal = numpy.zeros(len(cells))
                    goal[place[cell]] = sign
                    found = linprog(goal, A_ub=matrix, b_ub=bounds, bounds=limits, method="highs")
                    if found.status != 0:
                        ends.append(None)
                        continue
                    ends.append(sign * found.fun)
                if None in ends:
                    yield cell, None
                    continue
                low, high = math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6)
                if whole and 0 <= high - low < 40:
                    low, high = self.exact(goal, place[cell], matrix, bounds, limits, low, high)
                yield cell, (low, high)

    def exact(self, goal, column, matrix, bounds, limits, low, high):
        """The same with every count a whole number."""
        ends = []
        for sign in (1, -1):
            goal = numpy.zeros(len(limits))
            goal[column] = sign
            found = linprog(goal, A_ub=matrix, b_ub=bounds, bounds=limits, integrality=numpy.ones(len(limits)),
                            method="highs", options={"time_limit": 5})
            ends.append(round(sign * found.fun) if found.status == 0 else (low if sign == 1 else high))
        return tuple(ends)


def read(attack, run):
    iso = datetime.date.fromisoformat
    for row in table(run / "figures.csv"):
        attack.row(row["measure"], (iso(row["period_start"]), iso(row["period_end"])), (row["breakdown"], row["category"]),
                   row["value"], row["numerator"], row["denominator"] or row["population"])
    for row in table(run / "comparison.csv"):
        category = ("", "") if row["breakdown"] == "Total" else (row["breakdown"], row["category"])
        attack.row(row["measure"], (iso(row["period_start"]), iso(row["period_end"])), category,
                   row["value"], row["numerator"], row["denominator"])
    for row in table(run / "waiting-lists.csv"):
        start, end = iso(row["period_start"]), iso(row["period_end"])
        if not row["measure"] or row["unit"] != "count":
            continue
        if row["figure"] == "opening":
            start = end = start - datetime.timedelta(1)
        elif row["figure"] in ("closing", "waiting"):
            start = end
        attack.row(row["measure"], (start, end), ("wait-band", row["wait"]) if row["wait"] else ("", ""), row["value"], "", "")


def main():
    runs = [pathlib.Path(name) for name in sys.argv[1:]]
    policy = POLICIES[table(runs[0] / "figures.csv")[0]["policy"]]
    width = policy.get("protects", policy["threshold"] - (0 if policy.get("hidesZero") else 1))
    attack = Attack(policy)
    for run in runs:
        read(attack, run)
    attack.link()
    small = range(1, policy["threshold"])
    passed, failed, narrowest = 0, [], MOST
    for cell, found in attack.ranges():
        what = attack.hidden[cell]
        if found is None:
            failed.append(f"{what}: what is printed contradicts itself")
            continue
        low, high = found
        if low > small[-1] or high < small[0]:
            continue
        narrowest = min(narrowest, high - low + 1)
        if high - low + 1 >= width:
            passed += 1
        else:
            failed.append(f"{what}: from {low} to {high}")
    for line in failed[:30]:
        print(line)
    print(f"{len(attack.names)} counts, {len(attack.rows)} relations, {len(attack.hidden)} hidden; the narrowest can have {narrowest} values")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
