"""Breaks runs in every way this machine allows and holds the store to its promise after each.

After every fault: `latest` is a complete run whose files are the bytes its manifest says, no other complete run is
lost, and the next run succeeds with the same bytes that an undisturbed run gives.

usage: faults.py CARETALLY ROOT [KILLS [SEED [FAULT...]]]      (KILLS is 200 when not said; every fault, or those named)
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
# How long an undisturbed run last took, by which faults that fall into one are timed.
SECONDS = [1.0]
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
        return [str(CARETALLY), "run", "nightly", "--root", str(self.folder / "root"), "--input", str(self.input), "--as-of", day,
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

    def recovers(self, what, expected, status=0, kept=(FIRST,)):
        """Runs undisturbed; returns how long that took, by which the next fault is timed on a busy machine."""
        started = time.monotonic()
        done = self.run()
        seconds = time.monotonic() - started
        check(done.returncode == status, f"{what}: the next run gave {done.returncode}: {done.stderr.strip()[:300]}")
        check(self.latest() == DAY, f"{what}: latest is {self.latest()} after the next run")
        check(self.bytes(DAY) == expected, f"{what}: the next run gave other bytes")
        check(self.days() == [*kept, DAY], f"{what}: runs lost or doubled: {self.days()}")
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
        SECONDS[0] = seconds
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
    one = sum(len(content) for content in expected.values()) // 1024
    full = []
    # From a disk on which not even a first run fits to one on which a second just does not.
    for share in (0.2, 0.6, 1.02, 1.1, 1.2, 1.3, 1.5, 1.7, 1.9, 2.0):
        with SmallDisk(store, int(one * share)) as small:
            if small is None:
                print("no small disk can be mounted here: skipped", flush=True)
                return
            first = small.run(FIRST)
            second = small.run(DAY)
            what = f"a disk of {share} runs"
            check({first.returncode, second.returncode} <= {0, 7},
                  f"{what}: gave {first.returncode} and {second.returncode}: {second.stderr[:200]}")
            full.append((first.returncode, second.returncode))
            if first.returncode == 0:
                small.holds(what)
            if second.returncode == 7:
                check("the disk is full" in second.stderr, f"{what}: the reason is not said: {second.stderr[:200]}")
                check(small.latest() == (FIRST if first.returncode == 0 else None), f"{what}: {small.latest()}")
            subprocess.run(["mount", "-o", "remount,size=64m", small.mount], check=True)
            check(small.run(FIRST).returncode == 0, f"{what}: the first run, with room")
            small.recovers(what, expected)
    check(full.count((7, 7)) >= 2 and full.count((0, 7)) >= 4, f"small disks gave {full}")


class SmallDisk:
    """A disk in memory of so many kB with a store on it; None where this account may not mount one."""

    def __init__(self, store, kilobytes):
        self.store, self.kilobytes = store, kilobytes

    def __enter__(self):
        self.mount = tempfile.mkdtemp()
        self.mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.kilobytes}k,mode=755", "none", self.mount],
                                      capture_output=True).returncode == 0
        if not self.mounted:
            return None
        small = Store.__new__(Store)
        small.folder, small.input, small.mount = self.store.folder, self.store.input, self.mount
        small.runs = pathlib.Path(self.mount) / "runs"
        small.nightly = small.runs / "nightly"
        return small

    def __exit__(self, *_):
        if self.mounted:
            subprocess.run(["umount", self.mount], check=True)
        os.rmdir(self.mount)


def read_only_disks(store, expected):
    """The disk turns read-only before a run and at moments of one, as the kernel does to one with errors."""
    for moment in (None, *(RANDOM.random() for _ in range(6))):
        with SmallDisk(store, 1 << 16) as disk:
            if disk is None:
                print("no disk can be mounted here: skipped", flush=True)
                return
            check(disk.run(FIRST).returncode == 0, "the first run on a disk of its own")
            started = time.monotonic()
            check(disk.run(DAY).returncode == 0, "a run on a disk of its own")
            seconds = time.monotonic() - started
            disk.forget()
            what = "a disk that can only be read" if moment is None else f"a disk that fails {moment:.2f} through a run"
            remount = ["mount", "-o", "remount,ro", disk.mount]
            if moment is None:
                subprocess.run(remount, check=True)
                done = disk.run()
            else:
                process = subprocess.Popen(disk.words(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                time.sleep(moment * seconds)
                # Refused while a file is open to be written; between files it goes through.
                while subprocess.run(remount, capture_output=True).returncode != 0 and process.poll() is None:
                    pass
                said = process.communicate()[1]
                done = subprocess.CompletedProcess([], process.returncode, "", said)
                subprocess.run(remount, capture_output=True)
            check(done.returncode in ((7,) if moment is None else (0, 7)), f"{what}: gave {done.returncode}: {done.stderr[:300]}")
            if done.returncode == 7:
                check("can only be read" in done.stderr, f"{what}: the reason is not said: {done.stderr[:300]}")
            disk.holds(what)
            subprocess.run(["mount", "-o", "remount,rw", disk.mount], check=True)
            disk.recovers(what, expected)


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
    lost = {}
    for number in range(20):
        store.forget()
        subprocess.run(["chown", "-Rh", "65534:65534", str(store.runs)], check=bool(ordinary))
        process = subprocess.Popen(store.words(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **ordinary)
        time.sleep(RANDOM.uniform(0, SECONDS[0]))
        for path in (store.nightly, store.nightly / ".staged"):
            if path.exists():
                os.chmod(path, 0o555)
        said = process.communicate()[1]
        what = f"permission lost while it ran ({number + 1})"
        lost[process.returncode] = lost.get(process.returncode, 0) + 1
        check(process.returncode in (0, 7), f"{what}: gave {process.returncode}: {said[:300]}")
        store.holds(what)
        for path in (store.nightly, store.nightly / ".staged"):
            if path.exists():
                os.chmod(path, 0o755)
        SECONDS[0] = store.recovers(what, expected)
    print(f"permission lost while it ran: exit codes {dict(sorted(lost.items()))}", flush=True)


def truncated_extracts(store, expected):
    """Extracts that were cut short before the run, as a delivery that stopped half-way leaves them."""
    path = store.input / "assessments.csv"
    content = path.read_bytes()
    for share in (0, 0.01, 0.5, 0.75):
        store.forget()
        path.write_bytes(content[:int(len(content) * share)])
        done = store.run()
        what = f"an extract cut to {share:.0%}"
        check(done.returncode in (3, 6), f"{what}: gave {done.returncode}")
        check((store.nightly / "HELD-BACK.txt").exists(), f"{what}: no banner")
        store.holds(what)
        check(store.latest() == FIRST, f"{what}: latest is {store.latest()}")
        path.write_bytes(content)
        store.recovers(what, expected)


def kills_while_pruning(store, count):
    """kill -9 in a run's last part where its retention takes older runs away: each is there whole or gone."""
    old = ["2026-08-03", "2026-08-04", "2026-08-05", "2026-09-01", "2026-09-02", "2026-09-03"]
    kept = ["2026-08-03", "2026-09-01", FIRST]

    def copies(days):
        for day in days:
            if not (store.nightly / day).exists():
                shutil.copytree(store.nightly / FIRST, store.nightly / day)

    # What a run says of quality over time depends on the runs that are kept, so it is compared with one beside the same.
    copies(kept)
    store.forget()
    check(store.run().returncode == 0, "a run beside what is kept")
    expected = store.bytes(DAY)
    for number in range(count):
        store.forget()
        copies(old)
        process = store.start()
        # The kill falls as soon as the first of them has gone, or a moment later.
        while all((store.nightly / day).exists() for day in old) and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(RANDOM.uniform(0, 0.01))
        process.kill()
        process.wait()
        what = f"kill {number + 1} while pruning"
        store.holds(what, kept=kept)
        for day in old:
            if (store.nightly / day).exists():
                check(store.damage(day) is None, f"{what}: half of {day} is in sight")
        # The run itself may have been complete; its pruning is made up for by the next one that publishes.
        check(store.run(DAY, "--again").returncode == 0, f"{what}: the next run")
        done = subprocess.run([str(CARETALLY), "prune", "nightly", "--root", str(store.folder / "root"),
                               "--runs", str(store.runs)],
                              capture_output=True, text=True)
        check(done.returncode == 0, f"{what}: prune gave {done.returncode} {done.stderr[:200]}")
        check(store.days() == kept + [DAY], f"{what}: kept {store.days()}")
        store.forget()
        store.recovers(what, expected, kept=kept)
        staged = list((store.nightly / ".staged").iterdir()) if (store.nightly / ".staged").exists() else []
        check(not staged, f"{what}: left behind {staged}")
    for day in old:
        shutil.rmtree(store.nightly / day, ignore_errors=True)


