"""Shows that each protection is needed: published packs with one of them switched off, made from the exact figures.

Everything else stays as it was printed. The table counts what the attack finds then and did not find before.
"""
import copy
import re

import attack
import attack_leaks
import attack_words
from attack_model import MEASURES, Terms, shown, per_of
from decimal import Decimal

NAMES = (
    "counts hidden for another's sake are printed",
    "counts are not rounded",
    "percentages and rates from counts before rounding",
    "words from counts before rounding",
    "nights and pipelines do not know each other",
    "maxima, medians and percentiles of few cases are printed",
    "waterfalls and quality with exact counts",
    "a category known from a refused record alone is named",
)
KEY = ("measure", "period_start", "period_end", "breakdown", "category")


def key(row):
    return tuple("" if row[k] == "Total" else row[k] for k in KEY)


def whole(text):
    return int(text) if re.fullmatch(r"\d+", text or "") else None


class Exact:
    """The exact rows of one night's run: its owner's figures, and the words, steps and quality of a run under `internal`.

    A run under `internal` counts flows up to its day, and one that is published up to the end of a month: its figures are
    of other periods.
    """

    def __init__(self, owner, pack):
        self.rows = {key(row): row for row in owner.figures}
        self.words = {key(row): row for row in pack.comparison}
        self.waterfalls, self.quality = pack.waterfalls, pack.quality

    def counts(self, row):
        """The exact numerator and denominator of a row."""
        own = self.rows.get(key(row))
        if own is None:
            return None, None
        if MEASURES[row["measure"]]["calculation"] == "count":
            return whole(own["value"]), None
        return whole(own["numerator"]), whole(own["denominator"])


