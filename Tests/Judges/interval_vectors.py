"""Finds the golden values of the statistics again, with scipy, numpy and exact fractions.

    python3 Tests/Judges/interval_vectors.py            writes Tests/StatisticsTests/Golden/*.csv
    python3 Tests/Judges/interval_vectors.py --check    finds them again and compares with the files, to 1e-9

Needs Python 3.11, numpy and scipy 1.11 or later. Wherever a library has the method, the library is used
(Wilson: scipy.stats.binomtest; exact Poisson: scipy.stats.chi2; ranks of the median: scipy.stats.binom;
Kaplan-Meier: scipy.stats.ecdf, against exact fractions; ranks: scipy.stats.rankdata; percentiles: numpy);
the rest is written here from the papers that docs/methods.md names, not from the Swift.
"""

import csv
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

# This file's name is also a standard library module's, which numpy and scipy may import.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

import numpy
from scipy import stats

GOLDEN = Path(__file__).resolve().parent.parent / "StatisticsTests" / "Golden"
LEVELS = {"95": Fraction(95, 100), "99.8": Fraction(998, 1000)}
TAIL = {"95": 0.025, "99.8": 0.001}


def deviate(level):
    return float(stats.norm.isf(TAIL[level]))


# Intervals


def wilson(x, n, level):
    found = stats.binomtest(x, n).proportion_ci(float(LEVELS[level]), method="wilson")
    return float(found.low), float(found.high)


def poisson(x, level):
    if x < 10:
        low = stats.chi2.ppf(TAIL[level], 2 * x) / 2 if x else 0.0
        return float(low), float(stats.chi2.isf(TAIL[level], 2 * x + 2) / 2)
    z = deviate(level)
    low = x * (1 - 1 / (9 * x) - z / 3 / math.sqrt(x)) ** 3
    return low, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / 3 / math.sqrt(x + 1)) ** 3


def newcombe(x, n, y, m, level):
    (a, b), (c, d) = wilson(x, n, level), wilson(y, m, level)
    p, q = x / n, y / m
    return p - q - math.hypot(p - a, d - q), p - q + math.hypot(b - p, q - c)


def ratio_of_rates(x, n, y, m, level):
    centre = math.log(x) - math.log(n) - math.log(y) + math.log(m)
    spread = deviate(level) * math.sqrt(1 / x + 1 / y)
    return math.exp(centre - spread), math.exp(centre + spread)


def median_ranks(n, level):
    low = int(stats.binom.ppf(TAIL[level], n, 0.5))
    while low >= 0 and stats.binom.cdf(low, n, 0.5) > TAIL[level]:
        low -= 1
    return (low + 1, n - low) if low >= 0 else None


def intervals():
    yield ["method", "confidence", "a", "b", "c", "d", "lower", "upper"]
    pairs = [(0, 1), (1, 1), (1, 2), (0, 10), (1, 10), (5, 20), (65, 100), (820, 870), (1014, 1360), (142525, 184745)]
    counts = [*range(13), 65, 99, 707, 6035, 65060]
    twos = [(56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 0, 20), (10, 10, 0, 10), (1014, 1360, 142525, 184745)]
    rates = [(707, 139999, 65060, 10981090), (1, 50000, 9, 466572), (52, 466572, 41, 466000)]
    for level in LEVELS:
        for x, n in pairs:
            yield ["wilson", level, x, n, "", "", *wilson(x, n, level)]
        for x in counts:
            yield ["events", level, x, "", "", "", *poisson(x, level)]
        for four in twos:
            yield ["difference", level, *four, *newcombe(*four, level)]
        for four in rates:
            yield ["ratio", level, *four, *ratio_of_rates(*four, level)]


