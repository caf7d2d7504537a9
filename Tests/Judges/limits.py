"""Files that are too large, or are not what they seem: what a run reads, refuses and needs of memory.

    limits.py CARETALLY ROOT [--size BYTES]

Writes extracts of concerns into a folder that goes afterwards: about 5 GB of disk at the default size of 2 GB, the
cells of 4 GiB being holes. Each is run up to the validate stage in a process of its own, whose peak of resident memory
the kernel tells. Python's csv, zipfile and zlib write everything here; nothing is derived from the Swift.
"""
import argparse
import csv
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

MIB = 1 << 20
HEAD = "Concern Reference,LAS ID,Date of Concern,Team,Triage Date,Triage Outcome"
problems = []


def check(holds, what):
    if not holds:
        problems.append(what)
    print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)


def run(program, root, folder):
    """Exit code, standard output and error, findings, seconds and peak MiB of a run up to validate."""
    out = f"{folder}/out"
    shutil.rmtree(out, ignore_errors=True)
    started = time.monotonic()
    process = subprocess.Popen(
        [program, "run", "job", "--root", root, "--input", f"{folder}/in", "--as-of", "2026-10-31", "--until", "validate",
         "--output", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    text = process.stdout.read()
    wrong = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    findings = []
    if os.path.exists(f"{out}/findings.csv"):
        with open(f"{out}/findings.csv", newline="") as file:
            findings = list(csv.DictReader(file))
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 2:
        sys.exit(f"the declarations that this is tried with are refused:\n{text}{wrong}")
    return process.returncode, text + wrong, findings, time.monotonic() - started, usage.ru_maxrss / 1024


def project(root, folder):
    """The project's declarations with one pipeline that reads concerns and counts them by team."""
    shutil.copytree(f"{root}/data", f"{folder}/data", ignore=shutil.ignore_patterns("examples"))
    os.mkdir(f"{folder}/pipelines")
    plan = json.loads(pathlib.Path(f"{root}/pipelines/nightly.json").read_text())
    plan["pipeline"], plan["title"] = "job", "Limits"
    plan["inputs"] = [{"dataset": "safeguarding-concerns", "files": ["c.*"]}]
    plan["measures"], plan["movement"] = ["safeguarding-concerns-received"], False
    # They need the measures that they are made of.
    plan.pop("waitingLists", None)
    return plan


def lines(size, wide):
    """Concerns as CSV lines, about `size` bytes in all; every line has `wide` bytes that no field asks for."""
    noise = ("no field of the dataset " * (wide // 23 + 1))[:wide]
    written, number = 0, 0
    while written < size:
        part = []
        for _ in range(500):
            number += 1
            day = f"2026-{number % 9 + 1:02}-{number % 27 + 1:02}"
            part.append(f"C{number:09},P{number % 700000:07},{day},Team {number % 7},{day},NFA,{noise}\n")
        text = "".join(part)
        written += len(text)
        yield text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("caretally")
    parser.add_argument("root")
    parser.add_argument("--size", type=int, default=2 * 10**9)
    given = parser.parse_args()
    program, size = os.path.abspath(given.caretally), given.size
    with tempfile.TemporaryDirectory(prefix="limits-", dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        plan = project(os.path.abspath(given.root), folder)
        pathlib.Path(f"{folder}/pipelines/job.json").write_text(json.dumps(plan))
        os.mkdir(f"{folder}/in")

        def clear():
            for name in os.listdir(f"{folder}/in"):
                os.remove(f"{folder}/in/{name}")

        def tried():
            return run(program, folder, folder)

        # The same columns kept, in ever larger files: memory follows the columns and not the file.
        peaks = []
        for wide in (0, 300, 1200):
            count = 0
            with open(f"{folder}/in/c.csv", "w") as file:
                file.write(f"{HEAD},Notes of another system\n")
                for text in lines(size * (wide + 60) // 1260, wide):
                    file.write(text)
                    count += text.count("\n")
            real = os.path.getsize(f"{folder}/in/c.csv")
            code, said, findings, seconds, peak = tried()
            peaks.append(peak)
            print(f"     {count:,} records, {real / 1e9:.2f} GB: {seconds:.1f} s, {peak:.0f} MiB, "
                  f"{peak * MIB / count:.0f} bytes a record, {peak * MIB / real:.3f} of the file", flush=True)
            check(code == 0, f"{real / 1e9:.2f} GB are read: exit {code}")
            clear()
        check(peaks[2] < 1.25 * peaks[0],
              f"twenty times the bytes beside the same columns take {peaks[2] / peaks[0]:.2f} times the memory")

        with gzip.open(f"{folder}/in/c.csv.gz", "wt", compresslevel=1) as file:
            file.write(f"{HEAD},Notes of another system\n")
            for text in lines(size // 4, 300):
                file.write(text)
        code, said, findings, seconds, peak = tried()
        print(f"     {size // 4 / 1e9:.2f} GB of text in gzip: {seconds:.1f} s, {peak:.0f} MiB", flush=True)
        check(code == 0, f"gzip is read: exit {code}")
        clear()

        # A cell of more than 4 GiB: in a field, in a column that none asks for, and one that never ends.
        head = f"{HEAD},Other\n"
        for what, before, after, expected in (
            ("an identifier", "C1,", ",2026-10-01,Team 1,,,\nC2,P2,2026-10-02,Team 1,,,\n", ("2", "person_id", "CELL-007")),
            ("a code", "C1,P1,2026-10-01,", ",,,\nC2,P2,2026-10-02,Team 1,,,\n", ("2", "team", "CELL-007")),
            ("a date", "C1,P1,", ",Team 1,,,\nC2,P2,2026-10-02,Team 1,,,\n", ("2", "received_on", "CELL-002")),
            ("a column not asked for", "C1,P1,2026-10-01,Team 1,,,", "\nC2,P2,2026-10-02,Team 1,,,\n", None),
            ("a quote never closed", "C2,P2,2026-10-02,Team 1,,,\nC1,P1,2026-10-01,Team 1,,,", None, ("3", "", "FILE-006")),
        ):
            with open(f"{folder}/in/c.csv", "wb") as file:
                file.write((head + before + '"').encode())
                file.truncate(file.tell() + 4 * 1024 * MIB + 77)
                file.seek(0, 2)
                if after is not None:
                    file.write(('"' + after).encode())
            code, said, findings, seconds, peak = tried()
            told = [(f["line"], f["field"], f["code"]) for f in findings]
            print(f"     {what}: {seconds:.1f} s, {peak:.0f} MiB, exit {code}: {told[:4]}", flush=True)
            # Passed over where it lies, so its pages are mapped while it is: clean pages, which the system takes back.
            if expected:
                check(expected in told, f"a cell of 4 GiB in {what} is told by line and field")
            else:
                check(not any(f["code"].startswith("CELL") for f in findings), f"a cell of 4 GiB in {what} is ignored")
            clear()

        # The same where the file is not read in place: refused as soon as the record is 16 MB.
        with open(f"{folder}/in/c.csv", "wb") as file:
            file.write((head.replace(",", ";") + 'C1;P1;2026-10-01;"').encode())
            file.truncate(4 * 1024 * MIB + 77)
        code, said, findings, seconds, peak = tried()
        told = [(f["line"], f["field"], f["code"]) for f in findings]
        print(f"     with semicolons: {seconds:.1f} s, {peak:.0f} MiB, exit {code}: {told[:4]}", flush=True)
        check(("2", "Team", "FILE-006") in told and peak < 300, "a record that never ends is refused by line and field")
        clear()

        # Bombs: gzip and a workbook's parts that undo to gigabytes.
        row = b'<row r="%d"><c t="str"><v>C%d</v></c></row>'
        with gzip.open(f"{folder}/in/c.csv.gz", "wb", compresslevel=9) as file:
            file.write((head + 'C1,P1,2026-10-01,"').encode())
            for _ in range(2048):
                file.write(bytes(MIB))
        code, said, findings, seconds, peak = tried()
        told = [(f["line"], f["code"]) for f in findings]
        small = os.path.getsize(f"{folder}/in/c.csv.gz")
        print(f"     gzip bomb, {small / MIB:.1f} MiB for 2 GiB: {seconds:.1f} s, {peak:.0f} MiB, exit {code}: {told[:3]}")
        check(any(c in ("FILE-014", "FILE-006") for _, c in told) and code != 0 and peak < 300, "a gzip bomb is refused")
        clear()

        for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
            with zipfile.ZipFile(f"{folder}/in/c.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
                book.writestr("xl/workbook.xml",
                              '<workbook xmlns:r="u"><sheets><sheet name="S" r:id="a"/></sheets></workbook>')
                book.writestr("xl/_rels/workbook.xml.rels",
                              '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>')
                cells = "".join(f'<c t="str"><v>{name}</v></c>' for name in HEAD.split(","))
                first = f'<worksheet><sheetData><row r="1">{cells}</row>'
                with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as file:
                    file.write(first.encode())
                    if part.endswith("sheet1.xml"):
                        filler = b"<a></a>" * 150000
                        for _ in range(1500):
                            file.write(filler)
                    file.write(b"</sheetData></worksheet>")
                with book.open("xl/sharedStrings.xml", "w") as file:
                    file.write(b"<sst>")
                    if part.endswith("Strings.xml"):
                        filler = b"<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>" * 20000
                        for _ in range(1500):
                            file.write(filler)
                    file.write(b"</sst>")
            small = os.path.getsize(f"{folder}/in/c.xlsx")
            code, said, findings, seconds, peak = tried()
            told = [(f["line"], f["code"]) for f in findings]
            print(f"     workbook bomb in {part}, {small / MIB:.1f} MiB for 1.5 GiB: {seconds:.1f} s, {peak:.0f} MiB, "
                  f"exit {code}: {told[:3]}", flush=True)
            check(any(c in ("FILE-014", "FILE-015") for _, c in told) and code != 0 and peak < 900,
                  f"a workbook with a bomb in {part} is refused")
            clear()
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
