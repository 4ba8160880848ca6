#!/bin/sh
# One script of verbs; needs Python 3.11 or newer and nothing else. `./do help` lists them.
set -eu
cd "$(dirname "$0")"

help() {
    cat <<'END'
./do run            set up and start polku with a demo shop and a virtual LINE   (all else is handed to `polku serve`)
./do test           lint, types, layers, then the whole suite on SQLite; on PostgreSQL again what asks it in SQL
./do test PATH -k…  only these tests                               (all else is handed to pytest)
./do check          lint, types, layers
./do bench NAME     measure                                        (all else is handed to `polku bench`)
./do words          bring the catalogues of translations up to date with what the program says
./do fuzz SECONDS   send the API what its description allows, and what not; ten minutes where no time is named
./do shot           pictures of the pages, from a real browser
./do clean          remove everything that ./do has made; your data folder stays
PYTHON=… names the Python to use; POLKU_TEST_DATABASE=postgresql runs `./do test PATH` on PostgreSQL.
POLKU_TEST_EXAMPLES=all tries properties with all their examples.
END
}

say() { printf '%s\n' "· $*" >&2; }
die() { printf '%s\n' "✗ $*" >&2; exit 1; }

# quietly SENTENCE COMMAND…: one line on the screen; what the command said is shown only when it fails.
quietly() {
    say "$1"; shift
    "$@" >"$log" 2>&1 || { cat "$log" >&2; die "failed: $*"; }
}

python() {
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$candidate" ] || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$candidate" && return
    done
    die "polku needs Python 3.11 or newer; name yours with PYTHON=/path/to/python3 ./do …"
}

# set_up run|test: the locked packages and polku itself in .venv; does nothing when nothing has changed.
set_up() {
    log=.venv/set-up.log
    # The folder is part of the stamp, since a virtual environment does not survive being moved.
    wanted=$({ pwd; cat "requirements/$1.txt" pyproject.toml; grep -m 1 '^## ' CHANGELOG.md; } | cksum)
    if [ "$(cat ".venv/.$1" 2>/dev/null)" != "$wanted" ]; then
        [ "$(cat .venv/.home 2>/dev/null)" = "$PWD" ] || rm -rf .venv
        if [ ! -d .venv ]; then
            found=$(python)
            say "Making .venv with $found"
            "$found" -m venv .venv || die "this Python cannot make a virtual environment (on Debian: apt-get install python3-venv)"
            pwd >.venv/.home
        fi
        export PIP_DISABLE_PIP_VERSION_CHECK=1
        quietly "Installing the locked packages (a minute or two the first time)" \
            .venv/bin/pip install --require-hashes --no-deps --no-compile -r "requirements/$1.txt" # compiled when first used
        quietly "Installing polku and building its assets" \
            .venv/bin/pip install --no-build-isolation --no-deps --no-index -e .
        echo "$wanted" >".venv/.$1"
    fi
    .venv/bin/python hatch_build.py # assets and languages that changed since
}

