#!/usr/bin/env python3
"""Counts every category of every breakdown again, in SQL over the extracts, and compares it with `comparison.csv`.

    python3 Tests/Judges/breakdowns.py FOLDER RUN [RUN…]

FOLDER is what `synthesise` wrote, RUN what `caretally run … --output` wrote for it under a policy that
hides nothing. The words of the extracts are put into categories by `CATEGORIES`, written from the national code
lists, apart from `data/datasets`. Also holds that no category with cases is left out of a table, and that the
categories of a count add up to its total. Prints `N passed, M failed`.
"""

import csv
import sqlite3
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import cohorts
import measures
from definitions import MEASURES, PERSON, RATIOS, TEAM, A, C, D, E, R

UNLISTED, BLANK = "Not in the list", "Not recorded"

SEX = {"Male": "Male", "Female": "Female", "Not Known": "Unknown", "Indeterminate": "Other"}
ETHNICITY = {
    "English/Welsh/Scottish/Northern Irish/British": "White: English, Welsh, Scottish, Northern Irish or British",
    "White and Asian": "Mixed or multiple ethnic groups: White and Asian",
    "Indian": "Asian or Asian British: Indian",
    "Caribbean": "Black, Black British, Caribbean or African: Caribbean",
    "Arab": "Other ethnic group: Arab",
    "Refused": "No data: Refused",
    "Not stated": "No data: Undeclared or not known",
}
REASON = {
    "Personal care support": "Physical support: Personal care support",
    "Memory & Cognition": "Support with memory and cognition",
    "Learning disability support": "Learning disability support",
    "Mental health support": "Mental health support",
    "Support for visual impairment": "Sensory support: Support for visual impairment",
    "Social Isolation/Other": "Social support: Support for social isolation or other",
}
PLACE = {
    "Own Home": "Own Home", "Other": "Other", "Community Service": "Community Service",
    "Residential home": "Care Home - Residential", "Nursing home": "Care Home - Nursing",
    "Hospital - Acute": "Hospital - Acute", "Hospital - Community": "Hospital - Community",
    "Hospital - Mental Health": "Hospital - Mental Health",
    "Community (excluding community services)": "In the Community",
}
RISK = {name: name for name in (
    "Discriminatory Abuse", "Domestic Abuse", "Modern Slavery", "Neglect and Acts of Omission", "Physical Abuse",
    "Psychological Abuse", "Self-Neglect", "Sexual Abuse", "Sexual Exploitation")}
RISK |= {"Financial and material": "Financial or Material Abuse", "Institutional": "Organisational Abuse"}
SOURCE = {
    "Service Provider": "Service Provider", "Known to individual": "Other - Known to individual",
    "Unknown to individual": "Other - Unknown to individual",
}
REPORTED_BY = {
    "Care provider": "Care provider", "Council staff": "Council staff", "Family": "Family or friend",
    "Health staff": "Health staff", "Housing": "Housing", "Other": "Other", "Police": "Police",
    "Self": "The person", "Charity": "Voluntary organisation",
}
SETTING = {
    "Care Home - Residential": "Care home", "Care Home - Nursing": "Care home with nursing",
    "Acute hospital": "Acute hospital", "Mental health hospital": "Mental health hospital", "Other": "Other",
}


def groups(categories):
    """What stands before the colon of a category is its group."""
    return {word: label.split(":")[0] for word, label in categories.items()}


def same(*words):
    return {word: word for word in words}


