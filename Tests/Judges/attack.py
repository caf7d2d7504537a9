"""Tries to work out what published runs hide, from their published files and the definitions alone.

    attack.py [--named] [--exact RUNS]... RUN...

RUN is a run's folder, or a folder of runs (a pipeline of a store, or a store): everything under it that was published is
attacked together. --exact names runs of the same nights under the policy internal; they are no input to the attack: the
truth must be among what the attacker thinks possible, or the attacker is wrong.
"""
import argparse
import pathlib
import sys
import time

import attack_links
import attack_words
from attack_model import POLICIES, Model, dataset_of, table
from attack_solve import Contradiction, Solver


class Pack:
    """What one run published, read once."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.figures = table(self.folder / "figures.csv")
        self.comparison = table(self.folder / "comparison.csv")
        self.waiting = table(self.folder / "waiting-lists.csv")
        self.waterfalls = table(self.folder / "waterfalls.csv")
        self.quality = table(self.folder / "quality.csv")
        self.scorecard = table(self.folder / "tables" / "scorecard.csv")
        self.policy = POLICIES[self.figures[0]["policy"]] if self.figures else POLICIES["internal"]
        self.night = self.folder.resolve().name
        self.pipeline = self.folder.resolve().parent.name


def packs(paths):
    """The published runs under the paths, by night."""
    found = {}
    for path in map(pathlib.Path, paths):
        for file in [path / "figures.csv", *path.rglob("figures.csv")]:
            folder = file.parent
            aside = {"restricted", "held", "partial", "superseded", "latest"} & set(folder.relative_to(path).parts)
            if file.exists() and not aside:
                found[folder.resolve()] = folder
    return sorted(map(Pack, found.values()), key=lambda pack: (pack.night, pack.pipeline))


class Result:
    def __init__(self, model, found, words, told):
        self.model, self.found, self.words, self.told = model, found, words, told
        self.low = self.high = None
        self.wrong = []

    def check(self, truth):
        """Where the truth is not among what the attacker thinks possible: then the attacker is wrong, and of which datasets."""
        ends = {cell: (low, high) for cell, low, high in self.found}
        blamed = set()
        for key, value in truth.items():
            cell = self.model.cells.get(key)
            if cell is None:
                continue
            low, high = ends.get(cell, (self.low[cell], self.high[cell]))
            if not max(low, self.low[cell]) <= value <= min(high, self.high[cell]):
                blamed.add(dataset_of(key[0]))
                place = " ".join(map(str, (*key[1], *key[2])))
                self.wrong.append(f"wrong: {dataset_of(key[0])} {place}: the truth is not from {low:.0f} to {high:.0f}")
        return blamed

    def lines(self):
        for cell, low, high in self.found:
            hidden = self.model.hidden.get(cell)
            label = self.model.bare.get(cell) or (hidden and hidden[2]) or self.model.rounded.get(cell)
            kind = "bare" if cell in self.model.bare else "hidden" if hidden else "rounded"
            yield f"{kind} {' '.join(map(str, label))}: from {low} to {high}"


def build(runs, split, named=False, off=frozenset()):
    model = Model(split, named, off)
    for pack in runs:
        model.night = f"{pack.night} {pack.pipeline}"
        for row in pack.figures:
            model.reading(row, pack.policy)
        for row in pack.comparison:
            model.reading(row | {"population": ""}, pack.policy)
        attack_words.read_lists(model, pack)
        attack_words.read_waterfalls(model, pack)
        attack_words.read_quality(model, pack)
    told = model.link_shares()
    words = attack_words.link_words(model, runs)
    attack_links.link(model)
    attack_words.link_averages(model)
    return model, words, told


def attack(runs, named=False, off=frozenset(), split=frozenset()):
    """What is narrowed. Figures that contradict each other were revised between nights: those datasets are taken night by night."""
    split = set(split)
    for _ in range(12):
        model, words, told = build(runs, frozenset(split), named, off)
        solver = Solver(model)
        try:
            if model.contradictions - split:
                blamed = model.contradictions
            else:
                found = solver.narrowed()
                found += [(cell, model.low[cell], model.low[cell]) for cell in model.bare.keys() - {f[0] for f in found}]
                result = Result(model, found, words, told)
                result.low, result.high = solver.low, solver.high
                return result
        except Contradiction as wrong:
            blamed = {dataset_of(model.names[cell][0]) for cell in wrong.cells}
        if not blamed - split:
            raise Contradiction(sorted(blamed))
        split |= blamed
    raise Contradiction(sorted(split))


def exact_figures(folder):
    """The rows of restricted/exact-figures.csv with their exact values in the columns of figures.csv; nothing without it."""
    rows = table(folder / "restricted" / "exact-figures.csv")
    if not rows or "exact_numerator" not in rows[0]:
        return None
    for row in rows:
        row["value"], row["numerator"] = row["exact_value"], row["exact_numerator"]
        row["denominator"] = "" if row["population"] else row["exact_denominator"]
    return rows


def restricted(pack):
    """The owner's exact figures beside a published run, which are no input to the attack; nothing where there are none."""
    rows = exact_figures(pack.folder)
    if rows is None:
        return None
    own = Pack(pack.folder)
    own.figures, own.policy = rows, POLICIES["internal"]
    own.comparison = own.waiting = own.waterfalls = own.quality = own.scorecard = []
    return own


def truths(exact):
    """Every count that exact figures tell, by its name; and the datasets whose figures were revised between nights."""
    split = set()
    while True:
        model, _, _ = build(exact, frozenset(split))
        solver = Solver(model)
        blamed = set(model.contradictions)
        if not blamed - split:
            try:
                solver.propagate()
                break
            except Contradiction as wrong:
                blamed = {dataset_of(model.names[cell][0]) for cell in wrong.cells}
        if not blamed - split:
            raise Contradiction(sorted(blamed))
        split |= blamed
    return {key: solver.low[cell] for key, cell in model.cells.items()
            if solver.low[cell] == solver.high[cell] and key[0][0] != "own"}, split


def attack_and_check(runs, exact, named=False):
    """The attack; where exact figures show a dataset to have been revised between nights, with its nights apart."""
    if not exact:
        return attack(runs, named)
    truth, revised = truths(exact)
    result = attack(runs, named, split=revised)
    blamed = result.check(truth)
    if blamed - result.model.split:
        result = attack(runs, named, split=blamed | result.model.split)
        result.check(truth)
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--named", action="store_true")
    parser.add_argument("--exact", action="append", default=[])
    parser.add_argument("runs", nargs="+")
    words = parser.parse_args()
    runs = packs(words.runs)
    if not runs:
        print("no published run is there")
        return 1
    started = time.monotonic()
    exact = packs(words.exact) if words.exact else [own for pack in runs if (own := restricted(pack))]
    result = attack_and_check(runs, exact, words.named)
    for line in sorted(result.lines())[:40]:
        print(line)
    for line in result.words.loose[:10] + result.wrong[:10]:
        print(line)
    model = result.model
    print(f"{len(runs)} packs, {len(model.names)} counts, {len(model.rows)} relations, {len(model.hidden)} hidden, "
          f"{len(result.words.loose)} of {result.words.checked} words do not follow; {time.monotonic() - started:.1f} s")
    print(f"{len(model.hidden)} passed, {len(result.found)} failed")
    return 1 if result.found or result.words.loose or result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
