# Every developer command. `just` lists them; each is one line that also works without just.
python := ".venv/bin/python"

default:
    @just --list

# set up a virtual environment with everything for development
setup:
    python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e ".[dev]"

# start the window, with a home of its own
run *ARGS:
    CLUSTERBENCH_HOME=build/home {{python}} main.py {{ARGS}}

# all that CI checks, without installing packages
check: test lint

# the tests, on up to four cores; `just test-one tests/ui -k window --pdb` runs some of them in this process
test *ARGS:
    {{python}} -m pytest -q -n auto --maxprocesses 4 --dist worksteal {{ARGS}}

test-one *ARGS:
    {{python}} -m pytest -q {{ARGS}}

lint:
    .venv/bin/ruff format --check .
    .venv/bin/ruff check .
    .venv/bin/mypy
    .venv/bin/lint-imports

format:
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .

# collect, merge and compile the texts
texts:
    {{python}} scripts/texts.py

# build the workbooks of the editions from their Markdown
editions:
    {{python}} scripts/build_edition.py

# a picture of every screen, language and theme into build/screens
screens:
    {{python}} scripts/screens.py

# plant a fault for each guard and see it go red
plant-faults:
    {{python}} scripts/plant_faults.py

# the measurements, each a table
benchmarks:
    {{python}} benchmarks/startup.py
    {{python}} benchmarks/storage.py
    {{python}} benchmarks/backups.py
    {{python}} benchmarks/commands.py
    {{python}} benchmarks/edition.py
    {{python}} benchmarks/demo.py 35
    {{python}} benchmarks/forms.py
    {{python}} benchmarks/tables.py
    {{python}} benchmarks/keystrokes.py
    {{python}} benchmarks/keys.py
    {{python}} benchmarks/latency.py
    {{python}} benchmarks/sections.py
    {{python}} benchmarks/endurance.py
    {{python}} benchmarks/million.py

# power cuts, kill -9 and full disks in full: an hour; needs strace
durability:
    {{python}} scripts/powercut.py
    {{python}} scripts/kill9.py
    {{python}} scripts/diskfull.py --answers 4

# a whole interview by real keys on a virtual screen, then one that is killed three times; needs Xvfb and xdotool
keyboard:
    {{python}} scripts/keyboard_interview.py
    {{python}} scripts/keyboard_interview.py --kills 3

# what the form engine supports, into docs/xlsform-support.md
support:
    {{python}} scripts/support_page.py

# damaged and hostile forms: 20,000 take a quarter of an hour
fuzz INPUTS="2000":
    {{python}} scripts/fuzz_forms.py --inputs {{INPUTS}}

# the property tests of the form engine with so many examples each
properties EXAMPLES="10000":
    CLUSTERBENCH_EXAMPLES={{EXAMPLES}} {{python}} -m pytest -q tests/forms/test_properties.py tests/forms/test_xpath_properties.py
