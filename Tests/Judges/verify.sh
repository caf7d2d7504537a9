#!/usr/bin/env bash
# Holds results against tools that are not CareTally's: Python's csv and sqlite3, DuckDB, scipy, a browser, an office program, and
# with --all files written with other seeds, which takes minutes. Installs what it needs: Python's packages into
# .build-judges, and where it is run by root Debian's. A judge that cannot be had fails. Each prints "N passed, M failed".
set -euo pipefail
cd "$(dirname "$0")/../.."

python=python3
command -v "$python" >/dev/null || { echo "python3 is needed for make verify: apt-get install python3 python3-venv"; exit 2; }
venv=.build-judges/venv
if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv" || { echo "python3-venv is needed: apt-get install python3-venv"; exit 2; }
fi
pip() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
pip numpy scipy highspy openpyxl odfpy pandas selenium duckdb sqlglot python-docx jsonschema
# Only for the axe-core that it carries; what it drives is another browser.
pip --no-deps axe-playwright-python

# needs PROGRAM PACKAGE...: whether the program (or a file of it) is there, after installing it where that is allowed.
has() { command -v "$1" >/dev/null || [ -e "$1" ]; }
needs() {
  local program=$1
  shift
  has "$program" && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $*"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null || true
  fi
  has "$program" && return
  echo "NOT JUDGED: '$program' is not here and could not be installed: apt-get install $*"
  return 1
}

example=data/examples/exampleshire
status=0
judge() {
  echo "judge: $*"
  "$venv/bin/python" "$@" || status=1
}
judge Tests/Judges/measures.py "$example"
judge Tests/Judges/faults.py "$example"
judge Tests/Judges/papers.py .build/release/caretally
judge Tests/Judges/prove.py "$example"
judge Tests/Judges/interval_vectors.py --check
judge Tests/Judges/derived.py --caretally .build/release/caretally
judge Tests/Judges/typed.py .build/release/caretally
judge Tests/Judges/neighbours.py --caretally .build/release/caretally
judge Tests/Judges/run_against_key.py .build/release/caretally "$example"
judge Tests/Judges/bridge.py .build/release/caretally "$example" 2026-10-31
judge Tests/Judges/waiting.py .build/release/caretally "$example"
judge Tests/Judges/reports.py .build/release/caretally "$example" 2026-10-31
judge Tests/Judges/recount.py .build/release/caretally --seed 1 --people 300
if needs ssh-keygen openssh-client; then
  judge Tests/Judges/pool.py .build/release/caretally .build/release/synthesise
else
  status=1
fi
if needs pg_lsclusters postgresql; then judge Tests/Judges/engines.py .build/release/caretally "$example"; else status=1; fi
echo "judge: Tests/Judges/councils.sh"
Tests/Judges/councils.sh .build/release/caretally "$venv/bin/python" 7 20000 || status=1

# What people open, as browsers and office programs see it.
packs=.build-judges/packs
rm -rf "$packs"
run() { .build/release/caretally run "$1" --input "$2" --as-of "$3" --output "$packs/$1" --quiet >/dev/null; }
run self-assessment "$example" 2026-10-31
run nightly "$example" 2026-10-31
run scorecard "$example" 2026-10-31
run ascof-annex data/examples/ascof-annex 2024-09-30
.build/release/caretally run self-assessment --input "$example" --as-of 2026-10-31 --output "$packs/again" --quiet >/dev/null
echo "judge: the same input twice"
if diff -r "$packs/self-assessment" "$packs/again"; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; status=1; fi
if needs soffice libreoffice-calc-nogui; then
  judge Tests/Judges/workbooks.py "$packs"/self-assessment "$packs"/scorecard
else
  status=1
fi
# The office program has a part for each kind of file.
if needs /usr/lib/libreoffice/program/libswlo.so libreoffice-writer-nogui; then
  judge Tests/Judges/documents.py "$packs"/self-assessment "$packs"/scorecard "$packs"/ascof-annex
else
  status=1
fi
judge Tests/Judges/data_schema.py "$packs"/self-assessment "$packs"/nightly "$packs"/scorecard "$packs"/ascof-annex
judge Tests/Judges/star.py "$packs"/self-assessment "$packs"/nightly "$packs"/scorecard "$packs"/ascof-annex
judge Tests/Judges/words.py "$packs"/self-assessment "$packs"/nightly "$packs"/scorecard "$packs"/ascof-annex
if needs chromedriver chromium chromium-driver fonts-liberation; then
  judge Tests/Judges/pages.py "$packs"/self-assessment "$packs"/nightly "$packs"/scorecard "$packs"/ascof-annex
else
  status=1
fi
# The example's published pack, attacked from its files alone; make attack has councils that publish night after night.
judge Tests/Judges/attack.py "$packs/self-assessment"
judge Tests/Judges/attack_returned.py .build/release/caretally
# Figures that came in, with the months that each is compared with.
for day in 2026-08-31 2026-09-30 2026-10-31; do
  .build/release/caretally run monthly-scorecard --input data/examples/monthly-scorecard --as-of "$day" --output "$packs/monthly-$day" \
    --quiet >/dev/null
done
judge Tests/Judges/verdicts.py "$packs"/monthly-2026-08-31 "$packs"/monthly-2026-09-30 "$packs"/monthly-2026-10-31

# Files of every form that Python and LibreOffice write with other seeds than the committed ones, read by the package's own test.
read_files() {
  local cases=.build-judges/reading-$1
  "$venv/bin/python" Tests/Judges/reading_fixtures.py "$cases" "$1" || status=1
  CARETALLY_READING="$PWD/$cases" "${SWIFT:-swift}" test --filter JudgedReadingTests || status=1
}
if needs soffice libreoffice-calc-nogui; then read_files 2; else status=1; fi
[ "${1:-}" = --all ] || exit $status

Tests/Judges/councils.sh .build/release/caretally "$venv/bin/python" 8 200000 || status=1

for seed in 3 4; do read_files "$seed"; done
exit $status