def rounded(number, terms):
    return str((number + terms.base // 2) // terms.base * terms.base)


def unhide(row, exact, terms):
    """A row that holds no small number itself, as it stands before others are protected."""
    kind = MEASURES[row["measure"]]["calculation"]
    if kind not in ("count", "proportion") or "c" not in (row["value"], row["numerator"]):
        return row
    n, d = exact.counts(row)
    parts = [n] if d is None else [n, d, d - n]
    if n is None or any(p < terms.threshold and (p or terms.hides_zero) for p in parts):
        return row
    own = {"numerator": rounded(n, terms) if row["numerator"] else "", "denominator": rounded(d, terms) if d is not None else row["denominator"]}
    value = rounded(n, terms) if d is None else row["value"]
    if d and int(own["denominator"]):
        value = shown(Decimal(int(own["numerator"] or 0)) * per_of(MEASURES[row["measure"]]) / int(own["denominator"]), MEASURES[row["measure"]]["decimals"]).pop()
    return row | own | {"value": value}


def unrounded(row, exact, terms):
    n, d = exact.counts(row)
    own = {}
    if n is not None and whole(row["numerator"]):
        own["numerator"] = str(n)
    if d is not None and whole(row["denominator"]):
        own["denominator"] = str(d)
    if n is not None and MEASURES[row["measure"]]["calculation"] == "count" and whole(row["value"]):
        own["value"] = str(n)
    return from_exact(row | own, exact, terms)


def from_exact(row, exact, terms):
    kind = MEASURES[row["measure"]]["calculation"]
    own = exact.rows.get(key(row))
    if own and kind in ("proportion", "rate", "ratio") and row["value"] not in ("c", "z", "x"):
        return row | {"value": own["value"]}
    return row


def single_values(row, exact, terms):
    kind = MEASURES[row["measure"]]["calculation"]
    own = exact.rows.get(key(row))
    if own and kind in ("maximum", "percentile", "median"):
        return row | {"value": own["value"]}
    return row


def with_rows(runs, exact, change):
    """The packs with each row of figures and comparisons changed."""
    out = []
    for pack in runs:
        own = exact.get((pack.night, pack.pipeline))
        made = copy.copy(pack)
        if own:
            def changed(row):
                terms = Terms(pack.policy, MEASURES[row["measure"]].get("dataset")) if row["measure"] in MEASURES else None
                return change(row, own, terms) if terms and MEASURES[row["measure"]]["calculation"] != "published" else row
            made.figures = list(map(changed, pack.figures))
            made.comparison = [changed(row | {"breakdown": row["breakdown"]}) for row in pack.comparison]
        out.append(made)
    return out


def with_words(runs, exact):
    out = []
    for pack in runs:
        own, made = exact.get((pack.night, pack.pipeline)), copy.copy(pack)
        if own:
            made.comparison = []
            for row in pack.comparison:
                other = own.words.get(key(row), {})
                words = {k: v for k, v in other.items() if k.endswith("_verdict") and row.get(k.replace("_verdict", "_value")) not in ("c", "z", "x")
                         and row["value"] not in ("c", "z", "x")}
                made.comparison.append(row | words)
        out.append(made)
    return out


def row_of(row):
    return tuple(row.get(k, "") for k in ("dataset", "team", "code", "field"))


def with_steps(runs, exact):
    out = []
    for pack in runs:
        own, made = exact.get((pack.night, pack.pipeline)), copy.copy(pack)
        if own:
            made.waterfalls = own.waterfalls or pack.waterfalls
            # A published list has no teams; the owner's has.
            known = {row_of(r): r for r in own.quality}
            made.quality = [r | {"records": known.get(row_of(r), r)["records"]} if "records" in r else r for r in pack.quality]
        out.append(made)
    return out


def as_printed(row, exact, terms):
    """A share or rate as its printed counts give it, or none."""
    declaration = MEASURES[row["measure"]]
    if declaration["calculation"] not in ("proportion", "rate", "ratio") or row["value"] in ("c", "z", "x", "low"):
        return row
    above, below = whole(row["numerator"]), whole(row["denominator"]) or whole(row.get("population", ""))
    if above is None or not below:
        return row | {"value": "c"} if terms.base > 1 else row
    return row | {"value": shown(Decimal(above) * per_of(declaration) / below, declaration["decimals"]).pop()}


def without_loose_words(runs):
    """No verdict that the printed values do not give."""
    out = []
    for pack in runs:
        made = copy.copy(pack)
        made.comparison = []
        for row in pack.comparison:
            blank = {}
            for column, word in row.items():
                if column.endswith("_verdict") and word and row["measure"] in MEASURES:
                    other = attack_words.number(row[column.replace("_verdict", "_value")])
                    sign = attack_words.sign_of(word, row["polarity"])
                    ours = attack_words.number(row["value"])
                    if sign is not None and not attack_words.follows(sign, ours, other, MEASURES[row["measure"]]["decimals"]):
                        blank[column] = ""
            made.comparison.append(row | blank)
        out.append(made)
    return out


def hits(runs):
    """What the attack finds: counts, and words that do not follow from what is printed.

    Packs that contradict themselves were not made from one truth: that is a fault here, and no success of a protection.
    """
    result = attack.attack(runs)
    loose = {("word", line) for line in result.words.loose}
    return {result.model.names[cell] for cell, _, _ in result.found} | loose


def table(runs, exact, alone):
    """For each protection, how many counts and words the attack finds without it that it does not find with it."""
    inside = {(pack.night, pack.pipeline): pack for pack in exact}
    known = {place: Exact(own, inside[place]) for own in map(attack.restricted, runs)
             if own and (place := (own.night, own.pipeline)) in inside}
    if runs[0].policy.get("protects") == 1:
        return {}
    kept = without_loose_words(with_rows(runs, known, as_printed))
    before = hits(kept)
    made = (
        with_rows(kept, known, unhide),
        with_rows(kept, known, unrounded),
        with_rows(kept, known, from_exact),
        with_words(kept, known),
        without_loose_words(with_rows(alone, known, as_printed)),
        with_rows(kept, known, single_values),
        with_steps(kept, known),
    )
    out = {name: len(hits(changed) - before) for name, changed in zip(NAMES, made)}
    told = b"team," + attack_leaks.PLANTED[0] + b",0"
    out[NAMES[7]] = sum(planted in told for planted in attack_leaks.PLANTED)
    return out
