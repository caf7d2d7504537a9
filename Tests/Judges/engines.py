#!/usr/bin/env python3
"""Counts every measure again in SQLite, DuckDB and PostgreSQL, by the queries of `caretally sql`, and compares with a run.

    engines.py CARETALLY FOLDER [--as-of DAY] [--without postgres]

The tables are those of `caretally records`: the accepted records, and the cohorts of the latest 12 months. Measures over
records are compared over every period of the nightly run, each also by every breakdown over one of its periods; measures
over cohorts over the latest 12 months. Then every function of the language over days at the ends of months, leap days and
blanks, as measures of records that are made here. The queries for Spark and SQL Server are parsed by sqlglot, not run.
Prints each difference and `N passed, M failed`.
"""
import argparse
import concurrent.futures
import csv
import datetime
import glob
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Days that stand for the first and the last of a period in the text of a query.
FIRST, LAST = "2001-02-01", "2001-02-28"


def declared(kind):
    return {d["dataset"]: d for path in glob.glob(str(ROOT / "data" / kind / "*.json")) if "dataset" in (d := json.load(open(path)))}


RECORDS, COHORTS = declared("datasets"), declared("cohorts")
MEASURES = {m["measure"]: m for path in glob.glob(str(ROOT / "data/measures/*/*.json")) for m in [json.load(open(path))]}
TYPES = {"date": "DATE", "integer": "INTEGER", "decimal": "NUMERIC", "flag": "BOOLEAN"}


def columns(dataset, header):
    kinds = {f["field"]: f["kind"] for f in (RECORDS.get(dataset) or COHORTS[dataset])["fields"]}
    return [(name, TYPES.get(kinds[name], "TEXT")) for name in header]


class SQLite:
    name = "sqlite"

    def __init__(self, folder):
        self.connection = sqlite3.connect(":memory:")

    def load(self, table, names, path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))[1:]
        flags = [kind == "BOOLEAN" for _, kind in names]
        values = [[None if cell == "" else (cell == "true") if flag else cell for cell, flag in zip(row, flags)] for row in rows]
        # A column of dates would have numeric affinity; as text, days sort as they should.
        shapes = ", ".join(f"{name} {'TEXT' if kind == 'DATE' else kind}" for name, kind in names)
        self.connection.execute(f"CREATE TABLE {table} ({shapes})")
        self.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", values)

    def answers(self, queries):
        return [self.connection.execute(query).fetchall() for query in queries]

    def close(self):
        self.connection.close()


class DuckDB:
    name = "duckdb"

    def __init__(self, folder):
        import duckdb
        self.connection = duckdb.connect()

    def load(self, table, names, path):
        shapes = "{" + ", ".join(f"'{name}': '{'DECIMAL(18, 6)' if kind == 'NUMERIC' else kind}'" for name, kind in names) + "}"
        self.connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', header = true, columns = {shapes})")

    def answers(self, queries):
        return [self.connection.execute(query).fetchall() for query in queries]

    def close(self):
        self.connection.close()


