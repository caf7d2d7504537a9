"""`caretally bridge ascof-2023-24 ascof-2024-25` worked out again in SQL over the extracts, both definitions and both years.

    bridge.py CARETALLY COUNCIL [DAY]

The return's definitions are written from NHS England's transformation principles (ASCOF 2B and 2C, LTS004, LTS001b,
STS002a), apart from `data/cohorts/`; the present ones are those of `cohorts.py`. Prints "N passed, M failed".
"""
import re
import sqlite3
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import cohorts
import measures

HOMES = "kind IN ('Long term support: Nursing care', 'Long term support: Residential care')"
# Running on the day after the period, begun in it, and nothing running then that was begun before it.
BEGUN = f"""SELECT person, born FROM ev a WHERE {HOMES} AND started BETWEEN :s AND :e AND ended > :e AND born IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM ev b WHERE b.person = a.person AND b.{HOMES} AND b.started < :s AND b.ended > :e)
  GROUP BY person"""
# By the service for a learning disability begun last; of those of one day, one that says where the person lives.
DISABLED = f"""SELECT person, home IN {cohorts.listed(cohorts.SETTLED)} AS met FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY person
    ORDER BY started DESC, COALESCE(home, 'Unknown') <> 'Unknown' DESC, ended DESC, id DESC) AS turn
  FROM ev WHERE kind LIKE 'Long term support:%' AND reason = 'Learning disability support'
    AND started <= :e AND ended >= :s) WHERE turn = 1 AND age(born, :e) BETWEEN 18 AND 64"""
PLACED = f"""SELECT person, MIN(CASE WHEN kind LIKE '%Nursing care' THEN 1 WHEN kind LIKE '%Residential care' THEN 2
    WHEN kind LIKE '%Prison' THEN 7 WHEN mechanism = 'Direct payment' THEN 3
    WHEN mechanism = 'CASSR managed personal budget' THEN 4 ELSE 5 END) AS place
  FROM ev WHERE {cohorts.RUNNING} AND age(born, :e) >= 18 GROUP BY person HAVING place BETWEEN 3 AND 6"""


def of(measure):
    cases, which, asked = cohorts.MEASURES[measure]
    return f"SELECT * FROM ({cases}) WHERE {which}", asked


CODES = {
    "2A": (of("reablement-no-further-support-3-days"), of("reablement-no-further-support")),
    "2B": ((f"SELECT * FROM ({BEGUN}) WHERE age(born, :e + 1) BETWEEN 18 AND 64", cohorts.YOUNGER),
           of("admissions-18-to-64")),
    "2C": ((f"SELECT * FROM ({BEGUN}) WHERE age(born, :e + 1) >= 65", cohorts.OLDER), of("admissions-65-and-over")),
    "2E(1)": ((DISABLED, "met"), of("settled-home-learning-disability")),
    "3D(1a)": ((PLACED, "place IN (3, 4)"), of("self-directed-support-on-day")),
    "3D(2a)": ((PLACED, "place = 3"), of("direct-payments-on-day")),
}


def value(connection, definition, given):
    """Value as printed, numerator, denominator."""
    cases, asked = definition
    if isinstance(asked, int):
        count = connection.execute(f"SELECT COUNT(*) FROM ({cases})", given).fetchone()[0]
        return measures.printed(Fraction(count * 100_000, asked), 1), f"{count}/{asked}"
    row = connection.execute(f"SELECT COALESCE(SUM({asked}), 0), COUNT(*) FROM ({cases})", given).fetchone()
    return measures.printed(Fraction(row[0] * 100, row[1]), 1), f"{row[0]}/{row[1]}"


def main():
    program, council = sys.argv[1:3]
    later = date.fromisoformat(sys.argv[3] if len(sys.argv) > 3 else "2026-10-31")
    earlier = later.replace(year=later.year - 1)
    text = subprocess.run(
        [program, "bridge", "ascof-2023-24", "ascof-2024-25", "--input", council, "--as-of", str(later)],
        check=True, capture_output=True, text=True).stdout.replace(",", "")
    blocks = {block.split("\n", 1)[0]: block for block in re.split(r"\n\n(?=\S)", text)}
    connection = measures.database(Path(council))
    cohorts.prepare(connection, measures.months)
    passed, failed = 0, []
    for code, definitions in CODES.items():
        found = {row[0]: re.split(r"\s{2,}", row[1].strip()) for row in
                 re.findall(r"(Old definition|New definition|Definition first:|Practice first:|Together:)\s+(.*)", blocks[code])}
        printed = {}
        for name, definition in zip(("Old definition", "New definition"), definitions):
            expected = []
            for turn, last in enumerate((earlier, later)):
                first = last.replace(year=last.year - 1)
                given = {"s": first.toordinal() + 1, "e": last.toordinal()}
                answer = value(connection, definition, given)
                expected += answer
                printed[name, turn] = Fraction(answer[0])
            if found[name] == expected:
                passed += 1
            else:
                failed.append(f"{code} {name}: {found[name]}, not {expected}")
        old, new = printed["Old definition", 0], printed["New definition", 1]
        recast, kept = printed["New definition", 0], printed["Old definition", 1]
        for name, parts in (("Definition first:", (recast - old, new - recast)), ("Practice first:", (kept - old, new - kept))):
            numbers = [Fraction(n) for n in re.findall(r"[-+]?\d+\.\d+", found[name][0])]
            if tuple(numbers) == parts and sum(numbers) == new - old:
                passed += 1
            else:
                failed.append(f"{code} {name}: {found[name]}, not {[float(p) for p in parts]}")
    for line in failed:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or passed < 4 * len(CODES) else 0


if __name__ == "__main__":
    sys.exit(main())
