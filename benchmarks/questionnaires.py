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


_MIXED = (
    ("integer", "How many of them were there in 2011?", "", ". >= 0"),
    ("select_one scale", "How would you rate the cooperation within the cluster?", "", ""),
    ("text", "What would you add to that?", "", ""),
    ("decimal", "How much did it cost, in thousand zloty?", "", ". < 100000"),
    ("select_multiple scale", "Which of these were used in the last year?", "", ""),
    ("select_one county", "In which county was it?", "", ""),
    ("date", "Since when has it been so?", "", ""),
    ("integer", "How many of those were new?", "${%s_0} > 1", ""),
    ("select_one scale", "And how was it two years before?", "", ""),
    ("text", "Who could tell more about that?", "", ""),
)
"""Kind, label, relevance and constraint of the questions of a mixed section."""


def mixed_values(sections: int, questions: int) -> Iterator[tuple[str, str]]:
    """An answer to every second question of a mixed questionnaire, as ref and value."""
    given = ("5", "good", "Ala ma kota", "12.5", "good poor", "c3_7", "2012-07-01", "2", "poor", "Jan")
    for section in range(sections):
        for number in range(0, questions, 2):
            yield f"/data/m{section}/m{section}_{number}", given[number % len(given)]


@cache
def mixed(sections: int, questions: int) -> bytes:
    """An XForm with sections of so many questions of the usual kinds, with hints, checks and relevance."""
    rows = []
    for section in range(sections):
        rows.append(f"| | begin group | m{section} | Część {section} | Section {section} | | | | |")
        for number in range(questions):
            kind, label, relevant, constraint = _MIXED[number % len(_MIXED)]
            asks = relevant % f"m{section}" if relevant else ""
            hint = "Count also what was only begun." if number % 3 == 0 else ""
            words = f"{label} (pl {number}) | {label} (en {number}) | {hint} | {hint}"
            rows.append(f"| | {kind} | m{section}_{number} | {words} | {asks} | {constraint} |")
        rows.append("| | end group | | | | | | | |")
    choices = [
        "| | scale | very | bardzo dobrze | very well |",
        "| | scale | good | dobrze | well |",
        "| | scale | poor | słabo | poorly |",
        "| | scale | none | wcale | not at all |",
    ]
    for region in range(_REGIONS):
        choices += [
            f"| | county | c{region}_{one} | Powiat {region}-{one} | County {region}-{one} |" for one in range(20)
        ]
    languages = "label::Polski (pl) | label::English (en)"
    hints = "hint::Polski (pl) | hint::English (en)"
    head = f"| | type | name | {languages} | {hints} | relevant | constraint |"
    settings = ("| settings |", "| | form_title | form_id | default_language |", "| | Pomiar | mixed | Polski (pl) |")
    lists = ("| choices |", f"| | list_name | name | {languages} |", *choices)
    return converted("\n".join(("| survey |", head, *rows, *lists, *settings)))


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
