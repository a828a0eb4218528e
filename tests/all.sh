#!/bin/bash
# Run every check of this repository: formatting, tests, the shipped PDFs and what they say, documentation, lints.
#
# usage: tests/all.sh      from anywhere; the outputs are in target/
# needs: Rust; on Debian 12 as root the rest is installed into target/conformance-tools (tests/conformance/README.md)
# Steps go on after a failure, so that one run shows all of them. The last line counts them: "N passed, N failed".
# exit: 0 every step passed, 1 some step failed
set -euo pipefail
cd "$(dirname "$0")/.."

# One target folder and the dev profile everywhere, so that Typst is compiled once (and once more, without code, for the
# documentation and Clippy).
export CARGO_TARGET_DIR="$PWD/target"
unset RUSTFLAGS RUSTDOCFLAGS CARGO_BUILD_RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
tools=target/conformance-tools
out=target/check
readings=tests/conformance/readings
with_sheets=trifold,booklet,card

# ---- the steps ----------------------------------------------------------------------------------------

formatting() { cargo fmt --check; }
tests() { cargo test --locked; }
# Two are run by hand: 200 moments of a build of 300 documents (ten minutes), and two thousand edits (half an hour).
slow_tests() {
    cargo test --locked -- --ignored --skip two_hundred_moments --skip two_thousand_edits \
        --skip another_library_reads_the_calendar
}
# The calendar of two hundred texts, made twice, in the library for calendars of Python.
due_calendar() {
    cargo test --locked --test integration another_library_reads_the_calendar -- --ignored | tee "$out/calendar.txt"
    grep -q '^test result: ok. 1 passed' "$out/calendar.txt"
}

