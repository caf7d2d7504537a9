#!/usr/bin/env python3
"""Job J in plain Python: csv, datetime and nothing clever. What every other tool's answer is compared with.

    reference.py EXTRACT.csv FOLDER
"""
import csv
import datetime
import os
import statistics
import sys

import codes


def day(text):
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        found = datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def running_working_days():
    count, running = 0, {}
    for number in range((codes.CALENDAR[1] - codes.CALENDAR[0]).days + 1):
        date = codes.CALENDAR[0] + datetime.timedelta(number)
        count += date.weekday() < 5 and date not in set(codes.BANK_HOLIDAYS)
        running[date] = count
    return running


def write(folder, name, header, rows):
    with open(f"{folder}/{name}.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([header] + rows)


def main():
    extract, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    running = running_working_days()
    teams, reasons = set(codes.TEAMS), set(codes.REASONS)
    ethnicities, outcomes = set(codes.ETHNICITIES), set(codes.OUTCOMES)
    days, keys, counts, refused, groups, lines = {"": None}, set(), [0] * 18, [], {}, []
    with open(extract, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        line = reader.line_num + 1
        for record, row in enumerate(reader, 1):
            person, key, a, b, c, d, team, reason, e, ethnicity, outcome, _ = row
            concern, triage, allocated, completed, born = (
                days[text] if text in days else days.setdefault(text, day(text)) for text in (a, b, c, d, e))
            broken = [
                not person, bool(person) and not (len(person) == 10 and person.isascii() and person.isdigit()),
                not key, False, concern is None, triage is None and b != "", allocated is None and c != "",
                completed is None and d != "", born is None, team not in teams, reason not in reasons,
                ethnicity not in ethnicities, outcome != "" and outcome not in outcomes,
                completed is not None and outcome == "",
                triage is not None and concern is not None and triage < concern,
                allocated is not None and concern is not None and allocated < concern,
                completed is not None and allocated is not None and completed < allocated,
                born is not None and concern is not None and born > concern,
            ]
            mask = sum(1 << rule for rule, is_broken in enumerate(broken) if is_broken)
            # Only a record that is good in itself can have its key repeated, or repeat one.
            if mask == 0:
                if key in keys:
                    mask = 1 << 3
                else:
                    keys.add(key)
            if mask:
                refused.append((record, key, mask))
                lines.append((record, line))
                for rule in range(18):
                    counts[rule] += mask >> rule & 1
            else:
                group = groups.setdefault((team, a[:7], reason), [0, 0, 0, 0, 0, []])
                group[0] += 1
                if triage:
                    group[1] += 1
                    group[2] += running[triage] - running[concern] <= 2
                if completed:
                    group[3] += 1
                    group[4] += running[completed] - running[allocated or concern] <= 20
                else:
                    group[5].append((codes.AS_OF - concern).days)
            line = reader.line_num + 1
    write(folder, "rules", ["rule", "records"], list(zip(codes.RULES, counts)))
    write(folder, "refused", ["record", "concern_id", "mask"], refused)
    write(folder, "lines", ["record", "line"], lines)
    write(folder, "groups", ["team", "month", "reason", "concerns", "triaged", "triaged_in_2", "completed",
                             "completed_in_20", "open", "open_median", "open_longest"],
          [[*key, *g[:5], len(g[5]), statistics.median(g[5]) if g[5] else "", max(g[5]) if g[5] else ""]
           for key, g in groups.items()])


main()
