"""The waiting lists of a run, worked out again from the extracts: counts, bands, balance and the median of all waits.

    waiting.py CARETALLY EXAMPLE [DAY]

Standard library only: Python's csv, statistics and exact fractions. Prints "N passed, M failed"; exit 1 when anything failed.
"""
import csv, datetime, math, pathlib, statistics, subprocess, sys, tempfile
from fractions import Fraction

import extracts

LISTS = {
    "assessments": ("assessments.csv", "date_requested", "date_completed", "date_closed",
                    [(0, "Up to 28 days"), (29, "29 to 91 days"), (92, "92 to 182 days"), (183, "183 to 365 days"), (366, "Over 365 days")]),
    "dols": ("dols-applications.csv", "date_received", "date_signed_off", None,
             [(0, "Up to 21 days"), (22, "22 to 35 days"), (36, "36 to 90 days"), (91, "91 to 365 days"), (366, "Over 365 days")]),
}
Z = 1.959963984540054


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def spells(folder, name, joined, completed, left):
    header, rows = extracts.accepted(folder, folder / name)
    for row in rows:
        case = dict(zip(header, row))
        yield day(case[joined]), day(case[completed]), day(case[left]) if left else None


def median_of_all(waits):
    """Kaplan-Meier with delayed entry in exact fractions, and the ends of its log-log interval."""
    alive, greenwood = Fraction(1), Fraction(0)
    median = lower = upper = "x"
    for at in sorted({days for days, _, _ in waits}):
        risk = sum(entered <= at <= days for days, _, entered in waits)
        events = sum(days == at and ended for days, ended, _ in waits)
        if not events:
            continue
        alive *= Fraction(risk - events, risk)
        median = str(at) if median == "x" and alive <= Fraction(1, 2) else median
        if not alive:
            lower = str(at) if lower == "x" else lower
            continue
        greenwood += Fraction(events, risk * (risk - events))
        share, reach = float(alive), Z * math.sqrt(greenwood) / -math.log(alive)
        lower = str(at) if lower == "x" and share ** math.exp(reach) <= 0.5 else lower
        upper = str(at) if upper == "x" and share ** math.exp(-reach) <= 0.5 else upper
    return median, lower, upper


def shares(waits):
    """The share of waits that last longer, in whole per cent, after each 7, 14, 28, 91 or 182 days by which one more ended."""
    last = max((days for days, ended, _ in waits if ended), default=0)
    apart = next((step for step in (7, 14, 28, 91) if last <= step * 40), 182)
    alive, before, out = Fraction(1), None, {}
    for at in range(0, last + apart):
        risk = sum(entered <= at <= days for days, _, entered in waits)
        events = sum(days == at and ended for days, ended, _ in waits)
        alive *= Fraction(risk - events, risk) if events else 1
        before = before or bool(events)
        if at and at % apart == 0 and before:
            out["still-waiting-share", f"over {at} days"] = str(math.floor(alive * 100 + Fraction(1, 2)))
            before = None
    return out


def expected(cases, bands, start, end):
    """Every figure of one list and period."""
    def gone(case):
        return min((d for d in case[1:] if d), default=datetime.date.max)

    before = start - datetime.timedelta(1)
    still = [case for case in cases if case[0] <= end < gone(case)]
    completed = [case for case in cases if case[1] and start <= case[1] <= end]
    out = {
        "opening": sum(case[0] <= before < gone(case) for case in cases),
        "joined": sum(start <= case[0] <= end for case in cases),
        "completed": len(completed),
        "left-otherwise": sum(bool(case[2]) and start <= case[2] <= end for case in cases),
        "closing": len(still),
    }
    out["unexplained"] = out["closing"] - out["opening"] - out["joined"] + out["completed"] + out["left-otherwise"]
    for number, (first, label) in enumerate(bands):
        last = bands[number + 1][0] - 1 if number + 1 < len(bands) else 10**6
        out["waiting", label] = sum(first <= (end - case[0]).days <= last for case in still)
    waits = []
    for case in cases:
        last = min(gone(case), end)
        if case[0] <= last and last >= start:
            waits.append(((last - case[0]).days, case[1] == last, max(0, (start - case[0]).days)))
    out["all-waits-median"], out["all-waits-median-lower-95"], out["all-waits-median-upper-95"] = median_of_all(waits)
    out.update(shares(waits))

    def middle(days):
        return f"{statistics.median(days):.1f}" if days else "z"
    out["completed-median"] = middle([(case[1] - case[0]).days for case in completed])
    out["current-median"] = middle([(end - case[0]).days for case in still])
    return out


def main():
    program, example = sys.argv[1], pathlib.Path(sys.argv[2])
    as_of = sys.argv[3] if len(sys.argv) > 3 else "2026-10-31"
    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder) / "run"
        command = [program, "run", "nightly", "--input", str(example), "--as-of", as_of, "--output", str(run), "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(run / "waiting-lists.csv", newline="", encoding="utf-8") as file:
            printed = list(csv.DictReader(file))
        known = {}
        for row in printed:
            at = row["waiting_list"], row["period_start"], row["period_end"]
            if at not in known:
                name, joined, completed, left, bands = LISTS[at[0]]
                known[at] = expected(list(spells(example, name, joined, completed, left)), bands, day(at[1]), day(at[2]))
            figure = (row["figure"], row["wait"]) if row["wait"] else row["figure"]
            answer = str(known[at].pop(figure, "absent"))
            if answer == row["value"]:
                passed += 1
            else:
                failed.append(f"{at} {figure}: {row['value']}, not {answer}")
        for at, rest in known.items():
            failed += [f"{at} {figure}: not printed, {value}" for figure, value in rest.items() if value]
    for line in failed[:20]:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or passed < 80 else 0


sys.exit(main())
