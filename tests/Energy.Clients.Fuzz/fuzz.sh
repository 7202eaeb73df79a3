#!/usr/bin/env bash
# Fuzzes every reader and parser under afl++ (Debian: apt-get install afl++), each target for its share of the time, one after the other on one core.
#   bash tests/Energy.Clients.Fuzz/fuzz.sh --minutes 30 [--work FOLDER] [target …]
# What is found stands in FOLDER/<target>/default/crashes and hangs, and FOLDER/summary.txt; a finding becomes a file in Regressions/<target>. The same FOLDER goes on where it stopped.
set -euo pipefail
project=$(cd "$(dirname "$0")" && pwd)
minutes=30 work= targets=()
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    *) targets+=("$1"); shift ;;
  esac
done
work=${work:-$(mktemp -d)}
command -v afl-fuzz >/dev/null || { echo "afl-fuzz is not installed: apt-get install afl++. Without it: dotnet run --project $project -c Release -- random --minutes $minutes"; exit 2; }
built=$project/bin/Release/net10.0
[ -f "$built/Energy.Clients.Fuzz.dll" ] || dotnet build "$project" -c Release --nologo -v quiet

# Instrumenting rewrites the files: a copy is fuzzed, not what tests run.
rm -rf "$work/bin" && mkdir -p "$work" && cp -r "$built" "$work/bin"
dotnet "$built/Energy.Clients.Fuzz.dll" instrument "$work/bin"
all=$(dotnet "$built/Energy.Clients.Fuzz.dll" targets)
if [ ${#targets[@]} -gt 0 ]; then all=$(for t in "${targets[@]}"; do grep "^$t " <<<"$all"; done); fi
total=$(awk '{ n += $2 } END { print n }' <<<"$all")

export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
: >"$work/summary.txt"
while read -r target share; do
  seconds=$((minutes * 60 * share / total))
  in=$work/$target.seeds
  rm -rf "$in" && mkdir -p "$in"
  for folder in Seeds Regressions; do
    if [ -d "$project/$folder/$target" ]; then find "$project/$folder/$target" -type f -exec cp {} "$in" \;; fi
  done
  [ -d "$work/$target" ] && in=-
  nice afl-fuzz -i "$in" -o "$work/$target" -V "$seconds" -m none -t 10000 -- dotnet "$work/bin/Energy.Clients.Fuzz.dll" afl "$target" >"$work/$target.log" 2>&1 || true
  stats=$work/$target/default/fuzzer_stats
  value() { sed -nE "s/^$1 *: *//p" "$stats" 2>/dev/null || true; }
  printf '%s: %s s, %s inputs, %s a second, %s in the corpus, %s findings, %s hangs\n' "$target" "$(value run_time)" "$(value execs_done)" "$(value execs_per_sec)" "$(value corpus_count)" \
    "$(value saved_crashes)" "$(value saved_hangs)" | tee -a "$work/summary.txt"
done <<<"$all"
! grep -qvE ' 0 findings, 0 hangs$' "$work/summary.txt"
