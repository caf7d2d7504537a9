#!/usr/bin/env python3
"""Puts one fault at a time into the second engine, and asks whether the cases made apart would show it.

    python3 Tests/Judges/recount_mutants.py [--seed 1] [--people 300] [--only TEXT]

A fault is one change of `recount_sql.py`: a day earlier or later, the other end of an order, a condition left out, an age or
a number of days more. It is noticed where any figure of any month end, period and breakdown differs from the right one, so
that `recount.py` would print it, had the product the fault. Faults that change nothing, whatever the cases, are listed in
`SAME` with the reason. Prints what was not noticed, and last `faults: N of M noticed`; fails under 95%.
"""

import argparse
import re
import sys
import types
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import duckdb

import recount
import recount_cases

HERE = Path(__file__).resolve().parent
SOURCE = (HERE / "recount_sql.py").read_text()
# Where the SQL begins and ends: what stands before it is words.
FIRST, LAST = SOURCE.index("CREATE MACRO age_on"), SOURCE.index("TABLES = [")

# What is changed into what, each place of it a fault of its own.
OPERATORS = [
    (r"(?<![<>=-])<=(?!=)", "<"), (r"(?<![<>=-])>=", ">"), (r"(?<![<>=-])<(?![>=])", "<="), (r"(?<![<>=-])>(?!=)", ">="),
    (r"<>", "="), (r" DESC\b", ""), (r"\bMIN\(", "MAX("), (r"\bMAX\(", "MIN("), (r"\bLEAST\(", "GREATEST("),
    (r"\bGREATEST\(", "LEAST("), (r"NOT EXISTS", "EXISTS"), (r"\b91\b", "92"), (r"\b91\b", "90"), (r"\b365\b", "366"),
    (r"\b365\b", "364"), (r"\b18\b", "19"), (r"\b18\b", "17"), (r"\b25\b", "26"), (r"\b25\b", "24"), (r"-12\b", "-11"),
    (r"-12\b", "-13"), (r"-3\)", "-4)"), (r"-3\)", "-2)"), (r"(?<!_)\{\{gap\}\}", "{{gap}} + 1"),
    (r"(?<!_)\{\{gap\}\}", "{{gap}} - 1"), (r"BETWEEN \$s AND", "BETWEEN $s + 1 AND"),
    (r"(?<=BETWEEN \$s AND )\$e", "$e - 1"), (r"\b64\b", "63"), (r"\b65\b", "66"), (r" \+ 1\b", ""), (r"2023-04-01", "2023-04-02"), (r"\bIN \(", "NOT IN ("), (r"IS NULL\b", "IS NOT NULL"),
    (r" AND (?:[a-z]\.)?(?:client_type|component|kind|born|started_on|fin|person_id|closed_on)[^()\n]*?(?= AND |\n|\)|$)", ""),
]


def mutants():
    """Each fault as (where, what was, what is, the whole text)."""
    seen = set()
    for pattern, new in OPERATORS:
        for found in re.finditer(pattern, SOURCE[FIRST:LAST]):
            start, end = FIRST + found.start(), FIRST + found.end()
            line = SOURCE.count("\n", 0, start) + 1
            text = SOURCE[:start] + new + SOURCE[end:]
            before = SOURCE.splitlines()[line - 1]
            if before.lstrip().startswith(("#", "--")) or text in seen:
                continue
            seen.add(text)
            column = start - SOURCE.rfind("\n", 0, start)
            yield f"{line}:{column}", SOURCE[start:end], new, text


def engine(text):
    module = types.ModuleType("mutant")
    exec(compile(text, "recount_sql.py", "exec"), module.__dict__)
    return module


# Faults that no case can show: what the changed line has, and why.
SAME = {
    # Requests answered by one event follow each other, and the later one lies before the end of the one before it.
    "m.response <= m.earlier_response", "COALESCE(MAX(response) OVER earlier, 0)",
    # A request, an assessment and a service have no place in common.
    "x.place > r.place", "assessment > service", "m.before_ends > m.place",
    # Kinds that weigh 99 are none of those that a home is presumed from.
    "FILTER (weight < 99)",
    # Nobody under 25 is asked for, so that nobody younger is answered.
    "BETWEEN 25",
    # Whose birth is not known has no age to be 18 or 65 by; nobody's age on one day differs from home to home.
    "AND born IS NOT NULL", "age_on(born, $e + 1) >= 18",
    # The words of short stays have no capital.
    "AND component NOT LIKE '%Short%'",
    # An end that is open lies after every start, a day more or less.
    "CASE WHEN MAX(fin) OVER",
    # The largest of one value is the smallest.
    "ELSE MAX(value)", "THEN MAX(kind)", "THEN MAX(component)",
}


