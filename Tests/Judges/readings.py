#!/usr/bin/env python3
"""Compares a run's `comparison.csv` with an invented council's answer key, reading by reading.

    python3 Tests/Judges/readings.py FOLDER RUN [RUN…]

FOLDER is what `synthesise` wrote, RUN what `caretally run … --output` wrote for it under a policy that
hides nothing. Also compares every numerator with its denominator. Prints `N passed, M failed`.
"""

import csv
import sys
from pathlib import Path

PLACE = ["measure", "period_kind", "period_start", "period_end", "breakdown", "category"]


def main():
    with open(Path(sys.argv[1]) / "answer-key/measures.csv", newline="", encoding="utf-8") as file:
        key = {tuple(row[name] for name in PLACE): row for row in csv.DictReader(file)}
    # What the key tells of: its periods, of the whole council and of teams. breakdowns.py judges the others.
    told = {place[1:4] for place in key}
    passed, wrong, measures, left = 0, [], set(), 0
    for run in sys.argv[2:]:
        with open(Path(run) / "comparison.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            place = [row[name] for name in PLACE]
            if row["breakdown"] == "Total":
                place[4:] = ["", ""]
            if tuple(place[1:4]) not in told or place[4] not in ("", "team"):
                left += 1
                continue
            answer = key.get(tuple(place))
            # The policy for internal use hides counts from 1 to 4; the key's are compared where they are shown.
            differs = answer is None or any(
                row[name] not in ("c", answer[name]) and not (answer[name] == "" and row[name] == "z")
                for name in ("numerator", "denominator", "value"))
            is_share = row["unit"] == "percent" and row["numerator"].isdigit() and row["denominator"].isdigit()
            # An enquiry may follow a concern of the year before: those two rates alone can exceed 100.
            is_share = is_share and not row["measure"].endswith("-per-concern")
            if differs or (is_share and int(row["numerator"]) > int(row["denominator"])):
                wrong.append(f"{' '.join(place)}: {row['numerator']}/{row['denominator']} = {row['value']}, "
                             f"the key says {answer and [answer[n] for n in ('numerator', 'denominator', 'value')]}")
            else:
                passed += 1
            measures.add(row["measure"])
    for line in wrong[:30]:
        print(line)
    print(f"{left} readings of other periods and breakdowns are left to breakdowns.py")
    print(f"{len(measures)} measures: {passed} passed, {len(wrong)} failed")
    return 1 if wrong or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
