"""Pools invented councils and compares every pooled figure with one run over all their extracts together.

    pool.py CARETALLY SYNTHESISE [COUNCILS [PEOPLE]]

The quartiles of councils are worked out again from what each council's run printed. Nothing here reads a bundle.
"""
import concurrent.futures
import csv
import fractions
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADULTS = {"adults-18-to-64": 7001, "adults-65-and-over": 2003, "adults-18-and-over": 9004}
DAY = "2026-10-31"
GROUP, WHOLE = "POOL-TEST", "E99000900"
KEY = ["measure", "period_kind", "period_start", "period_end"]


def table(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def call(*words, expect=(0,)):
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True)
    if done.returncode not in expect:
        sys.exit(f"{' '.join(map(str, words))}\nexit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def declarations(folder, codes):
    """The project's declarations, with the invented councils, their whole and their populations."""
    for name in ["data", "pipelines"]:
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    # A small council has weeks without a case, which do not mean that its data lack something.
    region = folder / "pipelines/region.json"
    declared = json.loads(region.read_text())
    declared["completeness"] = {"daysAfterNewest": 366, "couldChangePercent": 100, "refusedPercent": 100}
    for each in declared["inputs"]:
        each["begins"] = "2020-01-01"
    region.write_text(json.dumps(declared))
    with open(folder / "data/areas/areas.csv", "a") as areas:
        for number, code in enumerate([*codes, WHOLE]):
            areas.write(f"{code},Council {number},Local authority,E12000008,{100 + number},S,,,,,,invented\n")
        areas.write(f"{GROUP},The pool,Group,,,,,,,,{' '.join(codes)},invented\n")
    with open(folder / "data/populations/exampleshire-mid-2024.csv", "a") as populations:
        for name, count in ADULTS.items():
            for number, code in enumerate(codes):
                populations.write(f"{name},{code},Council {number},{count * (number + 1)}\n")


def extracts(synthesise, folder, number, people):
    """One council's extracts. No reference or person is another council's too."""
    call(synthesise, folder, "--seed", 100 + number, "--people", people, "--faults", 0, "--as-of", DAY)
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(re.sub(r"\b([A-Z])(\d{6})\b", rf"\g<1>{number + 10}\2", text))


def together(folders, folder):
    folder.mkdir()
    for name in sorted(path.name for path in folders[0].glob("*.csv")):
        heads, lines = set(), []
        for own in folders:
            with open(own / name, newline="") as file:
                rows = list(csv.reader(file))
            heads.add(tuple(rows[0]))
            lines += rows[1:]
        assert len(heads) == 1, f"{name} has several headers"
        with open(folder / name, "w", newline="") as file:
            csv.writer(file).writerows([heads.pop(), *lines])


def whole_run(caretally, root, work, folders, places):
    """What one run over the extracts of some councils prints, with their population."""
    name = "-".join(map(str, places))
    together([folders[place] for place in places], work / "in" / name)
    shutil.copy(root / "data/populations/exampleshire-mid-2024.csv", work / "kept.csv")
    with open(root / "data/populations/exampleshire-mid-2024.csv", "a") as populations:
        for adults, count in ADULTS.items():
            populations.write(f"{adults},{WHOLE},The whole,{sum(count * (place + 1) for place in places)}\n")
    call(caretally, "run", "region", "--root", root, "--input", work / "in" / name, "--area", WHOLE,
         "--as-of", DAY, "--output", work / "runs" / name, "--quiet")
    shutil.copy(work / "kept.csv", root / "data/populations/exampleshire-mid-2024.csv")
    return figures(work / "runs" / name)


def figures(run):
    """What a run printed of all cases, by measure and period."""
    return {
        tuple(row[key] for key in KEY): row
        for row in table(run / "figures.csv")
        if not row["breakdown"] and row["origin"] == "counted" and row["numerator"]
    }


def number(text):
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def quantile(values, percent):
    place = fractions.Fraction(percent * (len(values) - 1), 100)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def rounded(value, places):
    scaled = abs(value) * 10**places + fractions.Fraction(1, 2)
    whole = int(scaled)
    text = f"{whole // 10**places}.{whole % 10**places:0{places}d}" if places else str(whole)
    return "-" + text if value < 0 and whole else text


def main():
    caretally, synthesise = sys.argv[1:3]
    count, people = (int(word) for word in [*sys.argv[3:5], *["19", "300"][len(sys.argv) - 3:]])
    work = pathlib.Path(tempfile.mkdtemp())
    root = work / "root"
    codes = [f"E990009{number:02d}" for number in range(1, count + 1)]
    declarations(root, codes)

    def council(place):
        code = codes[place]
        own = work / "in" / code
        extracts(synthesise, own, place, people + 40 * (place % 10))
        call(caretally, "run", "region", "--root", root, "--input", own, "--area", code, "--as-of", DAY,
             "--output", work / "runs" / code, "--quiet")
        key = work / "keys" / code
        call("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", code, "-f", key)
        call(caretally, "contribute", "region", "--root", root, "--run", work / "runs" / code,
             "--output", work / "bundles" / code, "--sign-with", key)
        return own

    for name in ["in", "runs", "bundles", "keys"]:
        (work / name).mkdir()
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        folders = list(threads.map(council, range(count)))
    signers = work / "signers"
    pooling = [caretally, "pool", *[work / "bundles" / code for code in reversed(codes)], "--root", root, "--area", GROUP,
               "--record", work / "pools.csv", "--output", work / "pool", "--allowed-signers", signers]
    # The keys of two councils, the wrong way round.
    own = {code: (work / "keys" / f"{code}.pub").read_text() for code in codes}
    signers.write_text("".join(f"{code} {own[{codes[0]: codes[1], codes[1]: codes[0]}.get(code, code)]}" for code in codes))
    if "POOL-010" not in call(*pooling, expect=(2, 3)).stderr:
        sys.exit("a bundle under another council's signature was not refused")
    signers.write_text("".join(f"{code} {key}" for code, key in own.items()))
    call(*pooling)
    wrong, checked, quartiles = [], 0, 0
    pooled = {tuple(row[key] for key in KEY): row for row in table(work / "pool/pool.csv")}
    councils = [figures(work / "runs" / code) for code in codes]
    # A small council's data can lack something for a figure. That figure is compared with a run over the others' extracts.
    givers = {}
    for key in {key for each in councils for key in each}:
        gave = tuple(place for place, each in enumerate(councils) if key in each and each[key]["value"] != "x")
        givers.setdefault(gave, []).append(key)
    givers.pop((), None)
    wholes = {gave: whole_run(caretally, root, work, folders, gave) for gave in sorted(givers)}
    for gave, key in sorted((gave, key) for gave, keys in givers.items() for key in keys):
        row, found = wholes[gave].get(key), pooled.get(key)
        if row is None or found is None:
            wrong.append(f"{key}: pooled {found}, together {row}")
            continue
        checked += 1
        if found["councils"] != str(len(gave)):
            wrong.append(f"{key}: pooled by {found['councils']} councils, not {len(gave)}")
        below = row["population"] or row["denominator"]
        for name, expected in [("value", row["value"]), ("numerator", row["numerator"]), ("denominator", below)]:
            expected = expected if number(expected) else ""
            if found[name] != expected:
                wrong.append(f"{key}: pooled {name} {found[name]!r}, together {expected!r}")
        own = sorted(fractions.Fraction(each[key]["value"]) for each in councils if key in each and number(each[key]["value"]))
        if len(own) >= 8:
            quartiles += 1
            places = len(found["median"].partition(".")[2])
            for name, percent in [("lower_quartile", 25), ("median", 50), ("upper_quartile", 75)]:
                expected = rounded(quantile(own, percent), places)
                if found[name] != expected:
                    wrong.append(f"{key}: {name} {found[name]}, worked out {expected}")
    for key in pooled.keys() - {key for keys in givers.values() for key in keys}:
        wrong.append(f"{key}: pooled, but no council gave it")
    print(f"{count} councils: {checked} figures of {len({key[0] for key in pooled})} measures equal those of one run over "
          f"the extracts of the councils that gave them ({len(wholes)} runs), {quartiles} with quartiles" if not wrong else "\n".join(wrong))
    if not checked or not quartiles:
        sys.exit("nothing was compared")
    shutil.rmtree(work) if not wrong else print(f"kept: {work}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