# A browser for tests/browser: ours to install only as root on Debian or Ubuntu; elsewhere those tests say why they skip.
# Debian has one without windows, menus and a screen, which opens pages in half the processor time: Chromium does, too.
browser() {
    fonts=/usr/share/fonts wanted=""
    [ -d $fonts/opentype/noto ] || wanted="fonts-noto-cjk"
    [ -e $fonts/truetype/noto/NotoColorEmoji.ttf ] || wanted="$wanted fonts-noto-color-emoji"
    [ -x /usr/bin/chromium-headless-shell ] || wanted="$wanted chromium-headless-shell"
    if [ -z "$wanted" ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then return; fi
    export DEBIAN_FRONTEND=noninteractive
    say "Installing$wanted"
    if install_packages $wanted >"$log" 2>&1; then return; fi
    if [ ! -x /usr/bin/chromium ] || [ "$wanted" != " chromium-headless-shell" ]; then
        quietly "Installing Chromium and fonts" install_packages chromium fonts-noto-cjk fonts-noto-color-emoji
    fi
}

install_packages() {
    once="-o DPkg::Lock::Timeout=300 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20"
    apt-get update -qq $once && apt-get install -y -qq $once --no-install-recommends "$@"
}

check() {
    failed=0
    say "ruff" && .venv/bin/ruff check --quiet --output-format concise . || failed=1
    say "ruff format" && .venv/bin/ruff format --check --quiet --output-format concise . || failed=1
    say "mypy" && .venv/bin/mypy --no-error-summary || failed=1
    say "layers" && .venv/bin/lint-imports --no-logo >"$log" 2>&1 || { failed=1; cat "$log"; }
    return $failed
}

# pytest_on NAME ARGUMENT…: keeps what pytest says in .venv/NAME.log; NAME is a database, or what brings its own.
pytest_on() {
    name=$1 database=sqlite; shift
    [ "$name" = postgresql ] && database=postgresql
    POLKU_TEST_DATABASE=$database .venv/bin/python -m pytest "$@" >".venv/$name.log" 2>&1 && : >".venv/passed-$name"
}

without() { printf -- '--ignore=%s ' "$@"; }

# take_rows: one row after the other, until none is left that nobody else has taken.
take_rows() {
    for row in $rows; do
        mkdir ".venv/taken-$row" 2>/dev/null || continue
        pages="tests/browser tests/house" programs="tests/river tests/fuzz" doors="tests/doors" channels="tests/say"
        looks="tests/browser/test_accessible.py tests/browser/test_every_page.py tests/browser/test_builder.py"
        case $row in
            sqlite) pytest_on sqlite $(without $pages $programs $doors $channels) ;;
            postgresql) pytest_on postgresql $(without $pages $programs) ;;
            stories) pytest_on stories $(without $looks) tests/browser ;;
            looks) pytest_on looks $looks tests/house ;;
            doors) pytest_on doors $doors ;;
            channels) pytest_on channels $channels ;;
            programs) pytest_on programs $programs ;;
        esac || :
    done
}

processors() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

run_tests() {
    rm -rf .venv/passed-* .venv/taken-*
    (log=.venv/check.log; check) && : >.venv/passed-check &
    quietly "making databases for the tests" .venv/bin/python -m tests.make .venv/made
    export POLKU_TEST_MADE="$PWD/.venv/made"
    # Rows wait for disks, browsers and programs a third of their time: two for each processor keep it busy. With more
    # of them it changes between them so often that all together take longer. Whoever is free takes the next row, the
    # longest first. Pages in a browser, whole programs and the rules of the house bring their own database or need none.
    rows="postgresql programs sqlite doors stories looks channels"
    say "pytest: $rows"
    for worker in $(seq $((2 * $(processors)))); do take_rows & done
    wait

    for row in $rows; do echo && say "$row" && cat ".venv/$row.log"; done
    echo
    checks=passed
    [ -e .venv/passed-check ] || checks=failed
    echo "lint, types, layers: $checks"
    for row in $rows; do
        echo "$row: $(tail -n 1 ".venv/$row.log")"
        [ -e ".venv/passed-$row" ] || checks=failed
    done
    [ $checks = passed ]
}

verb=${1:-help}
[ $# = 0 ] || shift
case $verb in
    run) set_up run; exec .venv/bin/polku serve --demo "$@" ;;
    test)
        (log=$(mktemp) && browser && rm -f "$log") & browser=$! # beside the packages: neither needs the other
        set_up test; wait $browser
        unset PYTHONDONTWRITEBYTECODE # programs are started some hundred times: they are compiled once
        if [ $# = 0 ]; then run_tests; else exec .venv/bin/python -m pytest "$@"; fi ;;
    check) set_up test; check ;;
    bench) set_up run; exec .venv/bin/polku bench "$@" ;;
    words) set_up test; exec .venv/bin/python -m tests.house.catalogue ;;
    fuzz) set_up test; exec .venv/bin/python -m tests.fuzz.api "$@" ;;
    shot) set_up test; (log=$(mktemp) && browser && rm -f "$log"); exec .venv/bin/python -m tests.browser.shot "$@" ;;
    clean)
        rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist \
            assets/node_modules polku/doors/web/static/built
        find polku tests -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} + ;;
    help | -h | --help) help ;;
    *) help >&2; die "there is no verb \"$verb\"" ;;
esac
