#!/usr/bin/env bash
# Runs a benchmark some times under the monitor, checks each run, and compares all of them with
# kept ones. Fails where a threshold was broken or something is worse.
#
#   bench.sh JAVA_OPTIONS_AND_PROGRAM...
#
# MONITOR    monitor.jar
# OPTIONS    the monitor's options: op=, threshold=, tag= and so on; may be empty
# BASE       a directory with the records of the base; if there are none, nothing is compared
# OUT        a new directory for the records, check-N.xml, compare.xml and comment.md
# RUNS       how many times; 5 if not given
set -euo pipefail
: "${MONITOR:?names monitor.jar}" "${BASE:?names the directory with the records of the base}"
: "${OUT:?names a new directory}"
mkdir -p "$OUT/records"
failed=0

for number in $(seq "${RUNS:-5}"); do
  rm -rf "$OUT/run"
  java "-javaagent:$MONITOR=address=localhost:0,record_dir=$OUT/run${OPTIONS:+,$OPTIONS}" "$@"
  record=$(ls "$OUT"/run/*.bmr)
  # 2 says that the run has no threshold, which is as good as none broken.
  code=0
  java -jar "$MONITOR" check "$record" --junit "$OUT/check-$number.xml" || code=$?
  case $code in
    0 | 2) ;;
    *) failed=1 ;;
  esac
  mv "$record" "$OUT/records/"
done
rm -rf "$OUT/run"

if ls "$BASE"/*.bmr >/dev/null 2>&1; then
  java -jar "$MONITOR" compare "$BASE"/*.bmr -- "$OUT"/records/*.bmr \
    --allow inconclusive,no-data --markdown "$OUT/comment.md" --junit "$OUT/compare.xml" ||
    failed=1
else
  echo "$BASE has no record: nothing is compared; keep those of $OUT/records there"
fi
exit $failed
