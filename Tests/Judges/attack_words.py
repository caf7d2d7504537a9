"""What else a pack prints, as relations between counts: waiting lists, waterfalls, quality, averages and every word."""
import datetime
import math
import re
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from attack_links import LIMIT, breakdown_of, declared_labels
from attack_model import DATASETS, DAY, MEASURES, MOST, TOTAL, Terms, canonical, counted, per_of, year_before


def read_lists(model, pack):
    iso = datetime.date.fromisoformat
    for row in pack.waiting:
        start, end = iso(row["period_start"]), iso(row["period_end"])
        if not row["measure"] or row["unit"] != "count":
            continue
        if row["figure"] == "opening":
            start = end = start - DAY
        elif row["figure"] in ("closing", "waiting"):
            start = end
        band = ("wait-band", row["wait"]) if row["wait"] else TOTAL
        model.reading({"measure": row["measure"], "period_start": str(start), "period_end": str(end), "breakdown": band[0],
                       "category": band[1], "value": row["value"], "numerator": "", "denominator": ""}, pack.policy)


def own(model, pack, *name):
    """A count of one night's run alone."""
    return model.variable((("own", *name), (pack.night,), TOTAL))


def read_waterfalls(model, pack):
    """What came in, less what each step leaves out, is what remains."""
    before = None
    for row in pack.waterfalls:
        terms = Terms(pack.policy, row["cohort"])
        place = (row["cohort"], row["period_start"], row["period_end"])
        label = ("waterfall", row["measure"], row["period_end"], row["step"], row["what"])
        last = row["what"] in ("Denominator", "Numerator")
        own_step = last or "Not counted by" in row["what"]
        name = (*place, row["measure"], row["what"]) if own_step else (*place, row["step"], row["what"])
        remaining = own(model, pack, "remaining", *name)
        model.printed(remaining, row["remaining"], terms, (*label, "remaining"), True)
        if before is not None and before[0] == (row["measure"], place):
            out = own(model, pack, "excluded", *name)
            if row["excluded"]:
                model.printed(out, row["excluded"], terms, (*label, "excluded"), True)
            model.relate("waterfall", [(before[1], 1), (remaining, -1), (out, -1)], 0, 0)
        if last and row["measure"] in MEASURES:
            top, bottom = counted(MEASURES[row["measure"]])
            what = top if row["what"] == "Numerator" else bottom or top
            period = tuple(map(datetime.date.fromisoformat, place[1:]))
            if what:
                model.relate("waterfall", [(remaining, 1), (model.cell(what, period), -1)], 0, 0)
        before = ((row["measure"], place), remaining)


def read_quality(model, pack):
    """Records with a finding are records; teams come to no more than the total."""
    parts = defaultdict(list)
    for row in (row for row in pack.quality if "team" in row):
        terms = Terms(pack.policy, row["dataset"])
        label = ("quality", row["dataset"], row["team"], row["code"], row["field"])
        records = own(model, pack, "records", row["dataset"], row["team"])
        found = own(model, pack, "found", row["dataset"], row["team"], row["code"], row["field"])
        model.printed(records, row["records"], terms, (*label, "records"))
        model.printed(found, row["found"], terms, (*label, "found"))
        model.relate("quality", [(records, 1), (found, -1)], 0, math.inf)
        if row["team"] != "Total":
            parts[own(model, pack, "records", row["dataset"], "Total")].append(records)
            parts[own(model, pack, "found", row["dataset"], "Total", row["code"], row["field"])].append(found)
    for total, members in parts.items():
        model.relate("quality", [(c, 1) for c in set(members)] + [(total, -1)], -math.inf, 0)


# Averages

def days_of(value):
    """The days that a printed wait can stand for, from the least to the most."""
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value), float(value)
    units = {"day": 1, "week": 7, "month": 30, "year": 365}
    text = value.lower().replace(",", "").replace("-", " ")
    if m := re.search(r"(?:over|more than|>) *(\d+) *(day|week|month|year)?", text):
        return int(m[1]) * units[m[2] or "day"] + 0.5, math.inf
    if m := re.search(r"(?:up to|under|at most|<=?) *(\d+) *(day|week|month|year)?", text):
        return 0, int(m[1]) * (units[m[2] or "day"] + (1 if m[2] in ("month", "year") else 0))
    if m := re.search(r"(\d+) *(?:to|–) *(\d+) *(day|week|month|year)?", text):
        unit = units[m[3] or "day"]
        return int(m[1]) * unit, int(m[2]) * (unit + (1 if unit > 7 else 0))
    return None


def thresholds(model, what, field, period, category):
    """For each number of days that something printed draws a line at, the counts of those who waited longer."""
    dataset = what[0]
    whole = model.cells.get((what, period, category))
    for breakdown in DATASETS.get(dataset, {}).get("breakdowns", []) if category == TOTAL else []:
        if "bands" not in breakdown or not breakdown["by"].startswith(f"days({field}, "):
            continue
        cells = [model.cells.get((what, period, (breakdown["breakdown"], band["label"]))) for band in breakdown["bands"]]
        if None not in cells:
            for k in range(1, len(cells)):
                yield breakdown["bands"][k]["from"] - 1, [(c, 1) for c in cells[k:]]
    for extra, cell in model.extras.get((what, period, category), ()):
        if (limit := LIMIT.fullmatch(extra)) and limit[1] == field:
            yield int(limit[3]), [(cell, 1)] if limit[2] == ">" else [(whole, 1), (cell, -1)]


