"""Holds the reports of a run to the formats they claim: SARIF 2.1.0, JUnit XML, GitLab Code Quality.

Usage: reports.py CARETALLY INPUT AS_OF
The rules are written down here from the published formats, and share nothing with the program that wrote the files.
"""
import json, os, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET


def need(condition, what):
    if not condition:
        sys.exit(f"reports: {what}")


def text(value, what):
    need(isinstance(value, str) and value, f"{what} is a text")


def physical(place, lines, what):
    uri = place["artifactLocation"]["uri"]
    need(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), f"{what}: uri {uri}")
    line = place.get("region", {}).get("startLine", 1)
    need(isinstance(line, int) and line >= 1, f"{what}: startLine")
    if uri not in lines:
        need(os.path.exists(uri), f"{what}: no file {uri}")
        with open(uri, "rb") as file:
            lines[uri] = file.read().count(b"\n") + 1
    need(line <= lines[uri], f"{what}: {uri} has no line {line}")


def sarif(path):
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    need(log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json"), "sarif version")
    need(len(log["runs"]) == 1, "one run")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    text(driver["name"], "driver.name")
    ids = [rule["id"] for rule in driver["rules"]]
    need(len(ids) == len(set(ids)), "rule ids are different")
    need(run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints"), "columnKind")
    lines = {}
    for result in run["results"]:
        text(result["message"]["text"], "message")
        need(ids[result["ruleIndex"]] == result["ruleId"], "ruleIndex")
        need(result["level"] in ("none", "note", "warning", "error"), "level")
        need(result["baselineState"] in ("new", "unchanged", "updated", "absent"), "baselineState")
        for fingerprint in result["partialFingerprints"].values():
            text(fingerprint, "fingerprint")
        for place in result.get("locations", []) + result.get("relatedLocations", []):
            physical(place["physicalLocation"], lines, result["ruleId"])
    return len(run["results"])


def junit(path):
    root = ET.parse(path).getroot()
    need(root.tag == "testsuites", "testsuites")
    total = {"tests": 0, "failures": 0, "skipped": 0}
    for suite in root:
        need(suite.tag == "testsuite" and suite.get("name"), "testsuite")
        cases = suite.findall("testcase")
        counts = {
            "tests": len(cases),
            "failures": sum(case.find("failure") is not None for case in cases),
            "skipped": sum(case.find("skipped") is not None for case in cases),
        }
        for name, count in counts.items():
            need(int(suite.get(name)) == count, f"{suite.get('name')}: {name}")
            total[name] += count
        for case in cases:
            need(case.get("name") and case.get("classname"), "testcase")
            need(all(child.tag in ("failure", "skipped", "system-out") for child in case), "testcase parts")
    for name, count in total.items():
        need(int(root.get(name)) == count, name)
    return total["tests"]


def gitlab(path):
    with open(path, encoding="utf-8") as file:
        items = json.load(file)
    seen = set()
    for item in items:
        for key in ("description", "check_name", "fingerprint"):
            text(item[key], key)
        need(item["severity"] in ("info", "minor", "major", "critical", "blocker"), "severity")
        need(item["fingerprint"] not in seen, "fingerprints are different")
        seen.add(item["fingerprint"])
        text(item["location"]["path"], "path")
        need(item["location"]["lines"]["begin"] >= 1, "begin")
    return len(items)


def main():
    caretally, source, day = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        out = {name: os.path.join(folder, name) for name in ("sarif", "junit", "gitlab")}
        command = [caretally, "run", "nightly", "--input", source, "--as-of", day, "--quiet"]
        command += ["--output", os.path.join(folder, "run"), "--until", "validate"]
        for name, path in out.items():
            command += [f"--{name}", path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        counts = (sarif(out["sarif"]), junit(out["junit"]), gitlab(out["gitlab"]))
    need(min(counts) > 0, "something was reported")
    print("reports: {} SARIF results, {} JUnit tests, {} GitLab items hold".format(*counts))


main()