def samples():
    yield ["confidence", "values", "mean_lower", "mean_upper", "median_lower", "median_upper"]
    seeded = random.Random(7)
    for size in [2, 5, 6, 9, 10, 11, 35, 200]:
        values = [int(seeded.expovariate(1 / 60)) for _ in range(size)]
        for level in LEVELS:
            t, mean, error = float(stats.t.isf(TAIL[level], size - 1)), numpy.mean(values), stats.sem(values)
            ranks = median_ranks(size, level)
            middle = [sorted(values)[rank - 1] for rank in ranks] if ranks else ["", ""]
            yield [level, listed(values), float(mean - t * error), float(mean + t * error), *middle]


def ranks_of_the_median():
    yield ["confidence", "count", "lower", "upper"]
    for level in LEVELS:
        for count in [*range(1, 41), 99, 100, 1000, 1074, 1075, 1076, 5000, 20001]:
            yield [level, count, *(median_ranks(count, level) or ["", ""])]


def standardised():
    yield ["confidence", "events", "populations", "weights", "value", "lower", "upper", "printed_per_100000"]
    cases = [
        ([10], [1000], [1]),
        ([3, 4, 3], [1200, 800, 90], [6000, 3000, 1000]),
        ([0, 0, 12, 31, 77, 140], [41000, 52000, 33000, 21000, 9800, 3100], [26000, 28000, 20000, 12000, 9000, 5000]),
        ([5, 5, 1], [7, 11, 13], [3, 5, 7]),
    ]
    for events, populations, weights in cases:
        for level in LEVELS:
            x, n, w = (numpy.array(part, dtype=float) for part in (events, populations, weights))
            value = float(numpy.average(x / n, weights=w))
            variance = float(numpy.sum((w / w.sum()) ** 2 * x / n**2))
            low, high = poisson(sum(events), level)
            lower, upper = (value + math.sqrt(variance / sum(events)) * (end - sum(events)) for end in (low, high))
            exact = sum(Fraction(a * c, b) for a, b, c in zip(events, populations, weights)) / sum(weights)
            yield [level, listed(events), listed(populations), listed(weights), value, lower, upper,
                   printed(exact * 100000, 1)]


# Comparing


def rankings():
    yield ["values", "order", "places", "groups", "quantiles"]
    seeded = random.Random(11)
    for size, groups in [(1, 1), (4, 4), (5, 4), (10, 10), (12, 5), (30, 4), (153, 4), (153, 5), (153, 10), (3, 4)]:
        values = [seeded.randrange(1, max(2, size)) if seeded.random() > 0.1 else None for _ in range(size)]
        held = [value for value in values if value is not None]
        for order in ["highest-first", "lowest-first"]:
            sign = -1 if order == "highest-first" else 1
            ranked = iter(stats.rankdata([sign * value for value in held], method="min")) if held else iter(())
            places = ["x" if value is None else int(next(ranked)) for value in values]
            n = len(held)
            quantiles = ["x" if p == "x" else groups + 1 - math.ceil((n + 1 - p) / Fraction(n, groups)) for p in places]
            yield [listed("x" if v is None else v for v in values), order, listed(places), groups,
                   listed(quantiles) if n >= groups else ""]


def quartiles():
    yield ["values", "lower", "median", "upper"]
    seeded = random.Random(13)
    for size in [1, 2, 3, 4, 5, 10, 15, 153]:
        values = [f"{seeded.uniform(20, 95):.1f}" for _ in range(size)]
        cuts = numpy.quantile([Fraction(value) for value in values], [Fraction(k, 4) for k in (1, 2, 3)])
        assert numpy.allclose(cuts.astype(float), numpy.quantile([float(v) for v in values], [0.25, 0.5, 0.75]))
        yield [listed(values), *(printed(cut, 3) for cut in cuts)]


def transformed(kind, x, n, target):
    if kind == "proportion":
        return numpy.arcsin(numpy.sqrt(x / n)) - numpy.arcsin(numpy.sqrt(target)), 1 / (2 * numpy.sqrt(n))
    return numpy.sqrt(x / (n * target)) - 1, 1 / (2 * numpy.sqrt(n * target))


