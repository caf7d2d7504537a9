"""Finds statistical neighbours of invented features again, with scipy, as NHS England's published method says.

    neighbours.py --caretally PATH [--seeds 6]

The method of ASC_LA_Peer_Groups: each feature as it is and in seven transformations, each brought to a range from nought to its weight;
the one with the largest p value of Shapiro and Wilk's test; Euclidean distances; the fifteen nearest.
"""
import argparse
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
from scipy.stats import boxcox, shapiro, yeojohnson

ROOT = pathlib.Path(__file__).resolve().parents[2]


def councils():
    with open(ROOT / "data" / "areas" / "areas.csv", encoding="utf-8", newline="") as file:
        return [a["code"] for a in csv.DictReader(file)
                if a["level"] == "Local authority" and not a["code"].startswith("E99") and not a["valid_to"]]


def features(model, seed, count):
    """Invented features: some normal, some with long tails, some with noughts, of shares, densities and distances."""
    chance = random.Random(seed)
    shapes = [lambda: chance.gauss(40, 8), lambda: chance.lognormvariate(1, 1), lambda: chance.expovariate(0.2),
              lambda: chance.betavariate(2, 12) * 100, lambda: max(0, chance.gauss(5, 6)), lambda: chance.weibullvariate(900, 0.8)]
    return {f["feature"]: [round(abs(shapes[(seed + place) % len(shapes)]()), 3) for _ in range(count)]
            for place, f in enumerate(model["features"])}


def transformed(values):
    x = np.array(values)
    ways = [x, yeojohnson(x)[0], x ** 0.5, np.log1p(x), x ** 2]
    if x.min() > 0:
        ways += [boxcox(x)[0], x ** -0.5, 1 / x]
    return ways


def expected(model, table):
    columns = []
    for feature in model["features"]:
        scaled = []
        for way in transformed(table[feature["feature"]]):
            scaled.append((way - way.min()) / (way.max() - way.min()) * feature["weight"])
        columns.append(max(scaled, key=lambda way: shapiro(way).pvalue))
    places = np.array(columns).T
    return np.sqrt(((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--caretally", required=True)
    parser.add_argument("--seeds", type=int, default=6)
    options = parser.parse_args()
    model = json.loads((ROOT / "data/peer-models/nhs-england-adult-social-care.json").read_text())
    codes = [c for c in councils() if c not in model["leavesOut"]]
    passed, failures = 0, []
    for seed in range(options.seeds):
        table = features(model, seed, len(codes))
        distances = expected(model, table)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "features.csv"
            with open(path, "w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["UTLA22CD", *table])
                writer.writerows([code, *values] for code, values in zip(codes, zip(*table.values())))
            for own in range(seed, len(codes), 29):
                printed = subprocess.run(
                    [options.caretally, "neighbours", path, "--area", codes[own]], capture_output=True, text=True, cwd=ROOT)
                if printed.returncode:
                    failures.append(printed.stderr.strip())
                    continue
                found = json.loads(printed.stdout)["councils"]
                order = [codes[i] for i in np.argsort(distances[own], kind="stable") if i != own][:model["peers"]]
                # Two that are as near as makes no difference may change places.
                far = {code: distances[own][place] for place, code in enumerate(codes)}
                if all(abs(far[a] - far[b]) < 1e-6 for a, b in zip(found, order)) and len(found) == len(order):
                    passed += 1
                else:
                    failures.append(f"seed {seed}, {codes[own]}: {found}, and by the judge {order}")
    for line in failures[:10]:
        print(line)
    print(f"neighbours: {passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
