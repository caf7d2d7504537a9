#!/usr/bin/env bash
# Holds results against tools that are not CareTally's: Python's csv and sqlite3, scipy, and what a browser or an
# office program makes of the files (those with --all, which takes minutes). Installs what it needs into .build-judges; each judge prints "N passed, M failed".
set -euo pipefail
cd "$(dirname "$0")/../.."

python=python3
command -v "$python" >/dev/null || { echo "python3 is needed for make verify: apt-get install python3 python3-venv"; exit 2; }
venv=.build-judges/venv
if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv" || { echo "python3-venv is needed: apt-get install python3-venv"; exit 2; }
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy scipy openpyxl

example=data/examples/exampleshire
status=0
judge() {
  echo "judge: $*"
  "$venv/bin/python" "$@" || status=1
}
judge Tests/Judges/measures.py "$example"
judge Tests/Judges/faults.py "$example"
judge Tests/Judges/prove.py "$example"
judge Tests/Judges/interval_vectors.py --check
judge Tests/Judges/run_against_key.py .build/release/caretally "$example"
judge Tests/Judges/reports.py .build/release/caretally "$example" 2026-10-31
echo "judge: Tests/Judges/councils.sh"
Tests/Judges/councils.sh .build/release/caretally "$venv/bin/python" 7 20000 || status=1
[ "${1:-}" = --all ] || exit $status

Tests/Judges/councils.sh .build/release/caretally "$venv/bin/python" 8 200000 || status=1

# What people open, as browsers and office programs see it; these are too big to install for everybody.
pack=.build-judges/pack
rm -rf "$pack"
.build/release/caretally run self-assessment --input "$example" --as-of 2026-10-31 --output "$pack" --quiet
if command -v soffice >/dev/null; then
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl
  judge Tests/Judges/workbooks.py "$pack"
else
  echo "not judged: workbooks; apt-get install libreoffice-calc-nogui"
fi
if command -v chromedriver >/dev/null; then
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check selenium axe-selenium-python
  judge Tests/Judges/pages.py "$pack"
else
  echo "not judged: pages; apt-get install chromium chromium-driver"
fi
# Files of every form that Python writes with other seeds than the committed ones, read by the package's own test.
for seed in 2 3 4; do
  cases=.build-judges/reading-$seed
  "$venv/bin/python" Tests/Judges/reading_fixtures.py "$cases" "$seed" || status=1
  CARETALLY_READING="$PWD/$cases" "${SWIFT:-swift}" test --filter JudgedReadingTests || status=1
done
exit $status
