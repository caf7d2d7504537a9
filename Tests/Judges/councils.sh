#!/usr/bin/env bash
# Invents a council of many people and holds every pipeline's figures of it to calculations that are not ours.
#
#     Tests/Judges/councils.sh CARETALLY PYTHON SEED PEOPLE
#
# The answer key against SQL over the extracts, every reading against the key or the SQL, every fault against SQL.
set -euo pipefail
caretally=$1 python=$2 seed=$3 people=$4
council=.build-judges/council-$people
rm -rf "$council"
mkdir -p "$council"
.build/release/synthesise "$council/extracts" --seed "$seed" --people "$people" >"$council/written"
runs=()
for pipeline in nightly outcomes scorecard dashboard weekly tiles composition safeguarding-board; do
  runs+=("$council/$pipeline")
  "$caretally" run "$pipeline" --input "$council/extracts" --as-of 2026-10-31 --output "$council/$pipeline" --quiet \
    >>"$council/written"
done
status=0
judge() {
  echo "judge: $* ($people people)"
  "$python" "Tests/Judges/$1" "$council/extracts" "${@:2}" || status=1
}
judge measures.py
judge readings.py "${runs[@]}"
judge breakdowns.py "${runs[@]}"
"$caretally" run self-assessment --input "$council/extracts" --as-of 2026-10-31 --output "$council/self-assessment" --quiet \
  >>"$council/written"
for run in "${runs[@]}" "$council/self-assessment"; do
  echo "judge: verdicts.py $run ($people people)"
  "$python" Tests/Judges/verdicts.py "$run" || status=1
done
echo "judge: bridge.py ($people people)"
"$python" Tests/Judges/bridge.py "$caretally" "$council/extracts" || status=1
exit $status