def moving_extracts(store, expected):
    """Extracts cut short or rewritten while they are read, at random moments."""
    path = store.input / "assessments.csv"
    content = path.read_bytes()
    # Large enough that reading takes a while; the repeated keys are refused, which is of no matter here.
    large = content + content[content.index(b"\n") + 1:] * 400
    path.write_bytes(large)
    started = time.monotonic()
    store.forget()
    store.run()
    seconds = time.monotonic() - started
    seen, gone = {}, 0
    for number in range(40):
        store.forget()
        path.write_bytes(large)
        process = subprocess.Popen(store.words(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if number % 4 < 2:
            time.sleep(RANDOM.uniform(0, seconds))
        else:
            # As soon as the file is mapped, so that it is gone from under those who read it.
            while process.poll() is None and path.name not in pathlib.Path(f"/proc/{process.pid}/maps").read_text():
                pass
            time.sleep(RANDOM.uniform(0, 0.03))
        with open(path, "r+b") as file:
            if number % 2:
                file.truncate(RANDOM.randrange(len(large)))
            else:
                file.seek(RANDOM.randrange(len(large) - 10))
                file.write(b"\x00,\n9999")
        said = process.communicate()[1]
        seen[process.returncode] = seen.get(process.returncode, 0) + 1
        what = f"{'cut short' if number % 2 else 'rewritten'} while read ({number + 1})"
        check(process.returncode in (0, 3, 6), f"{what}: gave {process.returncode}")
        check(process.returncode != 3 or "FILE-020" in said, f"{what}: the reason is not said: {said[:200]}")
        gone += "was shortened" in said
        store.holds(what)
        path.write_bytes(content)
        store.recovers(what, expected)
    check(seen.get(3, 0) >= 10, f"too few extracts moved while they were read: {seen}")
    print(f"extracts that moved: exit codes {dict(sorted(seen.items()))}, {gone} gone from under the reader", flush=True)


def jumped_clocks(store, expected):
    """As-of days that a clock gone wrong would give, and where faketime is installed such a clock itself."""
    if shutil.which("faketime"):
        for moment in ("2031-10-31 05:00:00", "1971-01-01 00:00:00"):
            store.forget()
            words = [word for word in store.words() if word not in ("--as-of", DAY)]
            done = subprocess.run(["faketime", "-f", f"@{moment}", *words], capture_output=True, text=True)
            what = f"a clock at {moment}"
            check(done.returncode == 6, f"{what}: gave {done.returncode}: {done.stderr[:200]}")
            store.holds(what)
            check(store.latest() == FIRST, f"{what}: latest is {store.latest()}")
            store.recovers(what, expected)
        for step in ("-3600", "+86400"):
            # The clock is stepped while the run goes: no figure and no byte of the run may show it.
            store.forget()
            done = subprocess.run(["faketime", "-f", f"{step}s i1000", *store.words()], capture_output=True, text=True)
            check(done.returncode == 0, f"a clock {step} s off and running wild: gave {done.returncode}")
            store.recovers(f"a clock {step} s off", expected)
    else:
        print("faketime is not installed: the clock itself was not turned", flush=True)
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
        # A copy, so that nobody who works in the checkout meanwhile changes what runs are made from.
        for name in ("data", "pipelines"):
            shutil.copytree(ROOT / name, pathlib.Path(folder) / "root" / name)
        store = Store(folder)
        check(store.run(FIRST).returncode == 0, "the first run")
        started = time.monotonic()
        check(store.run().returncode == 0, "the second run")
        seconds = time.monotonic() - started
        expected = store.bytes(DAY)
        SECONDS[0] = seconds
        part = max(1, KILLS // 8)
        faults = {
            "kills": lambda: kills(store, expected, seconds),
            "replacing": lambda: kills_while_replacing(store, expected, seconds, part),
            "pruning": lambda: kills_while_pruning(store, part),
            "truncated": lambda: truncated_extracts(store, expected),
            "together": lambda: two_at_once(store, expected),
            "clocks": lambda: jumped_clocks(store, expected),
            "full": lambda: full_disks(store, expected),
            "read-only": lambda: read_only_disks(store, expected),
            "permissions": lambda: lost_permissions(store, expected),
            "moving": lambda: moving_extracts(store, expected),
        }
        for name in sys.argv[5:] or faults:
            faults[name]()
            print(f"{name}: {passed} passed, {failed} failed so far", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