# breakdown: for each table, the column as the council heads it and the category of each word in it
CATEGORIES = {
    "sex": {A: ("gender", SEX), D: ("gender", SEX), R: ("sex", SEX), C: ("sex", SEX), E: ("sex", SEX)},
    "ethnicity": {
        A: ("ethnic_group", ETHNICITY), D: ("ethnic_origin", ETHNICITY), R: ("ethnicity", ETHNICITY),
        C: ("ethnicity", ETHNICITY), E: ("ethnicity", ETHNICITY)},
    "primary-support-reason": {
        A: ("psr", REASON), **{table: ("primary_support_reason", REASON) for table in (D, R, C, E)}},
    "priority": {
        A: ("priority", {"P1": "Urgent", "P2": "High", "P3": "Medium", "P4": "Low"}),
        D: ("rag", same("Red", "Amber", "Green"))},
    "urgency": {D: ("urgent_flag", {"Y": "Urgent", "N": "Standard"})},
    "setting": {
        D: ("managing_authority_type", SETTING),
        R: ("support_setting", same("Community", "Nursing care", "Residential care", "Prison"))},
    "route": {
        R: ("completed_by", {"Internal": "The council's own staff", "Provider": "The provider of the support"})},
    "reported-by": {C: ("source_of_referral", REPORTED_BY)},
    "type-of-risk": {C: ("abuse_type", RISK), E: ("abuse_type", RISK)},
    "location-of-risk": {C: ("location_of_abuse", PLACE), E: ("location_of_abuse", PLACE)},
    "source-of-risk": {C: ("alleged_source", SOURCE), E: ("alleged_source", SOURCE)},
    "team": {table: (column, None) for table, column in TEAM.items()},
}
for _grouped in ("ethnicity", "primary-support-reason"):
    CATEGORIES[_grouped + "-group"] = {
        table: (column, groups(words)) for table, (column, words) in CATEGORIES[_grouped].items()}

# breakdown: for each table, the number that is banded, and the bands by their first number
AGES = [(0, "Under 18"), (18, "18 to 64"), (65, "65 to 74"), (75, "75 to 84"), (85, "85 to 94"), (95, "95 and over")]
BORN = {A: "dob", D: "dob", R: "date_of_birth", C: "date_of_birth", E: "date_of_birth"}
BANDS = {
    "age-band": {table: (f"age(num({column}), num(:e))", AGES) for table, column in BORN.items()},
    "wait-band": {
        A: ("days(date_requested, CASE WHEN date_completed <= :e THEN date_completed"
            " WHEN date_closed <= :e THEN date_closed ELSE :e END)",
            [(0, "Up to 28 days"), (29, "29 to 91 days"), (92, "92 to 182 days"), (183, "183 to 365 days"),
             (366, "Over 365 days")]),
        D: ("days(date_received, CASE WHEN date_signed_off <= :e THEN date_signed_off ELSE :e END)",
            [(0, "Up to 21 days"), (22, "22 to 35 days"), (36, "36 to 90 days"), (91, "91 to 365 days"),
             (366, "Over 365 days")])},
    "months-overdue": {
        R: ("whole_months(review_due_date, CASE WHEN review_end_date <= :e THEN review_end_date ELSE :e END)",
            [(0, "Less than 3 months"), (3, "3 to 5 months"), (6, "6 to 11 months"), (12, "12 months or more")])},
}


def whole_months(start, end):
    count = 0
    while measures.months(start, count + 1) <= end:
        count += 1
    return count


def prepared(folder):
    """The extracts, with a column `"by BREAKDOWN"` beside each word that is put into categories."""
    connection = measures.database(folder)
    connection.create_function("num", 1, cohorts.number, deterministic=True)
    connection.create_function("age", 2, cohorts.age, deterministic=True)
    connection.create_function("whole_months", 2, whole_months, deterministic=True)
    for breakdown, tables in CATEGORIES.items():
        for table, (column, words) in tables.items():
            connection.create_function(
                "category", 1,
                lambda word, words=words: BLANK if word is None else word if words is None else words.get(word, UNLISTED))
            connection.execute(f'ALTER TABLE {table} ADD COLUMN "by {breakdown}"')
            connection.execute(f'UPDATE {table} SET "by {breakdown}" = category({column})')
    return connection


def grouping(breakdown, table):
    """SQL for the category, and None where this judge knows nothing of the breakdown."""
    if breakdown == "Total":
        return "'Total'"
    if table in CATEGORIES.get(breakdown, {}):
        return f'"by {breakdown}"'
    if table in BANDS.get(breakdown, {}):
        number, bands = BANDS[breakdown][table]
        cases = " ".join(f"WHEN n >= {first} THEN '{label}'" for first, label in reversed(bands))
        return f"(SELECT CASE WHEN n IS NULL THEN '{BLANK}' {cases} ELSE '{BLANK}' END FROM (SELECT {number} AS n))"
    return None


