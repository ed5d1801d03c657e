"""Questionnaires of any length for the measurements, made as XForms by pyxform from rows as an author would write them."""

from collections.abc import Iterator
from functools import cache

from pyxform.xls2xform import convert

SECTION = 10
"""Questions in a section."""
_REGIONS, _COUNTIES = 16, 20
_COLUMNS = ("type", "name", "label::Polski (pl)", "label::English (en)", "relevant", "constraint", "calculation")
_HEAD = "| " + " | ".join(("", *_COLUMNS, "choice_filter")) + " |"


def _row(*cells: str, choice_filter: str = "") -> str:
    """Type, name, label, relevant, constraint and calculation of a question; those at the end may be left out."""
    kind, name, label, relevant, constraint, calculation = (*cells, *[""] * 6)[:6]
    labels = (f"{label} (pl)", f"{label} (en)") if label else ("", "")
    return (
        "".join(f"| {one} " for one in ("", kind, name, *labels, relevant, constraint, calculation, choice_filter))
        + "|"
    )


def _section(number: int) -> Iterator[str]:
    """A gate, figures with checks, a cascade, a text that quotes, a share, a question that waits for it, and a sum."""
    s = f"s{number}"
    before = f"s{number - 1}"
    carried = f" + ${{{before}_sum}}" if number > 1 and number % 5 else ""
    yield _row("begin group", s, f"Section {number}", f"${{{before}_gate}} != 'no'" if number > 1 else "")
    yield _row("select_one yn", f"{s}_gate", "Does the cluster do this?")
    yield _row("integer", f"{s}_staff", "How many people?", f"${{{s}_gate}} = 'yes'", ". >= 0 and . < 5000")
    yield _row("integer", f"{s}_women", "How many of them are women?", f"${{{s}_staff}} > 0", f". <= ${{{s}_staff}}")
    yield _row("decimal", f"{s}_money", "What did it cost?", "", ". >= 0")
    yield _row("select_one region", f"{s}_region", "In which region?")
    yield _row("select_one county", f"{s}_county", "In which county?", choice_filter=f"region = ${{{s}_region}}")
    yield _row("text", f"{s}_who", f"Who answers for ${{{s}_county}}?")
    yield _row("calculate", f"{s}_share", "", "", "", f"${{{s}_money}} div (${{{s}_staff}} + 1)")
    yield _row("select_multiple yn", f"{s}_both", f"At ${{{s}_share}} a head, what then?", f"${{{s}_share}} > 1")
    yield _row("calculate", f"{s}_sum", "", "", "", f"coalesce(${{{s}_money}}, 0){carried}")
    yield _row("end group")


@cache
def questionnaire(questions: int) -> bytes:
    """An XForm with so many questions in two languages, every tenth of them with 320 choices that another one filters."""
    rows = [row for number in range(1, questions // SECTION + 1) for row in _section(number)]
    choices = ["| | yn | yes | Tak | Yes | |", "| | yn | no | Nie | No | |"]
    for region in range(_REGIONS):
        choices.append(f"| | region | r{region} | Region {region} | Region {region} | |")
        choices += [
            f"| | county | c{region}_{county} | Powiat {county} | County {county} | r{region} |"
            for county in range(_COUNTIES)
        ]
    head = "| | list_name | name | label::Polski (pl) | label::English (en) | region |"
    settings = ("| settings |", "| | form_title | form_id | default_language |", "| | Pomiar | measure | Polski (pl) |")
    return converted("\n".join(("| survey |", _HEAD, *rows, "| choices |", head, *choices, *settings)))


def answers(questions: int, seed: int) -> Iterator[tuple[str, str]]:
    """An answer to every question of a questionnaire of that length, as ref and value."""
    for number in range(1, questions // SECTION + 1):
        s = f"s{number}"
        region = (number + seed) % _REGIONS
        for name, value in (
            ("gate", "yes"),
            ("staff", str(10 + seed)),
            ("women", str(seed)),
            ("money", f"{100 + number + seed}.5"),
            ("region", f"r{region}"),
            ("county", f"c{region}_{(number + seed) % _COUNTIES}"),
            ("who", f"Ala {seed}"),
            ("both", "yes no" if seed % 2 else "no"),
        ):
            yield f"/data/{s}/{s}_{name}", value


@cache
def roster(rows: int) -> bytes:
    """An XForm with a repeat of so many rows, a sum over them, and a text that shows it."""
    return converted(
        "| survey |\n| | type | name | label | calculation | repeat_count |\n"
        f"| | begin repeat | firm | Firm | | {rows} |\n| | integer | staff | Staff | | |\n| | decimal | money | Money | | |\n"
        "| | calculate | share | | ${money} div ${staff} | |\n| | end repeat | | | | |\n"
        "| | calculate | total | | sum(${staff}) | |\n| | note | shown | ${total} people | | |\n"
    )


@cache
def growing_rosters() -> bytes:
    """An XForm with a repeat that a question counts, one whose rows are added by hand, and sums over both."""
    return converted(
        "| survey |\n| | type | name | label | calculation | repeat_count |\n| | integer | firms | Firms | | |\n"
        "| | begin repeat | firm | Firm | | ${firms} |\n| | integer | staff | Staff | | |\n"
        "| | calculate | half | | ${staff} div 2 | |\n| | end repeat | | | | |\n"
        "| | begin repeat | person | Person | | |\n| | integer | age | Age | | |\n"
        "| | calculate | place | | position(..) | |\n| | end repeat | | | | |\n"
        "| | calculate | total | | sum(${staff}) + sum(${age}) | |\n| | note | shown | ${total} in all | | |\n"
    )


def converted(markdown: str) -> bytes:
    """The XForm of a questionnaire in Markdown."""
    return convert(xlsform=markdown, validate=False, form_name="data", pretty_print=False).xform.encode()
