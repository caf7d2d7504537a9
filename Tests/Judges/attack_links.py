"""The relations that anybody can see between the counts of a model: parts and wholes, periods, conditions, waiting lists."""
import math
import re
from collections import defaultdict

from attack_model import CODES, DATASETS, DAY, LISTS, MEASURES, MOST, TOTAL, counted, dataset_of, flow_field, measure_of

LIMIT = re.compile(r"days\((\w+), :?\w+\) (>|<=) (\d+)")
# The parts of breakdowns by these move with time.
MOVING = ("age-band", "wait-band", "months-overdue", "weeks-open")


def base(what):
    return base(what[2]) if what[0] == "rest" else what


def breakdown_of(dataset, name):
    return next((b for b in DATASETS.get(dataset, {}).get("breakdowns", []) if b["breakdown"] == name), None)


def declared_labels(dataset, breakdown):
    """Every label that a closed list can have; nothing for an open one."""
    if "bands" in breakdown:
        return {band["label"] for band in breakdown["bands"]}
    field = next((f for f in DATASETS[dataset]["fields"] if f["field"] == breakdown["by"]), {})
    codes = field.get("codes") or ("codeList" in field and CODES[field["codeList"]]["codes"])
    if not codes:
        return None
    return {code.get("group", code["label"]) if breakdown.get("grouped") else code["label"] for code in codes}


def link(model):
    link_categories(model)
    link_periods(model)
    link_subsets(model)
    link_lists(model)


def link_categories(model):
    """Cases add up to their total; people, who may be in several categories, add up to no less."""
    parts = defaultdict(list)
    for (what, period, category), cell in list(model.cells.items()):
        # Who is left of the people of one category may be counted in another.
        if category[0] and what[0] != "own" and not (what[0] == "rest" and base(what)[1] == "people"):
            parts[what, period, category[0]].append((cell, category[1]))
    for (what, period, name), members in parts.items():
        total = model.cells.get((what, period, TOTAL))
        if total is None:
            continue
        terms = [(cell, 1) for cell, _ in members] + [(total, -1)]
        people = base(what)[1] == "people"
        for cell, _ in members:
            model.relate("breakdown", [(total, 1), (cell, -1)], 0, math.inf)
        breakdown = breakdown_of(base(what)[0], name)
        labels = declared_labels(base(what)[0], breakdown) if breakdown else None
        known = {label for _, label in members}
        # Whoever sends a figure for each team, and one for all, has sent every team.
        whole = model.named or (labels is not None and labels <= known) or measure_of(what) is not None
        # A category that is not named may exist: then the named ones come to no more than the total.
        low, high = (0, math.inf) if people else (0, 0)
        if whole or people:
            model.relate("breakdown", terms, low if whole else -math.inf, high)
        else:
            model.relate("breakdown", terms, -math.inf, 0)


def additive(what, category):
    """The day by which its cases in the category fall into periods that add up."""
    field = flow_field(what)
    if measure_of(what) is not None:
        return field
    breakdown = category[0] and breakdown_of(base(what)[0], category[0])
    if field is None or (category[0] and breakdown is None):
        return None
    by = breakdown["by"] if breakdown else ""
    # The length of a wait that is over no longer changes with the end of the period.
    over = field and f"WHEN {field} <= :period_end THEN {field}" in by
    return field if ":period_end" not in by or over else None


def link_periods(model):
    """Each period is the sum of the spans between all days on which any printed period begins or ends."""
    cuts, flows = defaultdict(set), defaultdict(list)
    stocks = defaultdict(set)
    for what, period, category in list(model.cells):
        if what[0] not in ("rest", "own") and len(period) == 2 and period[0] == period[1]:
            stocks[what].add(period[1])
    for (what, period, category), cell in list(model.cells.items()):
        if what[0] == "own" or (field := additive(what, category)) is None or len(period) > 2:
            continue
        cuts[dataset_of(what), field] |= {period[0], period[1] + DAY}
        flows[what, category, field].append((period, cell))
    for item in LISTS.values():
        opened, sides = list_sides(item)
        for what in sides:
            key = (what[0], flow_field(what))
            if cuts[key]:
                cuts[key] |= {day + DAY for day in stocks[opened] if min(cuts[key]) <= day + DAY <= max(cuts[key])}
    model.spans = {}
    for (what, category, field), known in flows.items():
        days = sorted(cuts[dataset_of(what), field])
        low, high = min(p[0] for p, _ in known), max(p[1] for p, _ in known) + DAY
        days = [day for day in days if low <= day <= high]
        spans = {}
        for start, end in zip(days, days[1:]):
            spans[start, end - DAY] = model.cells.get((what, (start, end - DAY), category)) \
                or model.variable((what, (start, end - DAY), category))
        model.spans[what, category] = (days, spans)
        for period, cell in known:
            inside = [c for (start, end), c in spans.items() if period[0] <= start and end <= period[1]]
            if inside != [cell]:
                model.relate("period", [(c, 1) for c in inside] + [(cell, -1)], 0, 0)
    link_people_over_time(model)