def link_averages(model):
    """A maximum, a median, a percentile and a mean each say how many waited longer than some line."""
    model.extras = extras(model)
    done, means = set(), defaultdict(dict)
    for (measure, period, category, _), (value, _, d, *_) in list(model.values.items()):
        declaration = MEASURES[measure]
        kind = declaration["calculation"]
        if kind not in ("maximum", "median", "percentile", "mean") or (measure, period, category, value) in done:
            continue
        done.add((measure, period, category, value))
        span = days_of(value)
        field = re.match(r"days\((\w+), ", declaration["of"])
        what, where = canonical(counted(declaration)[1], period)
        cell = model.cells.get((what, where, category))
        if span is None or cell is None:
            continue
        if kind == "mean":
            means[measure, where][category] = (float(value), 0.5 * 10 ** -declaration["decimals"], cell)
        if field is None:
            continue
        for line, over in thresholds(model, what, field[1], where, category):
            position(model, kind, declaration, span, line, over, cell)
    for known in means.values():
        add_means(model, known)


def position(model, kind, declaration, span, line, over, cell):
    least, most = span
    if kind == "mean":
        model.relate("average", [(cell, most + 0.06)] + [(c, -w * (line + 1)) for c, w in over], 0, math.inf)
        return
    share = {"maximum": 0, "median": 0.5}.get(kind, 1 - float(declaration.get("percentile", 50)) / 100)
    slack = 1 if kind == "percentile" else 0
    if kind == "maximum":
        model.relate("average", over, 1, math.inf) if least > line else most <= line and model.relate("average", over, 0, 0)
    elif least > line:
        model.relate("average", over + [(cell, -share)], -slack, math.inf)
    elif most <= line:
        model.relate("average", over + [(cell, -share)], -math.inf, slack)


def extras(model):
    """For each count, those that have one condition more."""
    groups, out = defaultdict(list), defaultdict(list)
    for (what, period, category), cell in model.cells.items():
        if what[0] not in ("rest", "own"):
            groups[what[0], what[1], period, category].append((what, cell))
    for (_, _, period, category), members in groups.items():
        for what, cell in members:
            for wider, _ in members:
                if wider[2] < what[2] and len(what[2] - wider[2]) == 1:
                    out[wider, period, category].append((next(iter(what[2] - wider[2])), cell))
    return out


def add_means(model, known):
    """The days of the categories together are those of the whole."""
    if TOTAL not in known:
        return
    mean, half, whole = known[TOTAL]
    what, period, _ = model.names[whole]
    parts = defaultdict(list)
    for category, (value, within, cell) in known.items():
        if category != TOTAL:
            parts[category[0]].append((value, within, cell, category[1]))
    for name, members in parts.items():
        model.relate("average", [(whole, mean + half)] + [(c, -(v - w)) for v, w, c, _ in members], 0, math.inf)
        labels = {category[1] for (w, p, category) in model.cells if w == what and p == period and category[0] == name}
        rest = [model.cells[what, period, (name, label)] for label in labels - {m[3] for m in members}]
        if all(model.high[c] == 0 for c in rest) and breakdown_of(what[0], name):
            if model.named or (declared_labels(what[0], breakdown_of(what[0], name)) or {None}) <= labels:
                model.relate("average", [(whole, mean - half)] + [(c, -(v + w)) for v, w, c, _ in members], -math.inf, 0)


# Words

class Words:
    def __init__(self):
        self.checked, self.loose, self.told = 0, [], []


SIGNS = {("better", "higher-is-better"): 1, ("worse", "higher-is-better"): -1, ("better", "lower-is-better"): -1,
         ("worse", "lower-is-better"): 1}


def sign_of(word, polarity):
    """1 where the word says ours is higher, -1 lower, nothing where it says neither, as `no clear difference` does."""
    if word in ("higher", "lower"):
        return {"higher": 1, "lower": -1}[word]
    return SIGNS.get((word, polarity))


def period_of(label, kind):
    """The first and last day of a period as it is printed."""
    iso = datetime.date.fromisoformat
    if re.fullmatch(r"\d{4}-\d\d-\d\d", label):
        return (iso(label),) * 2
    if m := re.fullmatch(r"12 months to (\S+)", label):
        return year_before(iso(m[1])) + DAY, iso(m[1])
    if m := re.fullmatch(r"week to (\S+)", label):
        return iso(m[1]) - 6 * DAY, iso(m[1])
    if m := re.fullmatch(r"(\d{4})-\d\d to (\S+)", label):
        return datetime.date(int(m[1]), 4, 1), iso(m[2])
    if m := re.fullmatch(r"(\d{4})-\d\d Q(\d)", label):
        month, year = 3 * int(m[2]) + 1, int(m[1])
        first = datetime.date(year + (month > 12), (month - 1) % 12 + 1, 1)
        return first, (first + 93 * DAY).replace(day=1) - DAY
    if kind == "month" and (m := re.fullmatch(r"(\d{4})-(\d\d)", label)):
        first = datetime.date(int(m[1]), int(m[2]), 1)
        return first, (first + 31 * DAY).replace(day=1) - DAY
    if m := re.fullmatch(r"(\d{4})-\d\d", label):
        return datetime.date(int(m[1]), 4, 1), datetime.date(int(m[1]) + 1, 3, 31)
    return None