build_shipped() { # JOBS OUT
    target/debug/handout -q build --jobs "$1" --out "$2"
    as_planned "$2" .
}
same_bytes() { diff -r -x .handout.record "$out/out1" "$out/out2"; }
# Pages in a browser while their text is written.
watching() { node tests/watch/watch.mjs target/debug/handout; }
# The reviewed fixture in every product, with sheets for thick paper.
build_reviewed() {
    rm -rf "$out/project"
    cp -r tests/fixtures/reviewed "$out/project"
    sed -i 's/^products:.*/products: [leaflet, trifold, booklet, large-print, card, worksheet, worksheet-paper]/' \
        "$out/project/sources/project.yaml"
    target/debug/handout -q --project "$out/project" build --today 2026-12-01 --print office,press --thickness 0.3 \
        --out "$PWD/$out/reviewed"
    as_planned "$out/reviewed" "$out/project" --print office,press
}
conformance() { # FOLDER READINGS
    local files
    mapfile -t files < <(pdfs "$1" | grep -v -E -- '-(office|press)')
    [ ${#files[@]} -gt 0 ] || { echo "no PDFs in $1"; return 1; }
    tests/conformance/check.sh --readings "$2" ua1,2a "${files[@]}"
}
# Every shipped worksheet with an answer to every question, filled and flattened.
filled_forms() { # FOLDER OUT
    local form forms filled flat handout=$PWD/target/debug/handout
    rm -rf "$2"
    for form in $(pdfs "$1" | grep -E -- '-worksheet-(letter|a4)'); do
        "$handout" -q fields "$form" --format json | tests/answers.py > "$out/answers.json"
        "$handout" -q fill "$form" --data "$out/answers.json" --out "$2/filled"
        "$handout" -q extract "$2/filled/$(basename "$form" .pdf)-filled.pdf" --format json > "$out/extracted.json"
        python3 - "$out/answers.json" "$out/extracted.json" << 'END'
import json, sys
given, got = (json.load(open(name)) for name in sys.argv[1:])
answers = {k: v for k, v in got["answers"].items() if k != "extra-space"}
assert answers == given, "the answers are not those that were given"
END
    done
    "$handout" -q flatten "$2"/filled/*.pdf --out "$2/flat"
    forms=$(pdfs "$1" | grep -c -E -- '-worksheet-(letter|a4)')
    filled=$(pdfs "$2/filled" | wc -l) flat=$(pdfs "$2/flat" | wc -l)
    echo "$forms worksheets: $filled filled, $flat flattened"
    [ "$filled" = "$forms" ] && [ "$flat" = "$forms" ]
}
# Every kind of field, filled in by every viewer; and what a screen reader is told of each.
form_of_all_fields() { echo "$out/reviewed/maple/all-fields.en-worksheet-letter.pdf"; }
viewers() {
    tests/viewers/matrix.py "$(form_of_all_fields)" tests/viewers/all-fields.plan.json "$out/viewers" \
        --handout target/debug/handout --expect tests/viewers/all-fields.expect.json
}
# What the viewers saved, filled once more and flattened: conforming, whatever fonts of its own a viewer wrote.
saved_forms() {
    local form handout=$PWD/target/debug/handout
    rm -rf "$out/saved"
    for form in "$out"/viewers/*-plain.pdf; do
        "$handout" -q extract "$form" --format json > "$out/saved.json" 2> /dev/null || true
        python3 - "$out/saved.json" > "$out/answers.json" << 'END'
import json, sys
answers = json.load(open(sys.argv[1]))["answers"]
answers["extra-space"] = {"text": None}
answers["long"]["bring"] = ["list"]
json.dump(answers, sys.stdout)
END
        "$handout" -q fill "$form" --data "$out/answers.json" --out "$out/saved/filled"
        "$handout" -q extract "$out/saved/filled/$(basename "$form" .pdf)-filled.pdf" | grep -A 1 'bring:' | grep -q 'list'
    done
    "$handout" -q flatten "$out"/saved/filled/*.pdf --out "$out/saved/flat"
    # One of each viewer.
    diff <(ls tests/viewers | sed -n 's/^fill_\(.*\)\..*/\1/p') \
        <(pdfs "$out/saved/flat" | sed 's|.*/||; s/-plain.*//')
    form_conformance "$out/saved/flat"
}
announced() {
    tests/viewers/announce.sh "$(form_of_all_fields)" > "$out/announced.txt"
    diff -U 2 tests/viewers/all-fields.announced.txt "$out/announced.txt"
}
form_conformance() { # FOLDER
    local files
    mapfile -t files < <(pdfs "$1")
    tests/conformance/check.sh ua1,2a "${files[@]}"
}
# Sheets to print, of the shipped texts and of the reviewed ones.
sheets() { pdfs "$out/out1"; pdfs "$out/reviewed"; }
office_conformance() {
    local files
    mapfile -t files < <(sheets | grep -- '-office')
    tests/conformance/verapdf/verapdf-check.sh 2b "${files[@]}"
}
build_sheets() {
    target/debug/handout -q build --product "$with_sheets" --print office,press --out "$out/print"
    as_planned "$out/print" . --product "$with_sheets" --print office,press
}
# Twelve pages of front cover and text, three for notes and a back cover on thick paper: four sheets, creep of 0.3 mm a sheet.
sixteen() {
    local project=$out/sixteen printed
    rm -rf "$project"
    cp -r tests/fixtures/reviewed "$project"
    sed -i 's/^products:.*/products: [booklet]/; s/^papers:.*/papers: [letter]/' "$project/sources/project.yaml"
    python3 - "$project/sources/guides/first-visit/en.yaml" << 'END'
import sys
path = sys.argv[1]
words = "Come in, sit down and ask whatever you want to know. " * 9
more = "".join(f"  - {{id: more-{n}, heading: 'Once more, {n}', brief: Once more., body: '{words}'}}\n" for n in range(20))
text = open(path).read()
open(path, "w").write(text.replace("faq:\n", more + "faq:\n", 1))
END
    target/debug/handout -q --project "$project" build --today 2026-12-01 --print office,press --thickness 0.3 \
        --out "$PWD/$project/out"
    as_planned "$project/out" "$project" --print office,press
    printed=$(pdfs "$project/out" | grep -c -E -- '-(office|press)')
    tests/print/fold.py --thickness 0.3 "$project/out" | tee "$out/sixteen.txt"
    [ "$(grep -c 'PASS.*16 pages on 4 sheets.*creep 0.00, 0.30, 0.60, 0.90 mm' "$out/sixteen.txt")" = "$printed" ]
}
folded() { tests/print/fold.py "$out/print"; tests/print/fold.py --thickness 0.3 "$out/reviewed"; }
office() { tests/print/office.sh "$out/print"; tests/print/office.sh "$out/reviewed"; }
press() { tests/print/press.sh "$out/print"; tests/print/press.sh "$out/reviewed"; }
planted() {
    local at=$out/print/riverside
    tests/print/mutants.py "$at"/heroin-family-support.en-trifold-letter-{office,press}-DRAFT.pdf \
        "$at/heroin-family-support.en-booklet-letter-office-DRAFT.pdf" "$at/naloxone-at-home.en-card-letter-press-DRAFT.pdf"
    tests/print/printer_mutants.py "$at"/heroin-family-support.en-trifold-letter-{office,press}-DRAFT.pdf
}
# Packets for reviewers: of a text that was signed before, of all kinds, in both languages, and one that was answered.
packets() {
    local at=$out/packets handout=$PWD/target/debug/handout files
    local today=2026-12-01 who=sample-reviewer
    mkdir -p "$at/shipped"
    cp -r tests/fixtures/reviewed "$at/reviewed"
    cp -r sources "$at/shipped/sources"
    printf '  - {id: %s, name: Sample Reviewer, credentials: MD}\n' $who >> "$at/shipped/sources/people.yaml"
    sed -i 's/Two people are enough/Two or three people are enough/; s/^revision: 2/revision: 3/' \
        "$at/reviewed/sources/guides/first-visit/en.yaml"
    packet() { "$handout" -q --project "$at/$1" review packet "$2" --lang "$3" --for $who --today $today --out "$at/made" "${@:4}"; }
    packet reviewed first-visit en --by 2026-12-20
    packet reviewed all-fields en --whole
    packet reviewed facts-us en --paper
    packet shipped heroin-family-support en
    packet shipped naloxone-at-home es
    printf 'overall: {decision: approve, name: Sample Reviewer, date: %s}\n' $today > "$at/answers.yaml"
    "$handout" -q fill "$at/made/first-visit.en-r3-$who.pdf" --data "$at/answers.yaml" --out "$at/made"
    "$handout" --project "$at/reviewed" review import "$at/made/first-visit.en-r3-$who-filled.pdf" --today $today
    # What else is made for staff: sheets of tests with readers, a notice with its slip, an archive print.
    printf 'places: [{id: ward-3, name: Ward 3}]\n' >> "$at/shipped/sources/project.yaml"
    staff() { "$handout" -q --project "$at/shipped" "$@" --today $today; }
    staff review test-sheet heroin-family-support --lang en --out "$at/made"
    staff review test-sheet naloxone-at-home --lang es --paper --out "$at/made"
    staff withdraw naloxone-at-home --by "Sample Clerk" --reason "A dose was wrong." --out "$at/made"
    staff build naloxone-at-home --withdrawn --lang en --paper letter --out "$PWD/$at/archive"
    mapfile -t files < <(pdfs "$at/made"; pdfs "$at/archive")
    [ ${#files[@]} = 10 ]
    tests/conformance/check.sh --readings "$readings/packets" ua1,2a "${files[@]}"
}
# From a packet, filled in in a browser, to the credit, and from a letter that changes to the next packet.
review_round() { tests/viewers/round.py "$out/round" --handout target/debug/handout; }
proofs() {
    local product text=heroin-family-support
    for product in ${with_sheets//,/ }; do
        target/debug/handout -q proof $text --product "$product" --out "$out/proof"
        target/debug/handout -q proof $text --product "$product" --dummy --out "$out/proof"
    done
    diff <(tests/planned.py . --text $text --product "$with_sheets" --print none | sed 's/\(.*\)\.pdf/\1-dummy.pdf\n\1-proof.pdf/') \
        <(made "$out/proof")
    pdfs "$out/proof" | xargs -n 1 qpdf --check > /dev/null
}
# No page moves by a signature.
signed_pages() { python3 tests/pages.py target/debug/handout sources "$out/pages"; }
# In grey, and on a copy of a copy.
greys() { local files; mapfile -t files < <(pdfs "$out/out1" | grep -v -- '-office'); python3 tests/greys.py "${files[@]}"; }
language() { target/debug/handout -q check --language --strict; }
# Findings of every place and severity as SARIF, held against its schema and rules by the validator of its makers.
sarif() {
    local project=$out/mistakes validator=$CONFORMANCE_TOOLS/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
    rm -rf "$project"
    cp -r tests/fixtures/reviewed "$project"
    sed -i 's/^summary:/sumary:/; s/Two people are enough/Call 555-0199/' "$project/sources/guides/first-visit/en.yaml"
    mv "$project/sources/people.yaml" "$project/sources/peo ple.yaml"
    target/debug/handout --project "$project" check --format sarif --today 2026-12-01 > "$out/findings.sarif" || [ $? = 1 ]
    chmod +x "$validator"
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$validator" validate "$out/findings.sarif" --output "$out/validated.sarif" \
        --log ForceOverwrite | tee "$out/validated.txt"
    python3 - "$out/findings.sarif" "$out/validated.sarif" << 'END'
import json, sys
made, judged = (json.load(open(name, encoding="utf-8-sig")) for name in sys.argv[1:])
found = made["runs"][0]["results"]
assert {result["level"] for result in found} >= {"error", "warning"} and len(found) > 3, found
wrong = [result for result in judged["runs"][0]["results"] if result.get("level", "warning") in ("error", "warning")]
assert not wrong, json.dumps(wrong, indent=1)
END
}
# The schemas in the language server of editors.
editor() { node tests/editor/server.mjs target/debug/handout; }
# The program as `cargo install` puts it, without compiling what is compiled; and as a Debian package, in a bare Debian.
installed() {
    cargo install --quiet --locked --profile dev --path . --root "$out/installed"
    [ "$("$out/installed/bin/handout" --version)" = "$(target/debug/handout --version)" ]
}
package() { tests/package/deb.sh; }
pages() { tests/docs.py; }
documentation() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps; }
lints() { cargo clippy --locked --all-targets -- -D warnings; }

# The work tree, as it is: the same before and after, and in continuous integration clean.
work_tree() { git status --porcelain; { git diff; git diff --cached; } | sha256sum; }
clean_tree() {
    git status --short
    if [ -n "${CI:-}" ]; then
        git diff --exit-code
        [ -z "$(git status --porcelain)" ]
    else
        [ "$(work_tree)" = "$before" ] || { echo "this run changed the work tree"; return 1; }
    fi
}

pdfs() { find "$1" -name '*.pdf' | LC_ALL=C sort; }
# The PDFs in a folder as tests/planned.py names them: below it, and without the mark of a draft.
made() { (cd "$1"; find . -name '*.pdf') | sed 's|^\./||; s/-DRAFT\.pdf$/.pdf/' | LC_ALL=C sort; }
# Whether a folder has exactly the PDFs that the sources of a project ask for.
as_planned() { # FOLDER PROJECT [--print P] [--product P]
    local folder=$1; shift
    tests/planned.py "$@" > "$out/planned.txt"
    echo "$(wc -l < "$out/planned.txt") PDFs planned in $folder"
    made "$folder" | diff --label planned --label made -U 0 "$out/planned.txt" -
}

# ---- running them ---------------------------------------------------------------------------------------

passed=0 failed=0 broken=()
step() { # TITLE COMMAND...
    local title=$1 start=$SECONDS status; shift
    printf '\n== %s\n' "$title"
    # Not under `if`, `&&` or `||`: there the shell would go on after a failing command inside the step.
    set +e
    (set -e; "$@")
    status=$?
    set -e
    if [ $status = 0 ]; then
        passed=$((passed + 1)); printf -- '-- passed: %s (%d s)\n' "$title" $((SECONDS - start))
    else
        failed=$((failed + 1)); broken+=("$title"); printf -- '-- FAILED: %s (%d s)\n' "$title" $((SECONDS - start))
    fi
}

# Steps beside the others, which take one core each: what they print comes at the end, and so does their count.
beside() { # COMMAND
    rm -f "$out/beside.counts"
    (passed=0 failed=0 broken=(); "$1"; declare -p passed failed broken > "$out/beside.counts") > "$out/beside.txt" 2>&1 &
    other=$!
}
join() {
    local counts=("$passed" "$failed") titles=(${broken[@]+"${broken[@]}"})
    wait "$other" || true
    cat "$out/beside.txt"
    passed=0 failed=1 broken=("steps beside the others")
    # shellcheck disable=SC1091
    if [ -f "$out/beside.counts" ]; then eval "$(sed 's/^declare --/declare -g/; s/^declare -a/declare -ga/' "$out/beside.counts")"; fi
    passed=$((passed + counts[0])) failed=$((failed + counts[1]))
    broken=(${titles[@]+"${titles[@]}"} ${broken[@]+"${broken[@]}"})
}
# What is compiled once more or packed, while pages are held against validators.
compiled_again() {
    step "documentation" documentation
    step "lints" lints
    step "a calendar of reviews, read by another library" due_calendar
    step "installed by cargo" installed
    step "a Debian package in a bare Debian" package
}
with_tools() { if [ -f "$tools/env" ]; then . "$tools/env"; fi; }
compiling() { cargo test --locked --no-run; }
install_tools() { step "tools" tests/conformance/install.sh "$tools"; }

before=$(work_tree)
rm -rf "$out"
mkdir -p "$out"

beside install_tools
step "formatting" formatting
step "compiling" compiling
join
with_tools
step "tests" tests
step "tests that need the tools" slow_tests
step "build, one job" build_shipped 1 "$out/out1"
step "reading level and words" language
step "build, two jobs" build_shipped 2 "$out/out2"
step "the same bytes" same_bytes
beside compiled_again
step "build of the reviewed fixture" build_reviewed
step "conformance, structure, reading order: shipped" conformance "$out/out1" "$readings/shipped"
step "conformance, structure, reading order: reviewed fixture" conformance "$out/reviewed" "$readings/reviewed"
step "conformance of office sheets" office_conformance
step "build of sheets for office and press" build_sheets
step "sheets folded, cut and bound along their ticks" folded
step "a booklet of 16 pages on thick paper" sixteen
step "sheets on an office printer" office
step "sheets at a print shop" press
step "planted faults of sheets" planted
step "proofs and dummies" proofs
step "as many pages once signed" signed_pages
step "the calls are the darkest thing of their page" greys
step "filled and flattened forms: shipped" filled_forms "$out/out1" "$out/forms"
step "conformance and structure: filled and flattened" form_conformance "$out/forms"
step "filled and flattened forms: reviewed fixture" filled_forms "$out/reviewed" "$out/forms-reviewed"
step "conformance, structure, reading order: flattened fixture" conformance "$out/forms-reviewed/flat" "$readings/flattened"
join
step "viewers fill every kind of field" viewers
step "what viewers saved, filled again and flattened" saved_forms
step "what a screen reader is told" announced
step "packets for reviewers" packets
step "a round of reviews in browsers' viewers" review_round
step "findings as SARIF" sarif
step "pages in browsers while a text is written" watching
step "help while writing, in an editor" editor
step "links of the pages" pages
step "clean work tree" clean_tree

echo
for title in ${broken[@]+"${broken[@]}"}; do echo "failed: $title"; done
echo "all steps: $SECONDS s"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
