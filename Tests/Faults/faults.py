"""Breaks runs in every way this machine allows and holds the store to its promise after each.

After every fault: `latest` is a complete run whose files are the bytes its manifest says, no other complete run is
lost, and the next run succeeds with the same bytes that an undisturbed run gives.

usage: faults.py CARETALLY ROOT [KILLS [SEED]]      (KILLS is 200 when not said)
"""
import hashlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CARETALLY = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(sys.argv[2]).resolve()
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
RANDOM = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 20261031)
EXAMPLE = ROOT / "data/examples/exampleshire"
FIRST, DAY = "2026-10-30", "2026-10-31"
passed = failed = 0


def check(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}", flush=True)


class Store:
    """A store with one good run, its own copy of the extracts, and what an undisturbed run of the next day gives."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.runs = self.folder / "runs"
        self.nightly = self.runs / "nightly"
        self.input = self.folder / "input"
        shutil.copytree(EXAMPLE, self.input, ignore=shutil.ignore_patterns("answer-key"))

    def words(self, day=DAY, *more):
        return [str(CARETALLY), "run", "nightly", "--root", str(ROOT), "--input", str(self.input), "--as-of", day,
                "--runs", str(self.runs), "--quiet", *more]

    def run(self, day=DAY, *more, **options):
        return subprocess.run(self.words(day, *more), capture_output=True, text=True, **options)

    def start(self, day=DAY, *more):
        return subprocess.Popen(self.words(day, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def latest(self):
        link = self.nightly / "latest"
        return os.readlink(link) if link.is_symlink() else None

    def damage(self, day):
        """The first thing wrong with a run by its own manifest, or None."""
        try:
            manifest = json.loads((self.nightly / day / "manifest.json").read_text())
            for item in manifest["files"]:
                content = (self.nightly / day / item["path"]).read_bytes()
                if hashlib.sha256(content).hexdigest() != item["sha256"]:
                    return item["path"]
        except OSError as error:
            return str(error)
        return None

    def days(self):
        return sorted(path.name for path in self.nightly.glob("2*-*-*") if (path / "manifest.json").exists())

    def bytes(self, day):
        base = self.nightly / day
        return {str(path.relative_to(base)): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()}

    def holds(self, what, kept=(FIRST,)):
        latest = self.latest()
        check(latest is not None and self.damage(latest) is None, f"{what}: latest is a complete run ({latest})")
        for day in kept:
            check(self.damage(day) is None, f"{what}: the run of {day} is lost or damaged")
        strays = [path.name for path in self.nightly.glob("2*-*-*") if not (path / "manifest.json").exists()]
        check(not strays, f"{what}: half a run is in sight: {strays}")

    def recovers(self, what, expected, status=0):
        """Runs undisturbed; returns how long that took, by which the next fault is timed on a busy machine."""
        started = time.monotonic()
        done = self.run()
        seconds = time.monotonic() - started
        check(done.returncode == status, f"{what}: the next run gave {done.returncode}: {done.stderr.strip()[:300]}")
        check(self.latest() == DAY, f"{what}: latest is {self.latest()} after the next run")
        check(self.bytes(DAY) == expected, f"{what}: the next run gave other bytes")
        check(self.days() == [FIRST, DAY], f"{what}: runs lost or doubled: {self.days()}")
        return seconds

    def forget(self):
        """Back to one good run, as though the day had not been run."""
        for name in (DAY, f"superseded/{DAY}", f"held/{DAY}"):
            shutil.rmtree(self.nightly / name, ignore_errors=True)
        (self.nightly / ".keys" / DAY).unlink(missing_ok=True)
        (self.nightly / "latest").unlink()
        (self.nightly / "latest").symlink_to(FIRST)


def kills(store, expected, seconds):
    """kill -9 at random moments: over the whole of a run, and over and over in its last part, where it writes."""
    landed = held = 0
    for number in range(KILLS):
        store.forget()
        late = number % 2 == 1
        delay = RANDOM.uniform(seconds * 0.6 if late else 0, seconds * 1.05)
        process = store.start()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            landed += 1
        what = f"kill {number + 1} after {delay:.3f} s"
        store.holds(what)
        held += bool((store.nightly / ".lock").read_text())
        seconds = store.recovers(what, expected)
    check(held >= KILLS // 3, f"only {held} of {KILLS} kills met a run that held the lock")
    print(f"{KILLS} kills, {landed} before the run had ended, {held} of them while it held the lock", flush=True)


def kills_while_replacing(store, expected, seconds, count):
    """The same where the day has a run already, whose place the new one takes."""
    content = (store.input / "reviews.csv").read_bytes()
    lines = content.splitlines(keepends=True)
    for number in range(count):
        store.forget()
        check(store.run().returncode == 0, "a run to be replaced")
        (store.input / "reviews.csv").write_bytes(b"".join(lines[:-1]))
        process = store.start()
        time.sleep(RANDOM.uniform(seconds * 0.7, seconds * 1.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        store.holds(f"kill {number + 1} while replacing", kept=(FIRST, DAY))
        (store.input / "reviews.csv").write_bytes(content)
        seconds = store.recovers(f"kill {number + 1} while replacing", expected)


def full_disks(store, expected):
    """No room after ever more bytes: a limit on files' sizes, and a small disk of its own where one may be mounted."""
    largest = max(len(content) for content in expected.values())
    for limit in sorted({1, 4096, largest // 2, largest - 1}):
        store.forget()
        done = store.run(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        check(done.returncode == 7, f"files of at most {limit} bytes: gave {done.returncode}, not 7: {done.stderr[:200]}")
        store.holds(f"files of at most {limit} bytes")
        store.recovers(f"files of at most {limit} bytes", expected)
    with tempfile.TemporaryDirectory() as mount:
        for size in (700, 1000, 1300, 1600, 1900):
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", mount],
                              capture_output=True).returncode != 0:
                print("no small disk can be mounted here: skipped", flush=True)
                return
            try:
                small = Store.__new__(Store)
                small.folder, small.input = store.folder, store.input
                small.runs = pathlib.Path(mount) / "runs"
                small.nightly = small.runs / "nightly"
                first = small.run(FIRST)
                second = small.run(DAY)
                what = f"a disk of {size} kB"
                check({first.returncode, second.returncode} <= {0, 7},
                      f"{what}: gave {first.returncode} and {second.returncode}: {second.stderr[:200]}")
                if first.returncode == 0:
                    small.holds(what)
                if second.returncode == 7 and first.returncode == 0:
                    check(small.latest() == FIRST, f"{what}: latest is {small.latest()}")
                subprocess.run(["mount", "-o", "remount,size=32m", mount], check=True)
                small.run(FIRST)
                small.recovers(what, expected)
            finally:
                subprocess.run(["umount", mount], check=True)


def lost_permissions(store, expected):
    """A store that may not be written, as an ordinary account; root passes over permissions, so it drops to one."""
    ordinary = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
    subprocess.run(["chmod", "-R", "a+rX", str(store.folder)], check=True)
    store.forget()
    subprocess.run(["chown", "-R", "65534:65534", str(store.runs)], check=bool(ordinary))
    os.chmod(store.nightly, 0o555)
    done = store.run(**ordinary)
    check(done.returncode == 7, f"a store that can't be written gave {done.returncode}: {done.stderr[:300]}")
    check("permission is refused" in done.stderr, "a store that can't be written: the reason is not said")
    os.chmod(store.nightly, 0o755)
    store.holds("a store that can't be written")
    extract = store.input / "reviews.csv"
    os.chmod(extract, 0)
    done = store.run(**ordinary)
    check(done.returncode == 3, f"an extract that may not be read gave {done.returncode}")
    store.holds("an extract that may not be read")
    check(store.latest() == FIRST, "an extract that may not be read: the run was published")
    os.chmod(extract, 0o644)
    done = store.run(**ordinary)
    check(done.returncode == 0, f"after permissions came back: {done.returncode} {done.stderr[:200]}")
    store.recovers("after permissions came back", expected)


def moving_extracts(store, expected):
    """Extracts cut short or rewritten while they are read, at random moments."""
    path = store.input / "assessments.csv"
    content = path.read_bytes()
    # Large enough that reading takes a while; the repeated keys are refused, which is of no matter here.
    large = content + content[content.index(b"\n") + 1:] * 60
    path.write_bytes(large)
    started = time.monotonic()
    store.forget()
    store.run()
    seconds = time.monotonic() - started
    seen = {}
    for number in range(40):
        store.forget()
        path.write_bytes(large)
        process = subprocess.Popen(store.words(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(RANDOM.uniform(0, seconds))
        with open(path, "r+b") as file:
            if number % 2:
                file.truncate(RANDOM.randrange(len(large)))
            else:
                file.seek(RANDOM.randrange(len(large) - 10))
                file.write(b"\x00,\n9999")
        process.communicate()
        seen[process.returncode] = seen.get(process.returncode, 0) + 1
        what = f"{'cut short' if number % 2 else 'rewritten'} while read ({number + 1})"
        check(process.returncode in (0, 3, 6), f"{what}: gave {process.returncode}")
        store.holds(what)
        path.write_bytes(content)
        store.recovers(what, expected)
    check(seen.get(3, 0) > 0, f"no extract moved while it was read: {seen}")
    print(f"extracts that moved: exit codes {dict(sorted(seen.items()))}", flush=True)


def jumped_clocks(store, expected):
    """As-of days that a clock gone wrong would give."""
    for day in ("2031-10-31", "1970-01-01", "2020-02-29"):
        store.forget()
        done = store.run(day)
        check(done.returncode == 6, f"as of {day}: gave {done.returncode}, not 6")
        check((store.nightly / "HELD-BACK.txt").exists(), f"as of {day}: no banner")
        store.holds(f"as of {day}")
        check(store.latest() == FIRST, f"as of {day}: latest is {store.latest()}")
        store.recovers(f"as of {day}", expected)
        check(not (store.nightly / "HELD-BACK.txt").exists(), f"as of {day}: the banner stayed")


def two_at_once(store, expected):
    """Of runs started together one runs and the rest exit 5, whichever wins."""
    for number in range(10):
        store.forget()
        processes = [store.start() for _ in range(3)]
        codes = sorted(process.wait() for process in processes)
        # A run that starts after another has ended finds nothing changed, and says so with 0.
        check(codes[0] == 0 and set(codes) <= {0, 5}, f"three at once ({number + 1}): {codes}")
        check(codes.count(5) >= 1, f"three at once ({number + 1}): nobody was refused: {codes}")
        store.recovers(f"three at once ({number + 1})", expected)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        store = Store(folder)
        check(store.run(FIRST).returncode == 0, "the first run")
        started = time.monotonic()
        check(store.run().returncode == 0, "the second run")
        seconds = time.monotonic() - started
        expected = store.bytes(DAY)
        faults = (
            lambda: kills(store, expected, seconds),
            lambda: kills_while_replacing(store, expected, seconds, max(1, KILLS // 8)), lambda: moving_extracts(store, expected),
            lambda: two_at_once(store, expected), lambda: jumped_clocks(store, expected),
            lambda: full_disks(store, expected), lambda: lost_permissions(store, expected),
        )
        for fault in faults:
            fault()
            print(f"{passed} passed, {failed} failed so far", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
