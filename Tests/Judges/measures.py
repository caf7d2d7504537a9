#!/usr/bin/env python3
"""Works out every local measure again, in SQL over the extracts, and compares it with the answer key.

    python3 Tests/Judges/measures.py data/examples/exampleshire

Prints each difference and `N passed, M failed`; fails when anything differs, is missing or is there unasked.
"""

import csv
import datetime
import math
import sqlite3
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import cohorts
import extracts
from definitions import MEASURES, PERSON, RATIOS, TEAM

AS_OF = datetime.date(2026, 10, 31)
ADULTS = 81_000


def months(text, count):
    """The same day of another month, or the last of a shorter one."""
    if text is None:
        return None
    day = datetime.date.fromisoformat(text)
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for date in range(day.day, 27, -1):
        try:
            return datetime.date(year, month + 1, date).isoformat()
        except ValueError:
            continue
    return datetime.date(year, month + 1, day.day).isoformat()


def days(start, end):
    if start is None or end is None:
        return None
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def working_days_counter():
    closed = extracts.holidays()

    @lru_cache(maxsize=None)
    def working_days(start, end):
        if start is None or end is None:
            return None
        day, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
        count = 0
        while day < last:
            day += datetime.timedelta(1)
            count += day.weekday() < 5 and day not in closed
        return count

    return working_days


def periods(as_of):
    """(kind, first, last): the latest of each kind, the one before it, and the same a year before."""
    day = datetime.timedelta(1)
    iso = datetime.date.isoformat

    def month(last):
        return last.replace(day=1), last

    def quarter(last):
        return datetime.date(last.year, last.month - 2, 1), last

    def year_to(last):
        return datetime.date(last.year - 1, last.month, last.day) + day, last

    assert as_of == datetime.date(2026, 10, 31), "the periods are set out for this day"
    d = datetime.date
    found = [
        ("day", as_of, as_of), ("day", as_of - 7 * day, as_of - 7 * day),
        ("day", d(2025, 10, 31), d(2025, 10, 31)),
        ("month", *month(as_of)), ("month", *month(d(2026, 9, 30))), ("month", *month(d(2025, 10, 31))),
        ("quarter", *quarter(d(2026, 9, 30))), ("quarter", *quarter(d(2026, 6, 30))),
        ("quarter", *quarter(d(2025, 9, 30))),
        ("year-to-date", d(2026, 4, 1), as_of), ("year-to-date", d(2025, 4, 1), d(2025, 10, 31)),
        ("rolling-12-months", *year_to(as_of)), ("rolling-12-months", *year_to(d(2025, 10, 31))),
    ]
    return [(kind, iso(first), iso(last)) for kind, first, last in found]


def percentile(values, share):
    """Between the neighbours of its place, in proportion: PERCENTILE_CONT of SQL."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def printed(value, decimals):
    """Exact, rounded once, half away from zero."""
    if value is None:
        return ""
    step = Decimal(1).scaleb(-decimals)
    # 60 digits are far more than a whole number of thousandths needs to be told from its neighbours.
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(step, rounding=ROUND_HALF_UP))


def text(count):
    return "" if count is None else str(count)


def database(folder):
    connection = sqlite3.connect(":memory:")
    connection.create_function("days", 2, days, deterministic=True)
    connection.create_function("months", 2, months, deterministic=True)
    connection.create_function("working_days", 2, working_days_counter(), deterministic=True)
    for path in sorted(folder.glob("*.csv")):
        header, rows = extracts.accepted(folder, path)
        table = path.stem.replace("-", "_")
        connection.execute(f"CREATE TABLE {table} ({', '.join(header)})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(header))})", rows)
    return connection


def answer(connection, measure, period, team):
    """numerator, denominator and exact value; None where there is none."""
    table, calculation, cases, asked, _ = MEASURES[measure]
    given = {"s": period[1], "e": period[2], "team": team}
    where = f"({cases})" + (f" AND {TEAM[table]} = :team" if team else "")

    def one(what, also="1"):
        query = f"SELECT {what} FROM {table} WHERE {where} AND ({also})"
        return connection.execute(query, given).fetchone()[0]

    people = f"COUNT(DISTINCT {PERSON[table]})"
    if calculation in ("count", "people"):
        count = one("COUNT(*)" if calculation == "count" else people)
        return count, None, Fraction(count)
    if calculation in ("rate", "people-rate"):
        count = one("COUNT(*)" if calculation == "rate" else people)
        return count, ADULTS, Fraction(count * 100_000, ADULTS)
    if calculation in ("share", "people-share"):
        what = "COUNT(*)" if calculation == "share" else people
        above, below = one(what, asked), one(what)
        return above, below, Fraction(above * 100, below) if below else None
    values = [row[0] for row in connection.execute(f"SELECT {asked} FROM {table} WHERE {where}", given)]
    if not values:
        return None, 0, None
    if calculation == "maximum":
        value = Fraction(max(values))
    elif calculation == "mean":
        value = Fraction(sum(values), len(values))
    else:
        value = percentile(values, Fraction(1, 2) if calculation == "median" else Fraction(9, 10))
    return None, len(values), value


def expected(folder):
    """Every row of the answer key: its first six columns, and what the other three should say."""
    connection = database(folder)
    rows = {}
    for measure, (table, calculation, _, _, decimals) in MEASURES.items():
        teams = [row[0] for row in connection.execute(f"SELECT DISTINCT {TEAM[table]} FROM {table}")]
        for period in periods(AS_OF):
            # The population of a team's area is not known.
            for team in [None] + ([] if calculation in ("rate", "people-rate") else teams):
                above, below, value = answer(connection, measure, period, team)
                rows[(measure, *period, "team" if team else "", team or "")] = (
                    text(above), text(below), printed(value, decimals))
    for measure, (above, below, times) in RATIOS.items():
        for key in [key for key in rows if key[0] == above]:
            high, low = int(rows[key][0]), int(rows.get((below, *key[1:]), "0")[0])
            value = Fraction(high * times, low) if low else None
            rows[(measure, *key[1:])] = (str(high), str(low), printed(value, 1))
    rows.update(cohorts.expected(connection, periods(AS_OF), sys.modules[__name__]))
    return rows


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/examples/exampleshire")
    with open(folder / "answer-key" / "measures.csv", newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))[1:]
    key = {tuple(line[:6]): tuple(line[6:]) for line in lines}
    ours = expected(folder)
    wrong = [] if len(key) == len(lines) else ["the answer key says something twice"]
    for row in sorted(set(key) | set(ours)):
        if key.get(row) != ours.get(row):
            wrong.append(f"{' '.join(row)}: the key says {key.get(row)}, the extracts give {ours.get(row)}")
    for line in wrong[:50]:
        print(line)
    passed = len(set(key) | set(ours)) - len(wrong)
    print(f"{len(MEASURES) + len(RATIOS) + len(cohorts.MEASURES)} measures: {passed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