def number(text):
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def link_words(model, runs):
    """Where any word of a store is not what the printed values say, the words come from the counts: each is then a relation."""
    import attack_statuses
    import verdicts

    words = Words()
    # What the printed numbers themselves say, by a test worked out here: a word that is another came from elsewhere.
    said = {}
    for pack in runs:
        for row in pack.comparison:
            said.setdefault(verdicts.key(row, row["period"]), row)
    for pack in runs:
        model.night = f"{pack.night} {pack.pipeline}"
        for row in pack.comparison:
            read_verdicts(model, row, words, pack)
            check_verdicts(row, said, words, pack)
        attack_statuses.link_statuses(model, pack, words)
        attack_statuses.check_orders(pack, words)
    if words.loose:
        for relation in words.told:
            relation()
    return words


def read_verdicts(model, row, words, pack):
    declaration = MEASURES.get(row["measure"])
    if declaration is None:
        return
    for column, word in row.items():
        if not column.endswith("_verdict") or not word:
            continue
        prefix = column[:-len("_verdict")]
        sign = sign_of(word, row["polarity"])
        if sign is None:
            continue
        words.checked += 1
        ours, other = number(row["value"]), number(row[f"{prefix}_value"])
        if not follows(sign, ours, other, declaration["decimals"]):
            words.loose.append(f"word {pack.pipeline} {pack.night} {row['measure']} {row['period']} {row['breakdown']} {row['category']}: "
                               f"{row['value']} beside {row[prefix + '_value']} of {prefix} is '{word}'")
        words.told.append(verdict(model, row, declaration, prefix, sign))


def check_verdicts(row, said, words, pack):
    """Each word, no clear difference and none among them, is the one that the printed values give by the declared test."""
    import verdicts

    measure = MEASURES.get(row["measure"])
    if measure is None or row.get("policy") not in verdicts.POLICIES:
        return
    for column, word in row.items():
        prefix = column[:-len("_verdict")]
        if not column.endswith("_verdict") or not row.get(f"{prefix}_period"):
            continue
        due = verdicts.expected(row, prefix, said, measure)
        if due == verdicts.UNKNOWN:
            continue
        words.checked += 1
        if word != due:
            words.loose.append(f"verdict {pack.pipeline} {pack.night} {row['measure']} {row['period']} {row['breakdown']} {row['category']}: "
                               f"'{word}' against {prefix}, where the printed values say '{due}'")


def follows(sign, ours, other, decimals):
    if ours is None or other is None:
        return False
    quantum = Decimal(1).scaleb(-decimals)
    return any((ours > rounded) - (ours < rounded) == sign
               for rounded in (other.quantize(quantum, mode) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)))


def verdict(model, row, declaration, prefix, sign):
    night = model.night
    period = tuple(map(datetime.date.fromisoformat, (row["period_start"], row["period_end"])))
    category = TOTAL if row["breakdown"] == "Total" else (row["breakdown"], row["category"])

    def tell():
        model.night = night
        kind = declaration["calculation"]
        top, bottom = counted(declaration)
        if top is None or kind not in ("count", "proportion", "ratio"):
            return
        n = model.cell(top, period, category)
        d = model.cell(bottom, period, category) if bottom else None
        if prefix not in ("previous", "year_before"):
            constant = number(row[f"{prefix}_value"])
            if d is not None and constant is not None:
                beside_constant(model, n, d, declaration, float(constant), sign)
            return
        before = period_of(row[f"{prefix}_period"], row["period_kind"])
        if before is None:
            return
        m = model.cell(top, before, category)
        if kind == "count":
            model.relate("word", [(n, 1), (m, -1)], *((1, math.inf) if sign > 0 else (-math.inf, -1)))
            return
        b = model.cell(bottom, before, category)
        # n/d > m/b, so n * (the most b can be) > m * (the least d can be); and the other way round.
        (n, d), (m, b) = ((n, d), (m, b)) if sign > 0 else ((m, b), (n, d))
        if model.high[b] < MOST and n != m:
            model.relate("word", [(n, model.high[b]), (m, -max(model.low[d], 1))], 1, math.inf)
    return tell


def beside_constant(model, n, d, declaration, value, sign):
    half, per = 0.5 * 10 ** -declaration["decimals"], per_of(declaration)
    if sign > 0:
        model.relate("word", [(n, per), (d, -(value - half))], 0, math.inf)
    else:
        model.relate("word", [(n, per), (d, -(value + half))], -math.inf, 0)
