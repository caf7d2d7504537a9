#!/usr/bin/env python3
"""Answers the questions of `caretally init` as a person does, on a terminal, and runs what it made; looks at its width.

    typed.py CARETALLY

A pseudo-terminal of Python's own: `init` asks on a terminal alone. One answer is misspelt, one is left open, and one end of input
comes early. Prints `N passed, M failed`.
"""
import csv
import fcntl
import json
import os
import pathlib
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXTRACT = """Assessment Ref,Person Number,Incoming,Priority,Completed On,Closed On,Closure Reason
""" + "".join(
    f"F{n},70000{n},{n:02}/09/2026,{'Same day' if n % 2 else 'Routine'},,{'20/10/2026' if n > 5 else ''},"
    f"{'Not required any more' if n > 5 else ''}\n" for n in range(1, 10)) + "".join(
    f"G{n},71000{n},{n:02}/10/2026,Same day,,20/10/2026,Not required any more\n" for n in range(1, 7))


def typed(caretally, folder, answers):
    """What a terminal shows, with each answer typed where a question waits; `\\x04` ends the input."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(caretally, [caretally, "init", "ours", "--input", "extracts", "--area", "Exampleshire", "--root", str(ROOT)])
    shown, given = b"", 0
    while True:
        if not select.select([terminal], [], [], 30)[0]:
            os.kill(child, 9)
            break
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        shown += part
        # Every question ends with these words and waits.
        while given < min(len(answers), shown.count(b"decide later:")):
            os.write(terminal, answers[given].encode() + (b"" if answers[given] == "\x04" else b"\n"))
            given += 1
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode("utf-8", "replace")


def mapping(folder):
    path = folder / "ours/data/mappings/assessments.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"columns": []}


def codes(made, field):
    column = next((c for c in made["columns"] if c["field"] == field), {})
    return {text: code["code"] for code in column.get("codes", []) for text in code["texts"]}


def main():
    caretally = str(pathlib.Path(sys.argv[1]).resolve())
    failed, passed = [], 0

    def expect(what, is_so, shown=""):
        nonlocal passed
        if is_so:
            passed += 1
        else:
            failed.append(f"{what}\n{shown}")

    for name, answers, priority, reason in (
            ("both", ["urgent", "no-longer-needed"], {"Same day": "urgent"}, {"Not required any more": "no-longer-needed"}),
            ("one misspelt", ["urgnt", "urgent", "no-longer-needed"], {"Same day": "urgent"}, {"Not required any more": "no-longer-needed"}),
            ("one left open", ["", "no-longer-needed"], {}, {"Not required any more": "no-longer-needed"}),
            ("input ends", ["urgent", "\x04"], {"Same day": "urgent"}, {})):
        with tempfile.TemporaryDirectory() as made:
            folder = pathlib.Path(made)
            (folder / "extracts").mkdir()
            (folder / "extracts/Case Forms.csv").write_text(EXTRACT, encoding="utf-8")
            status, shown = typed(caretally, folder, answers)
            expect(f"{name}: ends well", status == 0, f"{status}: {shown}")
            expect(f"{name}: priority", codes(mapping(folder), "priority") == priority, shown)
            expect(f"{name}: closure reason", codes(mapping(folder), "closure_reason") == reason, shown)
            if name != "both":
                continue
            run = subprocess.run(
                [caretally, "run", "nightly", "--council", "ours", "--as-of", "2026-10-31", "--root", str(ROOT), "--output", "made"],
                cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            rows = list(csv.DictReader(open(folder / "made/comparison.csv", encoding="utf-8"))) if run.returncode == 0 else []
            found = {row["measure"]: row["value"] for row in rows if row["period"] == "2026-10-31" and row["breakdown"] == "Total"}
            # Five of September are open, three of them for the same day.
            expect("the run counts what was typed",
                   (found.get("assessments-waiting"), found.get("assessments-waiting-urgent")) == ("5", "3"), run.stdout[-2000:])
    # Nothing is wider than the terminal but a word that is; a pipe gets the same lines whole.
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
        os.execv(caretally, [caretally, "list", "measures", "--root", str(ROOT)])
    shown = b""
    while True:
        try:
            shown += (part := os.read(terminal, 65536))
        except OSError:
            break
        if not part:
            break
    os.waitpid(child, 0)
    piped = subprocess.run([caretally, "list", "measures", "--root", str(ROOT)], stdout=subprocess.PIPE, text=True).stdout
    lines = shown.decode().replace("\r\n", "\n").splitlines()
    wide = [line for line in lines if len(line) > 70 and " " in line[56:].strip()]
    expect("a terminal of 70 columns", lines and not wide and max(map(len, piped.splitlines())) > 70, "\n".join(wide[:5]))
    expect("the same words", shown.decode().split() == piped.split())
    for text in failed:
        print(text)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