def over_dispersion(distance, error):
    z = distance / error
    held = numpy.clip(z, *numpy.quantile(z, [0.1, 0.9]))
    n, phi, weight = len(z), float(numpy.mean(held**2)), error**-2.0
    if n < 2 or n * phi < n - 1:
        return phi, 0.0
    return phi, float((n * phi - (n - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()))


def groups_of_areas():
    seeded = numpy.random.default_rng(17)
    for kind, size, spread in [("proportion", 15, 0.0), ("proportion", 153, 0.06), ("rate", 15, 0.0), ("rate", 153, 0.2)]:
        n = seeded.integers(40, 3000, size) * (1 if kind == "proportion" else 60)
        shares = numpy.clip(seeded.normal(0.75, spread, size), 0.01, 0.99)
        x = (seeded.binomial(n, shares) if kind == "proportion"
             else seeded.poisson(n * 0.005 * numpy.exp(seeded.normal(0, spread, size))))
        yield kind, x.astype(float), n.astype(float)
    yield "proportion", numpy.array([9.0, 10.0]), numpy.array([10.0, 10.0])
    yield "rate", numpy.array([3.0]), numpy.array([1000.0])


def dispersion():
    yield ["kind", "numerators", "denominators", "phi", "tau_squared", "z", "adjusted_z"]
    for kind, x, n in groups_of_areas():
        distance, error = transformed(kind, x, n, x.sum() / n.sum())
        phi, tau = over_dispersion(distance, error)
        yield [kind, listed(map(int, x)), listed(map(int, n)), phi, tau, listed(map(float, distance / error)),
               listed(map(float, distance / numpy.sqrt(error**2 + tau)))]


def unremarkable(expected, level):
    """By trying every count, where the Swift searches."""
    inside = [x for x in range(int(expected + 12 * math.sqrt(expected) + 40))
              if poisson(x, level)[0] <= expected <= poisson(x, level)[1]]
    assert inside == list(range(inside[0], inside[-1] + 1))
    return inside[0], inside[-1]


def funnels():
    yield ["kind", "numerators", "denominators", "size", "confidence", "adjusted", "lower", "upper"]
    for kind, x, n in groups_of_areas():
        target = x.sum() / n.sum()
        _, tau = over_dispersion(*transformed(kind, x, n, target))
        for size in [1, 10, 100, 1000] if kind == "proportion" else [100, 1000, 20000, 180000]:
            for level in LEVELS:
                z = deviate(level)
                if kind == "proportion":
                    margin = z * math.sqrt(target * (1 - target) / size)
                    plain = max(0.0, target - margin), min(1.0, target + margin)
                    angle, margin = math.asin(math.sqrt(target)), z * math.sqrt(1 / (4 * size) + tau)
                    ends = max(0.0, angle - margin), min(math.pi / 2, angle + margin)
                    wide = tuple(math.sin(end) ** 2 for end in ends)
                else:
                    plain = tuple(count / size for count in unremarkable(size * target, level))
                    margin = z * math.sqrt(1 / (4 * size * target) + tau)
                    wide = target * max(0.0, 1 - margin) ** 2, target * (1 + margin) ** 2
                areas = [kind, listed(map(int, x)), listed(map(int, n)), size, level]
                yield [*areas, "no", *map(float, plain)]
                yield [*areas, "yes", *map(float, wide)]


# Process charts, in exact fractions of the readings as written


def chart(readings, screened, joined):
    """Mean, mean range and each point's rules; `-` is a reading without a value."""
    runs, run = [], []
    for index, reading in enumerate(readings):
        if reading != "-":
            run.append((index, Fraction(reading)))
        elif not joined:
            runs, run = runs + [run], []
    runs = [run for run in runs + [run] if run]
    values = [value for run in runs for _, value in run]
    ranges = [abs(b - a) for run in runs for (_, a), (_, b) in zip(run, run[1:])]
    if not ranges:
        return None
    mean, mean_range = sum(values) / len(values), sum(ranges) / Fraction(len(ranges))
    if screened:
        ranges = [r for r in ranges if r <= Fraction("3.267") * mean_range]
        mean_range = sum(ranges) / Fraction(len(ranges))
    far, near = Fraction("2.66") * mean_range, Fraction("2.66") * mean_range * 2 / 3
    marks = {index: "" for index in range(len(readings))}
    for run in runs:
        offsets = [value - mean for _, value in run]
        size = len(run)
        for k, (index, value) in enumerate(run):
            inside = lambda length: [range(s, s + length) for s in range(max(0, k - length + 1), min(k, size - length) + 1)]
            same = lambda window: all(offsets[i] > 0 for i in window) or all(offsets[i] < 0 for i in window)
            close = lambda i: near < abs(offsets[i]) <= far
            rises = lambda window: [run[i + 1][1] - run[i][1] for i in window[:-1]]
            rules = [
                ("O", abs(offsets[k]) > far),
                ("T", any(all(s > 0 for s in rises(w)) or all(s < 0 for s in rises(w)) for w in inside(7))),
                ("2", close(k) and any(same(w) and sum(map(close, w)) >= 2 for w in inside(3))),
            ]
            marks[index] = "".join(letter for letter, holds in rules if holds)
    for index in since_change([pair for run in runs for pair in run]):
        marks[index] += "S"
    return mean, mean_range, mean - far, mean + far, [marks[index] or "." for index in range(len(readings))]


def since_change(run):
    """The readings since the level changed, by Pettitt (1979): ranks by scipy, 5% of his approximate p."""
    n = len(run)
    ranks = stats.rankdata([float(value) for _, value in run])
    sums = [2 * sum(ranks[:k]) - k * (n + 1) for k in range(1, n)]
    most = max(range(len(sums)), key=lambda k: abs(sums[k]), default=None)
    if most is None or 2 * math.exp(-6 * sums[most] ** 2 / (n**3 + n**2)) > 0.05:
        return []
    return [index for index, _ in run[most + 1:]]


def run_chart(readings, joined):
    """Median, mean change and whether each reading is more than 3.267 mean changes from its neighbour before."""
    values = [Fraction(r) for r in readings if r != "-"]
    before, changes = None, {}
    for index, reading in enumerate(readings):
        if reading == "-":
            before = before if joined else None
            continue
        if before is not None:
            changes[index] = abs(Fraction(reading) - before)
        before = Fraction(reading)
    if not changes:
        return None
    mean = sum(changes.values()) / Fraction(len(changes))
    marks = ["C" if changes.get(i, 0) > Fraction("3.267") * mean else "." for i in range(len(readings))]
    return numpy.quantile(values, Fraction(1, 2)), mean, marks


def run_charts():
    yield ["readings", "gaps_joined", "median", "mean_change", "rules"]
    seeded = random.Random(29)
    for number in range(40):
        size, level, values = seeded.choice([8, 13, 24, 36]), 100.0, []
        for month in range(size):
            level += seeded.gauss(0, 2) + (seeded.choice([-25, 25]) if month == size // 2 and number % 2 else 0)
            values.append("-" if number % 3 == 2 and seeded.random() < 0.12 else f"{level:.1f}")
        for joined in [False, True] if "-" in values else [False]:
            found = run_chart(values, joined)
            if found:
                median, mean, marks = found
                yield [" ".join(values), "yes" if joined else "no", float(median), float(mean), " ".join(marks)]


def process_charts():
    yield ["readings", "screened", "gaps_joined", "mean", "mean_range", "lower", "upper", "rules"]
    seeded = random.Random(19)
    for number in range(60):
        size, level, values = seeded.choice([8, 13, 24, 36]), 50.0, []
        for month in range(size):
            drift = [0, 0, 0, 6 if month > size // 2 else 0, -month % 9][number % 5]
            level += [0, 0.9, 0, 0, 0][number % 5] * (-1 if month > 16 else 1)
            value = seeded.gauss(level + drift, 0.4 if number % 5 == 1 else seeded.choice([0.5, 1, 4]))
            values.append("-" if number % 3 == 2 and seeded.random() < 0.12 else f"{value:.1f}")
        for screened in [False, True]:
            for joined in [False, True] if "-" in values else [False]:
                found = chart(values, screened, joined)
                if found:
                    yield [listed(values), "no yes".split()[screened], "no yes".split()[joined], *map(float, found[:4]), listed(found[4])]


# Waits


def kaplan_meier():
    yield ["days", "ended", "step_days", "shares", "errors", "median", "upper_quartile"]
    seeded = random.Random(23)
    for size, share in [(1, 1), (2, 1), (4, 1), (5, 0.5), (10, 0), (20, 0.7), (60, 0.4), (200, 0.6), (500, 0.9)]:
        days = [int(seeded.expovariate(1 / 40)) for _ in range(size)]
        ended = [seeded.random() < share for _ in range(size)]
        alive, greenwood, steps = Fraction(1), Fraction(0), []
        for day in sorted(set(days)):
            risk = sum(d >= day for d in days)
            events = sum(d == day and e for d, e in zip(days, ended))
            alive *= Fraction(risk - events, risk)
            if alive:
                greenwood += Fraction(events, risk * (risk - events))
            steps.append((day, alive, float(alive) * math.sqrt(greenwood) if alive else "x"))
        censored = stats.CensoredData(uncensored=[d for d, e in zip(days, ended) if e],
                                      right=[d for d, e in zip(days, ended) if not e])
        survival = stats.ecdf(censored).sf
        assert numpy.allclose(survival.evaluate([day for day, _, _ in steps]), [float(s) for _, s, _ in steps])
        within = lambda left: next((day for day, alive, _ in steps if alive <= left), "")
        yield [listed(days), listed(map(int, ended)), listed(day for day, _, _ in steps),
               listed(float(s) for _, s, _ in steps), listed(error for _, _, error in steps),
               within(Fraction(1, 2)), within(Fraction(1, 4))]


def delayed_entries():
    """Medians and their log-log intervals, some waits seen only from a later day on."""
    yield ["days", "ended", "entered", "step_days", "at_risk", "shares", "median", "lower", "upper"]
    seeded = random.Random(31)
    z = deviate("95")
    for size, share, early in [(6, 0.6, 0), (25, 0.7, 0), (80, 0.5, 0), (300, 0.8, 0), (4, 1, 0.5), (12, 0.7, 0.3),
                               (60, 0.6, 0.4), (200, 0.5, 0.5), (400, 0.85, 0.2)]:
        days = [int(seeded.expovariate(1 / 40)) for _ in range(size)]
        ended = [seeded.random() < share for _ in range(size)]
        entered = [seeded.randrange(d + 1) if seeded.random() < early else 0 for d in days]
        alive, greenwood, steps = Fraction(1), Fraction(0), []
        lower = upper = median = ""
        for day in sorted(set(days)):
            risk = sum(e <= day <= d for d, e in zip(days, entered))
            events = sum(d == day and e for d, e in zip(days, ended))
            alive *= Fraction(risk - events, risk)
            if alive:
                greenwood += Fraction(events, risk * (risk - events))
            steps.append((day, risk, float(alive)))
            if not events:
                continue
            median = day if median == "" and alive <= Fraction(1, 2) else median
            if not alive:
                lower = day if lower == "" else lower
            elif alive < 1:
                reach = z * math.sqrt(greenwood) / -math.log(alive)
                lower = day if lower == "" and float(alive) ** math.exp(reach) <= 0.5 else lower
                upper = day if upper == "" and float(alive) ** math.exp(-reach) <= 0.5 else upper
        if not early:
            sample = stats.CensoredData(uncensored=[d for d, e in zip(days, ended) if e],
                                        right=[d for d, e in zip(days, ended) if not e])
            survival = stats.ecdf(sample).sf
            assert numpy.allclose(survival.evaluate([d for d, _, _ in steps]), [s for _, _, s in steps])
            limits = survival.confidence_interval(0.95, method="log-log")
            for ours, theirs in ((lower, limits.low), (upper, limits.high)):
                fallen = [int(d) for d, p in zip(theirs.quantiles, theirs.probabilities) if p <= 0.5]
                assert not fallen or ours == fallen[0], (ours, fallen)
        yield [listed(days), listed(map(int, ended)), listed(entered), listed(d for d, _, _ in steps),
               listed(r for _, r, _ in steps), listed(s for _, _, s in steps), median, lower, upper]


def shares():
    yield ["counts", "places", "percentages"]
    seeded = random.Random(29)
    cases = [[1, 1, 1], [1, 2], [0, 5], [7], [1, 1, 1, 1, 1, 1], [33, 33, 34]]
    cases += [[seeded.randrange(0, 400) for _ in range(seeded.randrange(2, 12))] for _ in range(20)]
    for counts in cases:
        for places in [0, 1]:
            unit = 100 * 10**places
            exact = [Fraction(count * unit, sum(counts)) for count in counts]
            given = [math.floor(share) for share in exact]
            order = sorted(range(len(counts)), key=lambda i: (given[i] - exact[i], -counts[i], i))
            for i in order[: unit - sum(given)]:
                given[i] += 1
            yield [listed(counts), places, listed(f"{value / 10**places:.{places}f}" for value in given)]


# Files

FILES = {
    "intervals.csv": intervals, "samples.csv": samples, "median_ranks.csv": ranks_of_the_median,
    "standardised.csv": standardised, "rankings.csv": rankings, "quartiles.csv": quartiles,
    "dispersion.csv": dispersion, "funnels.csv": funnels, "process_charts.csv": process_charts,
    "run_charts.csv": run_charts,
    "kaplan_meier.csv": kaplan_meier, "delayed_entries.csv": delayed_entries,
    "shares.csv": shares,
}
HOW = "# Made by Tests/Judges/interval_vectors.py with scipy, numpy and exact fractions: do not edit."


def listed(values):
    return " ".join(map(str, values))


def printed(value, places):
    """Half away from zero, exactly."""
    units = math.floor(abs(value) * 10**places + Fraction(1, 2))
    return f"{'-' if value < 0 and units else ''}{units // 10**places}.{units % 10**places:0{places}d}"


def agree(one, other):
    """Whether two cells hold the same words, and the same numbers to 1e-9."""
    ours, theirs = str(one).split(" "), str(other).split(" ")
    if len(ours) != len(theirs):
        return False
    for a, b in zip(ours, theirs):
        try:
            if not math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-9):
                return False
        except ValueError:
            if a != b:
                return False
    return True


def check_carried():
    """The vectors that came with the formulas, printed to ten decimals by someone else."""
    with open(GOLDEN / "carried_intervals.csv", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            x, n, scale = int(row["numerator"]), int(row["denominator"]), int(row["multiplier"])
            level = {"0.95": "95", "0.998": "99.8"}[row["confidence"]]
            ends = wilson(x, n, level) if row["method"] == "proportion_wilson" else [e / n for e in poisson(x, level)]
            yield all(abs(end * scale - float(row[name])) < 1e-9 for end, name in zip(ends, ("lower", "upper")))


def check():
    passed = failed = 0
    for name, make in FILES.items():
        with open(GOLDEN / name, newline="") as file:
            committed = list(csv.reader(line for line in file if not line.startswith("#")))
        found = list(make())
        for number in range(max(len(found), len(committed))):
            same = (number < len(found) and number < len(committed) and len(found[number]) == len(committed[number])
                    and all(map(agree, found[number], committed[number])))
            passed, failed = passed + same, failed + (not same)
            if not same:
                print(f"{name}: row {number} differs")
    for number, holds in enumerate(check_carried(), 1):
        passed, failed = passed + holds, failed + (not holds)
        if not holds:
            print(f"carried_intervals.csv: row {number} differs")
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def write():
    for name, make in FILES.items():
        with open(GOLDEN / name, "w", newline="") as file:
            file.write(HOW + "\n")
            csv.writer(file, lineterminator="\n").writerows(make())


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if check() else 1)
    if sys.argv[1:]:
        sys.exit("usage: interval_vectors.py [--check]")
    write()