class PostgreSQL:
    """A server of its own, in a folder that is removed, reached by a socket in it."""
    name = "postgres"

    def __init__(self, folder):
        # Debian keeps a server's programs apart, by version.
        found = [os.path.dirname(shutil.which("initdb") or ""), *sorted(glob.glob("/usr/lib/postgresql/*/bin"))]
        self.bin = pathlib.Path(next(path for path in reversed(found) if path and os.path.exists(f"{path}/psql")))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="judge-pg-"))
        # The server does not run as root.
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.run(self.bin / "initdb", "-D", self.folder / "data", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
                 f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off", "start")

    def run(self, *words):
        done = subprocess.run([*self.user, *map(str, words)], capture_output=True, text=True, cwd="/")
        if done.returncode:
            raise RuntimeError(done.stderr[-500:])

    def script(self, text):
        done = subprocess.run([*self.user, str(self.bin / "psql"), "-h", str(self.folder), "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qAtX",
                               "-F", "\x1f"], input=text, capture_output=True, text=True, cwd="/")
        if done.returncode:
            raise RuntimeError(done.stderr[-800:])
        return done.stdout

    def load(self, table, names, path):
        rows = pathlib.Path(path).read_text(encoding="utf-8")
        shapes = ", ".join(f"{name} {kind}" for name, kind in names)
        self.script(f"CREATE TABLE {table} ({shapes});\nCOPY {table} FROM STDIN (FORMAT csv, HEADER true);\n{rows}\\.\n")

    def answers(self, queries):
        text = self.script("\n".join(f"\\echo \x1e\n{query};" for query in queries))
        return [[tuple(cell or None for cell in line.split("\x1f")) for line in part.strip("\n").split("\n") if line]
                for part in text.split("\x1e")[1:]]

    def close(self):
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def rows_to_judge(path):
    """By measure, period and breakdown, the printed rows of figures that were counted."""
    found = defaultdict(list)
    for row in csv.DictReader(open(path, newline="", encoding="utf-8")):
        measure = MEASURES.get(row["measure"])
        if row["origin"] != "counted" or measure is None or measure["calculation"] == "published" or "×" in row["breakdown"]:
            continue
        breakdown = "" if row["breakdown"] == "Total" else row["breakdown"]
        found[row["measure"], row["period_kind"], row["period_start"], row["period_end"], breakdown].append(row)
    return found


def breakdown_of(measure, name):
    dataset = RECORDS.get(measure.get("dataset")) or COHORTS.get(measure.get("dataset")) or {}
    return next((b for b in dataset.get("breakdowns", []) if b["breakdown"] == name), None)


def wanted(found):
    """The keys to judge: every period of a total, and one period of each breakdown; for cohorts the latest 12 months."""
    latest = max(end for _, kind, _, end, _ in found if kind == "rolling-12-months")
    seen = set()
    for key in found:
        name, kind, _, end, breakdown = key
        measure = MEASURES[name]
        if measure.get("dataset") in COHORTS and (kind, end) != ("rolling-12-months", latest):
            continue
        if breakdown:
            shape = breakdown_of(measure, breakdown)
            if shape is None or "each" in shape or (name, breakdown) in seen:
                continue
            seen.add((name, breakdown))
        yield key


def query_text(run, key, dialect):
    name, _, start, end, breakdown = key
    words = ["sql", name, "--dialect", dialect, "--as-of", LAST, "--period", "day" if start == end else "month"]
    return run(*words, *(["--by", breakdown] if breakdown else [])).replace(FIRST, start).replace(LAST, end)


def parse_fault(text, dialect):
    import sqlglot
    try:
        sqlglot.parse_one(text, dialect=dialect)
    except sqlglot.errors.ParseError as error:
        return str(error)[:200]


def shown(value, decimals):
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def difference(row, answer, measure):
    """What an engine's row says otherwise than the printed one; nothing where they agree."""
    numerator, denominator, value = answer
    calculation = measure["calculation"]
    if calculation in ("count", "rate"):
        return None if int(numerator or 0) == int(row["numerator"]) else f"{numerator} for {row['numerator']}"
    if calculation in ("proportion", "ratio"):
        own = (int(numerator or 0), int(denominator or 0))
        return None if own == (int(row["numerator"]), int(row["denominator"])) else f"{own} for {row['numerator']}/{row['denominator']}"
    if row["denominator"].isdigit() and int(row["denominator"]) != int(denominator or 0):
        return f"{denominator} cases for {row['denominator']}"
    if value is None:
        return None if row["value"] in ("z", "x") else f"nothing for {row['value']}"
    # A float may lie on the other side of a half.
    near = {shown(Decimal(str(value)) + step, measure["decimals"]) for step in (Decimal(0), Decimal("1e-9"), Decimal("-1e-9"))}
    return None if row["value"] in near else f"{value} for {row['value']}"


def judge(engine, keys, found, texts):
    passed, failed = 0, []
    answers = engine.answers([texts[key, engine.name] for key in keys])
    for key, answer in zip(keys, answers):
        by_category = {row[0]: row[1:] for row in answer} if key[4] else {"": answer[0]}
        for row in found[key]:
            if row["value"] == "x":
                continue
            own = by_category.get(row["category"] if key[4] else "", (0, 0, None))
            says = difference(row, own, MEASURES[key[0]])
            if says is None:
                passed += 1
            else:
                failed.append(f"{engine.name}: {' '.join(key)} {row['category']}: {says}")
    return passed, failed


# Each as the sum over the cases of a month, and how many cases are above its usual value.
EDGES = {
    "age": ("age_at(date_of_birth, requested_on)", 20),
    "months": ("months_between(date_of_birth, requested_on)", 240),
    "months-back": ("months_between(requested_on, date_of_birth)", -240),
    "month-later": ("days(requested_on, add_months(requested_on, 1))", 30),
    "months-earlier": ("days(add_months(requested_on, -3), requested_on)", 91),
    "first-of-months": ("days(first_of_months(requested_on, 12), requested_on)", 364),
    "first-of-one-month": ("days(first_of_months(requested_on, 1), requested_on)", 30),
    "working-days": ("working_days(requested_on, completed_on)", 20),
    "working-days-back": ("working_days(completed_on, requested_on)", -20),
    "least": ("days(requested_on, least(completed_on, closed_on, requested_on + 40))", 20),
    "greatest": ("days(requested_on, greatest(completed_on, closed_on))", 20),
    "coalesce": ("days(requested_on, coalesce(closed_on, completed_on, requested_on + 7))", 20),
    "choice": ("CASE WHEN closed_on > completed_on THEN 3 WHEN NOT has_support_plan THEN 5 WHEN team NOT IN ('North', 'South') THEN 7 ELSE 2 * 3 - 5 END", 4),
    "unknown": ("CASE WHEN has_support_plan AND closed_on IS NULL OR NOT (completed_on BETWEEN requested_on AND closed_on) THEN 1 ELSE 0 END", 0),
}
FIELDS = ["assessment_id", "person_id", "date_of_birth", "team", "requested_on", "completed_on", "closed_on", "has_support_plan"]


def edge_day(random, years):
    """A day at or near the end of a month, as often as not."""
    year, month = random.choice(years), random.choice((1, 2, 2, 2, 3, 4, 12))
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(random.choice((-1, -1, 0, 27, 28, 29, 30, random.randrange(28))))


def edge_root(folder):
    """A copy of the declarations with measures of each function, and the extract to count."""
    root = pathlib.Path(folder) / "root"
    for name in ("data", "pipelines"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("examples"))
    (root / "data/measures/edges").mkdir()
    usual = {"dataset": "assessments", "unit": "count", "decimals": 0, "polarity": "neither", "change": "absolute", "basis": "flow",
             "breakdowns": ["team"], "why": "A judge.", "source": "A judge.", "owner": "A judge", "reviewed": "2026-11-30",
             "examples": [{"case": {"requested_on": day}, "counts": "no", "asOf": "2024-07-31"} for day in ("2020-01-01", "2020-02-29")]}
    during = "requested_on BETWEEN :period_start AND :period_end"
    for name, (text, limit) in EDGES.items():
        for kind, keys in (("sum", {"where": during, "of": text}), ("count", {"where": f"{during} AND {text} > {limit}"})):
            measure = {"measure": f"edge-{name}-{kind}", "title": f"{name} {kind}", "calculation": kind, **keys, **usual}
            (root / f"data/measures/edges/edge-{name}-{kind}.json").write_text(json.dumps(measure))
            MEASURES[measure["measure"]] = measure
    pipeline = json.loads((ROOT / "pipelines/weekly.json").read_text())
    kept = {key: pipeline[key] for key in ("area", "why", "periods", "comparators", "table") if key in pipeline}
    kept |= {"pipeline": "edges", "title": "Edges", "policy": "internal", "measures": ["edges/*"], "breakdowns": ["team"],
             "inputs": [{"dataset": "assessments", "files": ["assessments.csv"]}]}
    (root / "pipelines/edges.json").write_text(json.dumps(kept))
    made = random.Random(1)
    with open(root / "assessments.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for number in range(3000):
            asked = min(edge_day(made, (2025, 2026)), datetime.date(2026, 10, 31))
            later = [min(asked + datetime.timedelta(made.choice((0, 1, 5, 20, 28, 30, 60))), datetime.date(2026, 10, 31)) for _ in range(2)]
            ends = [day.isoformat() if made.random() < 0.6 else "" for day in later]
            writer.writerow([f"A{number}", f"P{number}", edge_day(made, (1996, 2000, 2004, 2005, 2007)).isoformat(), made.choice(("North", "South", "East", "")),
                             asked.isoformat(), *ends, made.choice(("true", "false", ""))])
    return root


def judge_all(caretally, engines, root, pipeline, given):
    """Runs a pipeline, and counts its figures again in every engine."""
    def run(*words):
        done = subprocess.run([caretally, *words, "--root", root], capture_output=True, text=True, cwd=root)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-800:]}{done.stdout[-800:]}")
        return done.stdout

    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        run("run", pipeline, *given, "--policy", "internal", "--output", f"{folder}/run", "--quiet")
        run("records", "--pipeline", pipeline, *given, "--output", f"{folder}/records", "--period", "rolling-12-months")
        found = rows_to_judge(f"{folder}/run/comparison.csv")
        keys = list(wanted(found))
        asked = [(key, kind.name) for key in keys for kind in engines]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            texts = dict(zip(asked, pool.map(lambda one: query_text(run, *one), asked)))
        for kind in engines:
            engine = kind(folder)
            try:
                for path in sorted(glob.glob(f"{folder}/records/*.csv")):
                    dataset = pathlib.Path(path).stem.replace("_", "-")
                    with open(path, newline="", encoding="utf-8") as file:
                        engine.load(pathlib.Path(path).stem, columns(dataset, next(csv.reader(file))), path)
                own, differences = judge(engine, keys, found, texts)
            finally:
                engine.close()
            print(f"{pipeline} in {kind.name}: {len(keys)} queries, {own} figures equal, {len(differences)} different")
            passed, failed = passed + own, failed + differences
        for dialect in ("spark", "tsql"):
            # One period of each measure: the others differ in their days alone.
            once = {key[0]: key for key in keys}.values()
            faults = [fault for key in once if (fault := parse_fault(query_text(run, key, dialect), dialect))]
            print(f"{pipeline} for {dialect}: parsed, {len(faults)} faults")
            failed += [f"{dialect}: {fault}" for fault in faults]
        counted = {key[0] for key in keys}
        print(f"{pipeline}: {len(counted)} measures, {sum(MEASURES[m].get('dataset') in COHORTS for m in counted)} of them over cohorts")
    return passed, failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("caretally")
    parser.add_argument("folder")
    parser.add_argument("--as-of", default="2026-10-31")
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    caretally = str(pathlib.Path(options.caretally).resolve())
    engines = [kind for kind in (SQLite, DuckDB, PostgreSQL) if kind.name not in options.without]
    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        edges = edge_root(folder)
        for root, pipeline, extracts in ((ROOT, "nightly", pathlib.Path(options.folder).resolve()), (edges, "edges", edges)):
            own, differences = judge_all(caretally, engines, root, pipeline, ["--input", str(extracts), "--as-of", options.as_of])
            passed, failed = passed + own, failed + differences
    for line in failed[:40]:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
