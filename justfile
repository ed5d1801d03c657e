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

test *ARGS:
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
    {{python}} benchmarks/commands.py
    {{python}} benchmarks/edition.py
    {{python}} benchmarks/demo.py 35
