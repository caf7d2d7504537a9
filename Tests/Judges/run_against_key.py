"""The program as a user runs it, against the answer key: every value, and every finding.

    run_against_key.py CARETALLY EXAMPLE [DAY]

Standard library only. Prints "N passed, M failed"; exit 1 when anything failed.
"""
import csv, pathlib, subprocess, sys, tempfile


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main():
    program, example = sys.argv[1:3]
    day = sys.argv[3] if len(sys.argv) > 3 else "2026-10-31"
    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder) / "run"
        command = [program, "run", "nightly", "--input", example, "--as-of", day, "--output", str(run), "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        place = ("measure", "period_kind", "period_start", "period_end", "breakdown", "category")
        key = {tuple(r[c] for c in place): r for r in rows(pathlib.Path(example) / "answer-key/measures.csv")}
        def compare(reading, columns, answer):
            nonlocal passed
            for column in columns:
                expected, found = answer.get(column, "absent from the key"), reading[column]
                if column == "denominator" and not found:
                    found = reading.get("population", "")
                if expected == found or (expected == "" and found == "z"):
                    passed += 1
                else:
                    failed.append(f"{[reading[c] for c in place]} {column}: {found}, not {expected}")

        compared = set()
        for reading in rows(run / "comparison.csv"):
            at = [reading[c] for c in place]
            if at[4] == "Total":
                at[4:] = ["", ""]
            compared.add(tuple(at))
            compare(reading, ("numerator", "denominator", "value"), key.get(tuple(at), {}))
        # Every other figure that the run prints and the key has: periods before and a year before, months of trends and targets.
        for figure in rows(run / "figures.csv"):
            at = tuple(figure[c] for c in place)
            if figure["origin"] == "counted" and at in key and at not in compared:
                compare(figure, ("numerator", "denominator", "value") if figure["numerator"] else ("value",), key[at])
        finding = ("file", "line", "field", "code")
        # What an extract reaches (AGG-030 to 035) is said of every extract, and is no fault of a record.
        found = {tuple(r[c] for c in finding) for r in rows(run / "findings.csv") if not r["code"].startswith("AGG-03")}
        planted = {tuple(r[c] for c in finding) for r in rows(pathlib.Path(example) / "answer-key/faults.csv")}
        passed += len(found & planted)
        failed += [f"missed {f}" for f in sorted(planted - found)] + [f"false {f}" for f in sorted(found - planted)]
    for line in failed[:20]:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or passed < 5000 else 0


sys.exit(main())