def link_people_over_time(model):
    """People of a longer period are no fewer than those of a shorter one inside it."""
    groups = defaultdict(list)
    for (what, period, category), cell in model.cells.items():
        if what[0] not in ("rest", "own") and what[1] == "people" and len(period) == 2 and category[0] not in MOVING:
            if sum(bool(re.search("BETWEEN :period_start", c)) for c in what[2]) == 1:
                groups[what, category].append((period, cell))
    for members in groups.values():
        for inner, one in members:
            for outer, other in members:
                if outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]:
                    model.relate("people", [(other, 1), (one, -1)], 0, math.inf)


def link_subsets(model):
    """A condition more, no case more; and the condition itself may be a category, or some bands, of a breakdown."""
    groups = defaultdict(list)
    for (what, period, category), cell in list(model.cells.items()):
        if what[0] not in ("rest", "own"):
            groups[what[0], period, category].append((what, cell))
    for (_, period, category), members in groups.items():
        if len(members) < 2:
            continue
        for what, cell in members:
            wider = [(w, c) for w, c in members if w[1] == what[1] and w[2] < what[2]]
            for other, whole in wider:
                if not any(other[2] < w[2] for w, _ in wider):
                    model.relate("subset", [(whole, 1), (cell, -1)], 0, math.inf)
                extra = what[2] - other[2]
                if not category[0] and len(extra) == 1 and what[1] == "cases":
                    as_categories(model, cell, other, period, next(iter(extra)))
            if what[1] == "people":
                for other, whole in members:
                    if other[1] == "cases" and other[2] == what[2]:
                        model.relate("people", [(whole, 1), (cell, -1)], 0, math.inf)
                        model.relate("people", [(cell, MOST), (whole, -1)], 0, math.inf)


def as_categories(model, cell, wider, period, condition):
    """`priority = 'urgent'` is a category of priority; `days(...) > 28` is every band from 29 days on."""
    dataset = DATASETS.get(wider[0], {})
    for breakdown in dataset.get("breakdowns", []):
        labels = labels_of(dataset, breakdown, condition)
        if labels is None:
            continue
        cells = [model.cells.get((wider, period, (breakdown["breakdown"], label))) for label in labels]
        if all(c is not None for c in cells):
            model.relate("condition", [(c, 1) for c in cells] + [(cell, -1)], 0, 0)


def labels_of(dataset, breakdown, condition):
    code = re.fullmatch(r"(\w+) = '([\w-]+)'", condition)
    several = re.fullmatch(r"(\w+) IN \(([^)]*)\)", condition)
    limit = LIMIT.fullmatch(condition)
    if (code or several) and not breakdown.get("grouped") and breakdown["by"] == (code or several)[1]:
        field = next(f for f in dataset["fields"] if f["field"] == breakdown["by"])
        codes = field.get("codes") or ("codeList" in field and CODES[field["codeList"]]["codes"]) or []
        wanted = {code[2]} if code else set(re.findall(r"'([^']*)'", several[2]))
        found = [c["label"] for c in codes if c["code"] in wanted]
        return found if len(found) == len(wanted) else None
    if limit and "bands" in breakdown and breakdown["by"].startswith(f"days({limit[1]}, "):
        bands, edge = breakdown["bands"], int(limit[3]) + 1
        if edge in [b["from"] for b in bands]:
            return [b["label"] for b in bands if (b["from"] >= edge) == (limit[2] == ">")]
    return None


def list_sides(item):
    opened, joined, done = (counted(MEASURES[item[k]])[0] for k in ("open", "joined", "completed"))
    other = counted(MEASURES[item["leftOtherwise"]])[0] if "leftOtherwise" in item else None
    return opened, [joined, done] + ([other] if other else [])


def link_lists(model):
    """Those who waited, and those who joined, less those who left, wait on the later day: between any two days printed."""
    for item in LISTS.values():
        opened, sides = list_sides(item)
        stocks = defaultdict(dict)
        for (what, period, category), cell in model.cells.items():
            if what == opened and len(period) == 2 and category[0] not in MOVING:
                stocks[category][period[1]] = cell
        for category, known in stocks.items():
            days = sorted(known)
            for before, after in zip(days, days[1:]):
                terms = [(known[before], 1), (known[after], -1)]
                for side, sign in zip(sides, (1, -1, -1)):
                    flow = between(model, side, category, before + DAY, after)
                    terms = terms and flow is not None and terms + [(c, sign) for c in flow]
                if terms:
                    model.relate("list", terms, 0, 0)


def between(model, what, category, start, end):
    """The spans that make up the days from `start` to `end`; nothing where they are not all known."""
    days, spans = model.spans.get((what, category), ([], {}))
    if start not in days or end + DAY not in days:
        return None
    return [c for (first, last), c in spans.items() if start <= first and last <= end]