def span(kind, day):
    """The period of a kind that is shown as of a day: the last that is complete on it, or the one that runs to it."""
    first = day.replace(day=1)
    month_end = (first + timedelta(32)).replace(day=1) - timedelta(1)
    if kind == "day":
        return day, day
    if kind == "week":
        last = day - timedelta((day.weekday() + 1) % 7)
        return last - timedelta(6), last
    if kind == "month":
        assert day == month_end, "a month end"
        return first, day
    if kind == "quarter":
        last = day
        while (last + timedelta(1)).month not in (1, 4, 7, 10) or (last + timedelta(1)).day != 1:
            last = last.replace(day=1) - timedelta(1)
        return (last.replace(day=1) - timedelta(62)).replace(day=1), last
    year = day.year if day.month > 3 else day.year - 1
    if kind == "financial-year":
        return (date(year, 4, 1), date(year + 1, 3, 31)) if day == date(year + 1, 3, 31) else (
            date(year - 1, 4, 1), date(year, 3, 31))
    if kind == "year-to-date":
        return date(year, 4, 1), day
    following = day + timedelta(1)
    return following.replace(year=following.year - 1), day


def marks(module, engine):
    """What the tables of a day hold, in a number each."""
    return [engine.execute(f"SELECT count(*), sum(CAST(hash(CAST(t AS VARCHAR)) AS HUGEINT)) FROM {table} t").fetchone() for table in module.TABLES]


def figures(module, engine, days, changed=None):
    """Every figure of the newest period of each kind, day by day.

    With the marks of the right tables of each day: of the measures that something is changed for alone.
    """
    for day in days:
        known = module.Known(engine, day)
        same = changed is not None and marks(module, engine) == changed[day]
        if changed is None:
            MARKS[day] = marks(module, engine)
        for measure, text in module.MEASURES.items():
            if same and text == ORIGINAL.MEASURES[measure] and module.read.__code__.co_consts == MACROS:
                continue
            for kind in recount.KINDS:
                cases = known.cases(measure, *span(kind, day))
                found = {("", ""): cases}
                for breakdown, category in recount.BREAKDOWNS.items():
                    for case in cases:
                        if {"team": "team", "sequel": "sort", "setting": "sort", "accommodation-status": "sort",
                                "led-to": "sort"}.get(breakdown, "age") in case:
                            found.setdefault((breakdown, category(case) or recount.BLANK), []).append(case)
                for place, split in sorted(found.items()):
                    yield (day, measure, kind, *place), recount.answer(measure, split)
        known.close()


def opened(module, folder):
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    module.read(connection, folder)
    return connection


RIGHT, MARKS, FOLDER, DAYS = {}, {}, None, []
ORIGINAL = engine(SOURCE)
MACROS = ORIGINAL.read.__code__.co_consts


def prepare(folder, days):
    global FOLDER, DAYS
    FOLDER, DAYS = folder, days
    RIGHT.update(figures(ORIGINAL, opened(ORIGINAL, folder), days))


def tried(text):
    """The first figure that differs; None where none does, and the message where the text is no SQL any more."""
    seen = set()
    try:
        module = engine(text)
        for place, answer in figures(module, opened(module, FOLDER), DAYS, MARKS):
            if RIGHT.get(place) != answer:
                return "noticed", place
            seen.add(place)
    except (duckdb.Error, SyntaxError, KeyError) as error:
        return "no SQL", str(error).splitlines()[0]
    # A category that is gone has no figure to differ.
    asked = {place[:3] for place in seen}
    gone = any(place not in seen for place in RIGHT if place[:3] in asked)
    return ("noticed" if gone else "lived"), None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--only", default="", help="faults whose place or line has this")
    parser.add_argument("--first", type=int, default=0, help="leave out so many")
    parser.add_argument("--folder", type=Path, default=recount.ROOT / ".build-judges/recount-mutants")
    given = parser.parse_args()
    recount_cases.Council(given.seed, given.people).write(given.folder)
    faults = [fault for fault in mutants() if given.only in fault[0] + line_of(fault)][given.first:]
    counts = {"noticed": 0, "lived": 0, "no SQL": 0, "same": 0}
    with ProcessPoolExecutor(2, initializer=prepare, initargs=(given.folder, recount.ENDS)) as pool:
        for fault, (fate, _) in zip(faults, pool.map(tried, [fault[3] for fault in faults])):
            if fate == "lived" and any(near(fault, words) for words in SAME):
                fate = "same"
            counts[fate] += 1
            if fate == "lived":
                print(f"not noticed: line {fault[0]}, {fault[1]!r} for {fault[2]!r}: {line_of(fault)}", flush=True)
    asked = counts["noticed"] + counts["lived"]
    print(f"{counts['no SQL']} changes are no SQL; {counts['same']} change nothing")
    print(f"faults: {counts['noticed']} of {asked} noticed")
    return 0 if asked and counts["noticed"] * 100 >= 95 * asked else 1


def near(fault, words):
    """Whether a fault is within those words of its line."""
    line, column = SOURCE.splitlines()[int(fault[0].split(":")[0]) - 1], int(fault[0].split(":")[1]) - 1
    return any(found.start() <= column < found.end() for found in re.finditer(re.escape(words), line))


def line_of(fault):
    return SOURCE.splitlines()[int(fault[0].split(":")[0]) - 1].strip()


if __name__ == "__main__":
    sys.exit(main())
