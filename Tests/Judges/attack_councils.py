"""Invents councils, publishes them night after night by the product, and attacks all that each of them published.

    attack_councils.py --caretally PATH --synthesise PATH [--councils 200] [--nights 14] [--seed 1] [--jobs 2] [--keep FOLDER]

Two of three have extracts without faults, so that figures stay as they were from night to night; in the third some are
revised. Each council has its own size (300 to 3,000 people), policy (published, sac, ascof by turn) and pipelines: two by turn,
and every fiftieth council all that can run on case extracts. All its pipelines publish into one store. One line is
printed for each council that fails; the last line is `attack: N packs, H hidden counts narrowed, L leaks`.
"""
import argparse
import concurrent.futures
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter

import attack
import attack_extracts
import attack_leaks
import attack_switched
from attack_model import POLICIES, ROOT

PIPELINES = ("nightly", "self-assessment", "weekly", "composition", "scorecard", "tiles", "outcomes", "dashboard",
             "safeguarding-board")
POLICY = ("published", "sac", "ascof")
SIZES = (300, 3000, 800, 1500, 450, 2200, 600, 1100)
LASTS = (datetime.date(2026, 10, 31), datetime.date(2026, 11, 7))
HITS_SHOWN = 3


class Council:
    """One invented council: its size, policy, pipelines and nights."""

    def __init__(self, number, options):
        self.number, self.options = number, options
        self.seed = options.seed * 1000 + number
        self.people = SIZES[number % len(SIZES)]
        self.policy = POLICY[(number // 9 + number) % 3]
        first, step = number % 9, 1 + number // 9 % 8
        every = number % 50 == 49
        self.pipelines = PIPELINES if every else (PIPELINES[first], PIPELINES[(first + step) % 9])
        last = LASTS[number % 2]
        self.nights = [str(last - datetime.timedelta(k)) for k in range(options.nights - 1, -1, -1)]
        self.compared = number % options.compare_every == 0
        self.switched = number % options.switch_every == 0
        if self.switched:
            # Each protection that is switched off is another attack.
            self.nights = self.nights[-3:]
        self.codes, self.held, self.refused, self.broken = Counter(), 0, 0, []

    def __str__(self):
        return f"council {self.number} (seed {self.seed}, {self.people} people, {self.policy}, {'+'.join(self.pipelines)})"

    def caretally(self, *words):
        return self.program(self.options.caretally, *words)

    def program(self, path, *words):
        return subprocess.run([path, *map(str, words)], capture_output=True, text=True, errors="replace", cwd=ROOT)

    def publish(self, folder):
        """Every night of every pipeline, into one store; and where they are compared, the exact figures beside it."""
        made = self.program(self.options.synthesise, folder / "last", "--seed", self.seed, "--people", self.people, "--as-of", self.nights[-1],
                              "--faults", 20 if self.number % 3 == 2 else 0)
        if made.returncode:
            raise RuntimeError(made.stderr[-300:])
        for night in self.nights:
            extracts = folder / "extracts"
            shutil.rmtree(extracts, ignore_errors=True)
            attack_extracts.as_of(folder / "last", extracts, night)
            for pipeline in self.pipelines:
                words = ("run", pipeline, "--input", extracts, "--as-of", night, "--quiet", "--progress", "none")
                done = self.caretally(*words, "--runs", folder / "store", "--policy", self.policy)
                reason = folder / "store" / pipeline / "HELD-BACK.txt"
                self.settle(done, pipeline, night, reason.read_text() if done.returncode and reason.exists() else "")
                if self.compared and attack.exact_figures(folder / "store" / pipeline / night) is None or self.switched:
                    self.caretally(*words, "--output", folder / "exact" / pipeline / night, "--policy", "internal")
                if self.switched:
                    self.caretally(*words, "--output", folder / "alone" / pipeline / night, "--policy", self.policy)

    def settle(self, done, pipeline, night, reason):
        self.codes[done.returncode] += 1
        # A pipeline may hold back for what its own council sent it; only what disclosure holds back counts here.
        if "DISC-001" in done.stdout + done.stderr + reason:
            self.held += 1
        elif done.returncode == 6:
            self.refused += 1
        elif done.returncode not in (0, 1):
            self.broken.append(f"{pipeline} {night} ended with {done.returncode}")

    def judge(self, folder):
        """What the public record of the council gives away."""
        runs = attack.packs([folder / "store"])
        known = attack_leaks.secrets(folder / "last")
        leaks = [f"{p.pipeline} {p.night}: {leak}" for p in runs for leak in attack_leaks.leaks(p.folder, known, p.policy)]
        exact = exact_runs(folder, runs)
        result = attack.attack_and_check(runs, exact) if runs else None
        internal = attack.packs([folder / "exact"]) if self.switched else []
        table = attack_switched.table(runs, internal, attack.packs([folder / "alone"])) if runs and internal else {}
        return runs, leaks, result, table


def exact_runs(folder, runs):
    """The exact figures of the same nights: the owner's, or those of runs under the internal policy."""
    exact = attack.packs([folder / "exact"]) if (folder / "exact").exists() else []
    return [own for pack in runs if (own := attack.restricted(pack))] or exact


def one(number, options):
    council = Council(number, options)
    folder = pathlib.Path(options.keep) / str(number) if options.keep else pathlib.Path(tempfile.mkdtemp())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    report = {"name": str(council), "packs": 0, "hidden": 0, "narrowed": 0, "leaks": 0, "lines": [], "table": {}, "words": 0, "loose": 0}
    started = time.monotonic()
    try:
        council.publish(folder)
        published = time.monotonic()
        runs, leaks, result, table = council.judge(folder)
        report |= {"packs": len(runs), "leaks": len(leaks), "table": table, "seconds": (published - started, time.monotonic() - published)}
        report["lines"] += sorted(set(leaks))[:HITS_SHOWN]
        if result:
            lines = sorted(result.lines())
            report |= {"narrowed": len(lines), "hidden": len(result.model.hidden), "words": result.words.checked,
                       "loose": len(result.words.loose), "wrong": len(result.wrong)}
            report["lines"] += lines[:HITS_SHOWN] + result.words.loose[:1] + result.wrong[:HITS_SHOWN]
    except Exception as wrong:
        # One council that cannot be attacked fails, and the others are attacked all the same.
        report["lines"].append(f"the attack could not be made: {type(wrong).__name__}: {wrong}")
        report["wrong"] = 1
    report |= {"held": council.held, "refused": council.refused, "broken": council.broken}
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    return report


def fails(report):
    return any(report.get(key) for key in ("narrowed", "leaks", "loose", "wrong", "held", "broken"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--caretally", default=str(ROOT / ".build/release/caretally"))
    parser.add_argument("--synthesise", default=str(ROOT / ".build/release/synthesise"))
    parser.add_argument("--councils", type=int, default=200)
    parser.add_argument("--nights", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", help="keep the councils' folders here")
    parser.add_argument("--only", type=int, help="this council alone")
    parser.add_argument("--compare-every", type=int, default=4, help="compare one council in so many with its exact figures")
    parser.add_argument("--switch-every", type=int, default=20, help="switch protections off for one council in so many")
    options = parser.parse_args()
    options.caretally = str(pathlib.Path(options.caretally).resolve())
    options.synthesise = str(pathlib.Path(options.synthesise).resolve())
    numbers = [options.only] if options.only is not None else range(options.councils)
    reports = []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for report in pool.map(one, numbers, [options] * len(numbers)):
            reports.append(report)
            if fails(report):
                print(f"{report['name']}: {report['narrowed']} of {report['hidden']} narrowed, {report['leaks']} leaks, "
                      f"{report['loose']} loose words, {report['held']} held back, {len(report['broken'])} broken", flush=True)
                for line in report["lines"] + report["broken"][:HITS_SHOWN]:
                    print(f"    {line}", flush=True)
    return summary(reports)


def summary(reports):
    def total(key):
        return sum(report.get(key) or 0 for report in reports)

    hits = Counter()
    for report in reports:
        hits.update(report["table"])
    if hits:
        councils = sum(bool(report["table"]) for report in reports)
        print(f"\nWith one protection switched off ({councils} councils):")
        for name in attack_switched.NAMES:
            print(f"  {name:<58} {hits[name]:>6} hits")
        silent = [name for name in attack_switched.NAMES if not hits[name]]
        if silent:
            print(f"  the attack found nothing without: {', '.join(silent)}")
    seconds = [report["seconds"] for report in reports if "seconds" in report]
    print(f"{len(reports)} councils, {total('hidden')} hidden counts; publishing took {sum(s[0] for s in seconds):.0f} s, "
          f"attacking {sum(s[1] for s in seconds):.0f} s, the longest {max((s[1] for s in seconds), default=0):.0f} s")
    print(f"{total('words')} words, {total('loose')} do not follow from what is printed; {total('held')} nights held back, "
          f"{total('refused')} for what came in; "
          f"{sum(len(r['broken']) for r in reports)} runs broken; {total('wrong')} times the attacker was wrong")
    print(f"attack: {total('packs')} packs, {total('narrowed')} hidden counts narrowed, {total('leaks')} leaks")
    return 1 if any(map(fails, reports)) or not total("packs") else 0


if __name__ == "__main__":
    sys.exit(main())