def answers(connection, measure, period, breakdown):
    """category: numerator, denominator and exact value, for every category with cases."""
    table, calculation, cases, asked, _ = MEASURES[measure]
    by = grouping(breakdown, table)
    given = {"s": period[0], "e": period[1]}

    def groups(what, also="1"):
        query = f"SELECT {by}, {what} FROM {table} WHERE ({cases}) AND ({also}) GROUP BY 1"
        return dict(connection.execute(query, given).fetchall())

    people = f"COUNT(DISTINCT {PERSON[table]})"
    if calculation in ("count", "people"):
        found = groups("COUNT(*)" if calculation == "count" else people)
        return {category: (count, None, Fraction(count)) for category, count in found.items()}
    if calculation in ("share", "people-share"):
        what = "COUNT(*)" if calculation == "share" else people
        above, below = groups(what, asked), groups(what)
        return {c: (above.get(c, 0), n, Fraction(above.get(c, 0) * 100, n)) for c, n in below.items()}
    if calculation in ("rate", "people-rate"):
        adults = measures.ADULTS
        found = groups("COUNT(*)" if calculation == "rate" else people)
        return {c: (n, adults, Fraction(n * 100_000, adults)) for c, n in found.items()}
    values = defaultdict(list)
    for category, value in connection.execute(f"SELECT {by}, {asked} FROM {table} WHERE ({cases})", given):
        values[category].append(value)
    share = Fraction(1, 2) if calculation == "median" else Fraction(9, 10)
    work = {"maximum": lambda v: Fraction(max(v)), "mean": lambda v: Fraction(sum(v), len(v))}.get(
        calculation, lambda v: measures.percentile(v, share))
    return {category: (None, len(v), work(v)) for category, v in values.items()}


def judge(connection, rows, say):
    """The number of rows that agree; the others are said. `rows` are one table's: one measure, period and breakdown."""
    first, agreed = rows[0], 0
    measure, breakdown = first["measure"], first["breakdown"]
    period = (first["period_start"], first["period_end"])
    place = f"{measure} {first['period_kind']} {period[0]} {period[1]} {breakdown}"
    _, calculation, *_, decimals = MEASURES[measure]
    found = answers(connection, measure, period, breakdown)
    for row in rows:
        empty = (0, None, Fraction(0)) if calculation in ("count", "people") else (
            None if calculation not in ("share", "people-share") else 0, 0, None)
        if calculation in ("rate", "people-rate"):
            empty = (0, measures.ADULTS, Fraction(0))
        above, below, value = found.pop(row["category"], empty)
        expected = [measures.text(above), measures.text(below), measures.printed(value, decimals)]
        # A count's numerator is the count; what does not apply is marked.
        given = ["" if row[name] == "z" else row[name] for name in ("numerator", "denominator", "value")]
        if expected == given:
            agreed += 1
        else:
            say(f"{place} {row['category']}: {given}, the extracts give {expected}")
    for category, answer in found.items():
        say(f"{place}: the table leaves out {category!r}, which the extracts give {answer[0]}")
    return agreed


def main():
    connection = prepared(Path(sys.argv[1]))
    passed, wrong, tables, strange, seen = 0, [], 0, set(), set()
    for run in sys.argv[2:]:
        with open(Path(run) / "comparison.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        by = defaultdict(list)
        for row in rows:
            by[(row["measure"], row["period_start"], row["period_end"], row["breakdown"])].append(row)
        for key, table in by.items():
            if key[0] not in MEASURES:
                strange.add(key[0] + (" (a ratio of two that are)" if key[0] in RATIOS else ""))
                continue
            if grouping(key[3], MEASURES[key[0]][0]) is None:
                wrong.append(f"{key[0]}: no SQL for its breakdown {key[3]!r}")
                continue
            said = tuple((row["category"], row["numerator"], row["denominator"], row["value"]) for row in table)
            if (key, said) in seen:
                continue
            seen.add((key, said))
            tables += 1
            passed += judge(connection, table, wrong.append)
            total = by.get((*key[:3], "Total"), [])
            if MEASURES[key[0]][1] == "count" and key[3] != "Total" and total:
                if sum(int(row["value"]) for row in table) == int(total[0]["value"]):
                    passed += 1
                else:
                    wrong.append(f"{' '.join(key)}: the categories do not add up to {total[0]['value']}")
    for line in wrong[:30]:
        print(line)
    print(f"left to the answer key: {', '.join(sorted(strange)) or 'none'}")
    print(f"{tables} tables: {passed} passed, {len(wrong)} failed")
    return 1 if wrong or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
