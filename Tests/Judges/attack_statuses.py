"""Statuses against targets, and the order of the lists on the first page: do they follow from what is printed?

A status that does not is a relation on the counts: the value is on that side of the target, or of target and tolerance.
"""
import datetime
import html
import math
import re

from attack_model import MEASURES, counted, per_of
from attack_words import number, period_of

TITLES = {m["title"]: m for m in MEASURES.values()}
ITEM = re.compile(r"<li>(.*?)</li>", re.S)


def lines_of(target, rule, polarity):
    """The target and the value at which amber ends, and whether more is better; nothing for other forms of target."""
    m = re.fullmatch(r"([<>≥≤]=?)?(\d+(?:\.\d+)?)%?", target)
    amber = re.match(r"amber within (\d+(?:\.\d+)?)(%| points)?", rule)
    if not m or not amber:
        return None
    aim, width = float(m[2]), float(amber[1])
    width = aim * width / 100 if amber[2] == "%" else width
    way = m[1] or {"higher-is-better": ">=", "lower-is-better": "<="}.get(polarity)
    if way is None:
        return None
    way = way.replace("≥", ">=").replace("≤", "<=")
    more = way[0] == ">"
    return aim, aim - width if more else aim + width, more, len(way) == 1


def status(value, lines):
    aim, edge, more, strict = lines
    sign = 1 if more else -1
    if sign * value > sign * aim or value == aim and not strict:
        return "green"
    return "amber" if sign * value >= sign * edge - 1e-9 else "red"


def link_statuses(model, pack, words):
    """What each status of a scorecard says, of the reported period and of the year to date."""
    periods = {(row["measure"], row["period"]): (row["period_start"], row["period_end"]) for row in pack.comparison}
    for row in pack.scorecard:
        declaration = TITLES.get(re.sub(r" \((stretch|national)\)$", "", row["Measure"]))
        if declaration is None:
            continue
        for value, target, word, label in ((row["Actual"], row["Target"], row["Status"], row["Period"]), (
                row["Actual to date"], row["Target to date"], row["Status to date"], row["Year to date"])):
            word = word.split(" ")[0].lower()
            lines = lines_of(target, row["Rule"], declaration["polarity"])
            if word not in ("green", "amber", "red") or lines is None:
                continue
            words.checked += 1
            if number(value) is None or status(float(value), lines) != word:
                words.loose.append(f"status {pack.pipeline} {pack.night} {row['Measure']} {label}: {value} against {target} is '{word}'")
            words.told.append(on_one_side(model, declaration, periods, label.replace(" (carried forward)", ""), word, lines))


def on_one_side(model, declaration, periods, label, word, lines):
    night = model.night
    aim, edge, more, strict = lines

    def tell():
        model.night = night
        period = periods.get((declaration["measure"], label)) or period_of(label, "month")
        top, bottom = counted(declaration)
        if period is None or top is None or declaration["calculation"] not in ("count", "proportion"):
            return
        if isinstance(period[0], str):
            period = tuple(map(datetime.date.fromisoformat, period))
        least, most = {"green": (aim, math.inf), "amber": (edge, aim), "red": (-math.inf, edge)}[word] if more \
            else {"green": (-math.inf, aim), "amber": (aim, edge), "red": (edge, math.inf)}[word]
        n = model.cell(top, period)
        if not bottom:
            model.relate("word", [(n, 1)], least, most)
            return
        for line, low, high in ((least, 0, math.inf), (most, -math.inf, 0)):
            if not math.isinf(line):
                model.relate("word", [(n, per_of(declaration)), (model.cell(bottom, period), -line)], low, high)
    return tell


def check_orders(pack, words):
    """The lists of what got worse and better: a printed difference each, and the largest share first."""
    path = pack.folder / "index.html"
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    for name in ("worse", "better"):
        start = text.find(f'<h2 id="{name}">')
        section = text[start:text.find("<h2", start + 4)] if start >= 0 else ""
        before = math.inf
        for item in ITEM.findall(section):
            plain = html.unescape(re.sub(r"<span class=\"hide\">.*?</span>|<[^>]+>", "", item))
            ours = re.search(r"<strong>([\d.,]+)</strong>", item)
            other = re.search(r" from ([\d.,]+)", plain)
            if not ours or not other:
                continue
            ours, other = (float(t[1].replace(",", "").rstrip(".")) for t in (ours, other))
            share = abs(ours - other) / max(ours, other, 1e-9)
            words.checked += 1
            if share == 0 or share > before + 1e-9:
                words.loose.append(f"order {pack.pipeline} {pack.night}: {plain[:100]} is among what got {name}, out of order or unchanged")
            before = share
