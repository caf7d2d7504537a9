"""Makes one-line changes to a copy of the checkout and holds the tests to noticing each.

    mutants.py [--only ID or beginning of a file's name, …] [--check] [--verbose]

The changes are in `mutants.toml`. Mutants are built together only where no named test can see another one's module, so
that a test that fails is that mutant's. Standard library only. Prints a line for each that lived, and at the end
"mutants: N of N killed"; exit 1 unless all were, 2 where a mutant does not apply or does not compile.
"""
import argparse, json, os, pathlib, re, shutil, signal, subprocess, sys, time, tomllib

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
copy = root / ".build/mutants/checkout"
limit = 900


class Unusable(Exception):
    """A mutant that says nothing of the tests."""


def changed(text, mutant):
    """The text of a file with a mutant's one change."""
    start = 0
    if below := mutant.get("below"):
        if text.count(below) != 1:
            raise Unusable(f"{mutant['id']}: {mutant['file']} has {text.count(below)} times {below!r}")
        start = text.index(below) + len(below)
    elif text.count(mutant["before"]) != 1:
        raise Unusable(f"{mutant['id']}: {mutant['file']} has {text.count(mutant['before'])} times {mutant['before']!r}")
    if mutant["before"] not in text[start:]:
        raise Unusable(f"{mutant['id']}: {mutant['file']} has not {mutant['before']!r} after {below!r}")
    return text[:start] + text[start:].replace(mutant["before"], mutant["after"], 1)


def synchronise():
    """Brings the copy to the checkout's files, and leaves alone what is alike, so that little is built again."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-coz", "--exclude-standard"], capture_output=True, check=True)
    wanted = {name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()}
    for name in wanted:
        source, target = root / name, copy / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            shutil.copymode(source, target)
    for path in sorted(copy.rglob("*"), reverse=True):
        name = path.relative_to(copy).as_posix()
        if not name.startswith(".build/") and path.is_file() and name not in wanted:
            path.unlink()


def swift(*words, seconds=None):
    """Runs a command of the copy: its exit code, None where it did not end in time, and what it said."""
    process = subprocess.Popen(
        ["swift", *words], cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=seconds)
        return process.returncode, said.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return None, ""
    finally:
        # What it started goes with it, also where this program is told to stop.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def build():
    return swift("build", "--build-tests")


def run(tests):
    """Whether all of some tests pass, and the first that does not."""
    pattern = "|".join("^" + re.escape(name) + ("/" if "." in name else r"\.") for name in tests)
    code, said = swift("test", "--skip-build", "--filter", pattern, seconds=limit)
    if code is None:
        return False, f"no end after {limit} s"
    found = re.search(r"Test run with (\d+) tests? in", said)
    if code == 0:
        if not found or found[1] == "0":
            raise Unusable(f"no tests are called {', '.join(tests)}")
        return True, found[1]
    failed = re.search(r"✘ Test (.+?) (?:recorded|failed)", said)
    stopped = re.search(r"(?:unexpected signal code \d+|Fatal error.*)", said)
    if not failed and not stopped:
        raise Unusable(f"{', '.join(tests)} could not be run:\n{said[-2000:]}")
    return False, failed[1] if failed else stopped[0]


def closures():
    """For each target, every target that it is built from."""
    code, said = swift("package", "describe", "--type", "json")
    if code != 0:
        raise Unusable(said)
    direct = {t["name"]: t.get("target_dependencies", []) for t in json.loads(said[said.index("{"):])["targets"]}

    def reached(name):
        return {name}.union(*(reached(other) for other in direct.get(name, [])))

    return {name: reached(name) for name in direct}


def batches(mutants, reach):
    """Mutants that may be built together: of modules of which no other's tests are built."""
    def module(mutant):
        return mutant["file"].split("/")[0]

    def sees(mutant):
        return set().union(*(reach[name.split(".")[0]] for name in mutant["tests"]))

    out = []
    for mutant in mutants:
        if module(mutant) not in sees(mutant):
            raise Unusable(f"{mutant['id']}: its tests are not built from {module(mutant)}")
        fits = (b for b in out if all(module(mutant) not in sees(o) and module(o) not in sees(mutant) for o in b))
        batch = next(fits, None)
        if batch is None:
            out.append(batch := [])
        batch.append(mutant)
    return out


def trial(batch):
    """Makes a batch's changes, builds once and runs each one's tests; yields whether each was killed, and by what."""
    originals = {}
    try:
        for mutant in batch:
            path = copy / "Sources" / mutant["file"]
            originals[path] = path.read_text()
            path.write_text(changed(originals[path], mutant))
        code, said = build()
        if code != 0:
            errors = "\n".join(line for line in said.splitlines() if "error:" in line)
            raise Unusable(f"{', '.join(m['id'] for m in batch)}: does not compile\n{errors}")
        for mutant in batch:
            passed, what = run(mutant["tests"])
            yield mutant, not passed, what
    finally:
        for path, text in originals.items():
            path.write_text(text)


def main():
    parser = argparse.ArgumentParser(description="Check that tests notice one-line changes.")
    parser.add_argument("--only", nargs="+", default=[], help="ids, or beginnings of file names")
    parser.add_argument("--check", action="store_true", help="only say whether each change can be made")
    parser.add_argument("--verbose", action="store_true", help="name the test that killed each, and the time it took")
    options = parser.parse_args()
    mutants = tomllib.loads((here / "mutants.toml").read_text())["mutant"]
    if len({m["id"] for m in mutants}) != len(mutants):
        raise Unusable("two mutants have one id")
    for mutant in mutants:
        changed((root / "Sources" / mutant["file"]).read_text(), mutant)
    wanted = [m for m in mutants if not options.only or any(m["id"] == o or m["file"].startswith(o) for o in options.only)]
    if options.check:
        print(f"mutants: {len(wanted)} can be made")
        return 0
    synchronise()
    code, said = build()
    if code != 0:
        raise Unusable("the checkout itself does not build:\n" + said[-2000:])
    names = sorted({name for mutant in wanted for name in mutant["tests"]})
    known = swift("test", "list", "--skip-build")[1].splitlines()
    if missing := [n for n in names if not any(test.startswith((n + "/", n + ".")) for test in known)]:
        raise Unusable(f"no tests are called {', '.join(missing)}")
    passed, what = run(names)
    if not passed:
        raise Unusable(f"a test fails without any change: {what}")
    judged, killed, unusable = set(), 0, 0
    waiting = batches(wanted, closures())
    while waiting:
        batch = waiting.pop(0)
        start = time.monotonic()
        try:
            for mutant, isKilled, what in trial(batch):
                judged.add(mutant["id"])
                killed += isKilled
                if not isKilled:
                    print(f"lived: {mutant['id']} ({mutant['file']}): {mutant['rule']}", flush=True)
                elif options.verbose:
                    print(f"{time.monotonic() - start:.0f} s: {mutant['id']} by {what}", flush=True)
        except Unusable as problem:
            if len(batch) == 1:
                unusable += 1
                print(problem, flush=True)
            else:
                # Which of them it is shows when each is built by itself.
                waiting = [[mutant] for mutant in batch if mutant["id"] not in judged] + waiting
    print(f"mutants: {killed} of {len(wanted)} killed")
    return 2 if unusable else 0 if killed == len(wanted) else 1


try:
    sys.exit(main())
except Unusable as problem:
    print(problem)
    sys.exit(2)
