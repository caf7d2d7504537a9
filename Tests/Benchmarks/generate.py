#!/usr/bin/env python3
"""A safeguarding extract for job J: made-up people, the same bytes for the same seed.

    generate.py RECORDS FILE.csv [--seed N]

Twelve columns; about 2 records in 100 are wrong in some way; three in four have a quoted field (a comma in a
team or an ethnicity), some doubled quotes, a few line breaks inside quotes. Records are in no order of date.
Person ids start with 999, which the NHS keeps for tests. Writes 250,000 records at a time, so any size fits.
"""
import argparse
import datetime

import numpy

import codes

FIRST, LAST = datetime.date(2023, 4, 1), datetime.date(2026, 3, 31)
EPOCH = datetime.date(1920, 1, 1)
CHUNK = 250_000
NOT_A_DATE = ["2024-02-30", "31.11.2024", "2024-13-01", "n/k", "2023-04-31", "00/00/0000", "2025-02-29"]
STREETS = ["Mill Lane", "Church Road", "Station Approach", "The Willows", "Rosebank House", "High Street",
           "Victoria Court", "Elm Close", "Priory Gardens", "Orchard View"]
PLACES = ["Own home", "Care home - residential", "Care home - nursing", "Hospital - acute",
          "Hospital - mental health", "In the community (excluding community services)", "Community service"]


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text


def number(day):
    return (day - EPOCH).days


def texts(values):
    return numpy.array([quoted(value) for value in values], dtype=object)


DAYS = numpy.array([(EPOCH + datetime.timedelta(n)).isoformat() for n in range(39_500)] + [""], dtype=object)
NEVER = len(DAYS) - 1
LOCATIONS = texts(PLACES + [f"Flat {n}, {STREETS[n % 10]}" for n in range(120)]
                  + [f"{n} {STREETS[n * 7 % 10]}" for n in range(1, 300)])
RARE = texts([f'The "{street}" day centre' for street in STREETS])
BROKEN = texts([f"Supported living\n{street}" for street in STREETS])


class Extract:
    def __init__(self, seed):
        self.chance = numpy.random.default_rng(seed)
        self.last_id = 100_000_000
        self.earlier_ids = []

    def often(self, share, count):
        return self.chance.random(count) < share

    def after(self, days, waits, share_never):
        """Days some waits later; never for some, for those with no start, and for what is after the as-of day."""
        later = numpy.where(days == NEVER, NEVER, days + waits)
        late = (later > number(codes.AS_OF)) | self.often(share_never, len(days))
        return numpy.where(late, NEVER, numpy.minimum(later, NEVER))

    def waits(self, mean, spread, most, count):
        return numpy.minimum(self.chance.lognormal(mean, spread, count).astype(int), most)

    def columns(self, count):
        chance = self.chance
        ids = self.last_id + numpy.cumsum(chance.integers(1, 4, count))
        self.last_id = int(ids[-1])
        concern = chance.integers(number(FIRST), number(LAST) + 1, count)
        triage = self.after(concern, self.waits(0.6, 0.9, 60, count), 0.03)
        allocated = self.after(triage, chance.integers(0, 11, count), 0.55)
        completed = self.after(allocated, self.waits(3.0, 0.8, 600, count), 0.06)
        born = chance.integers(number(datetime.date(1925, 1, 1)), number(datetime.date(2007, 1, 1)), count)
        location = LOCATIONS[chance.integers(0, len(LOCATIONS), count)]
        which = chance.random(count)
        location = numpy.where(which > 0.995, RARE[chance.integers(0, 10, count)], location)
        location = numpy.where(which > 0.999, BROKEN[chance.integers(0, 10, count)], location)
        outcome = texts(codes.OUTCOMES)[chance.integers(0, 4, count)]
        skew = lambda a, b, size: numpy.minimum((chance.beta(a, b, count) * size).astype(int), size - 1)
        return [
            ["999%07d" % n for n in chance.integers(0, 10_000_000, count).tolist()],
            ["SGC%09d" % n for n in ids.tolist()],
            DAYS[concern].tolist(), DAYS[triage].tolist(), DAYS[allocated].tolist(), DAYS[completed].tolist(),
            texts(codes.TEAMS)[skew(1.2, 2.2, 20)].tolist(), texts(codes.REASONS)[skew(1.1, 2.0, 8)].tolist(),
            DAYS[born].tolist(),
            texts(codes.ETHNICITIES)[chance.choice(18, count, p=codes.ETHNICITY_SHARES)].tolist(),
            numpy.where(completed == NEVER, "", outcome).tolist(), location.tolist(),
        ]

    def spoil(self, columns, count):
        """Makes about 2 records in 100 wrong, each in one of 18 ways that job J has a rule for."""
        person, key, concern, triage, allocated, completed, team, reason, born, ethnicity, outcome, _ = columns
        wrong = numpy.flatnonzero(self.often(0.02, count)).tolist()
        kinds = self.chance.integers(0, 18, len(wrong)).tolist()
        picks = self.chance.integers(0, 1 << 30, len(wrong)).tolist()
        for at, kind, pick in zip(wrong, kinds, picks):
            before = lambda: (datetime.date.fromisoformat(concern[at])
                              - datetime.timedelta(1 + pick % 30)).isoformat()
            choose = lambda options: options[pick % len(options)]
            if kind == 0: person[at] = ""
            elif kind == 1: person[at] = choose(["99912", "999-123-4567", "UNKNOWN", "99912345678"])
            elif kind == 2: key[at] = ""
            elif kind in (3, 4) and at > 0:
                key[at] = key[pick % at] if pick & 4 or not self.earlier_ids else choose(self.earlier_ids)
            elif kind == 5: concern[at] = choose(NOT_A_DATE + [""])
            elif kind == 6: triage[at] = choose(NOT_A_DATE)
            elif kind == 7: allocated[at] = choose(NOT_A_DATE)
            elif kind == 8: completed[at] = choose(NOT_A_DATE)
            elif kind == 9: born[at] = choose(NOT_A_DATE + [""])
            elif kind == 10: team[at] = choose(["", "Duty Desk", '"Adults, Unknown"', "North Locality Team"])
            elif kind == 11: reason[at] = choose(["", "PSR99", "Unknown"])
            elif kind == 12: ethnicity[at] = choose(["", "XX", "White British"])
            elif kind == 13: outcome[at] = "Pending"
            elif kind == 14: outcome[at] = "" if completed[at] else "Pending"
            elif kind == 15: triage[at] = before()
            elif kind == 16 and allocated[at]: allocated[at] = before()
            elif kind == 17:
                if completed[at] and allocated[at]:
                    completed[at] = (datetime.date.fromisoformat(allocated[at])
                                     - datetime.timedelta(1 + pick % 30)).isoformat()
                else:
                    born[at] = (datetime.date.fromisoformat(concern[at])
                                + datetime.timedelta(1 + pick % 90)).isoformat()
        self.earlier_ids = [text for text in key[-5000:] if text]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("records", type=int)
    arguments.add_argument("file")
    arguments.add_argument("--seed", type=int, default=20261121)
    given = arguments.parse_args()
    extract = Extract(given.seed)
    with open(given.file, "w", newline="", encoding="utf-8") as out:
        out.write(",".join(codes.COLUMNS) + "\n")
        for start in range(0, given.records, CHUNK):
            count = min(CHUNK, given.records - start)
            columns = extract.columns(count)
            extract.spoil(columns, count)
            out.write("\n".join(map(",".join, zip(*columns))) + "\n")


main()
