"""Questionnaires of any length for the measurements, made as XForms by pyxform from rows as an author would write them."""

from functools import cache

from pyxform.xls2xform import convert

_SECTION = 10
"""Questions in a section."""
_SHARED = (
    "| survey |\n"
    "| | type | name | label::Polski (pl) | label::English (en) | relevant | constraint | calculation | choice_filter |\n"
)
_CHOICES = (
    "| choices |\n"
    "| | list_name | name | label::Polski (pl) | label::English (en) | region |\n"
    "| | yn | yes | Tak | Yes | |\n"
    "| | yn | no | Nie | No | |\n"
)
_SETTINGS = "| settings |\n| | form_title | form_id | default_language |\n| | Pomiar | measure | Polski (pl) |\n"
_REGIONS, _COUNTIES = 16, 20


def _row(
    kind: str,
    name: str,
    text: str = "",
    relevant: str = "",
    constraint: str = "",
    calculation: str = "",
    choice_filter: str = "",
) -> str:
    labels = f"{text} (pl) | {text} (en)" if text else " | "
    return f"| | {kind} | {name} | {labels} | {relevant} | {constraint} | {calculation} | {choice_filter} |\n"


def _section(number: int) -> list[str]:
    """Ten questions: a gate, figures with checks, a cascade, a text that quotes, a total, and one that waits for it."""
    q = f"s{number}"
    return [
        _row("begin group", q, f"Section {number}", "" if number == 1 else f"${{s{number - 1}_gate}} != 'no'"),
        _row("select_one yn", f"{q}_gate", "Does the cluster do this?"),
        _row("integer", f"{q}_staff", "How many people?", f"${{{q}_gate}} = 'yes'", ". >= 0 and . < 5000"),
        _row("integer", f"{q}_women", "How many of them are women?", f"${{{q}_staff}} > 0", f". <= ${{{q}_staff}}"),
        _row("decimal", f"{q}_money", "What did it cost?", "", ". >= 0"),
        _row("select_one region", f"{q}_region", "In which region?"),
        _row("select_one county", f"{q}_county", "In which county?", choice_filter=f"region = ${{{q}_region}}"),
        _row("text", f"{q}_who", f"Who answers for ${{{q}_county}}?"),
        _row("calculate", f"{q}_share", calculation=f"${{{q}_money}} div (${{{q}_staff}} + 1)"),
        _row("select_multiple yn", f"{q}_both", f"At ${{{q}_share}} a head, what then?", f"${{{q}_share}} > 1"),
        _row(
            "calculate",
            f"{q}_sum",
            calculation=f"coalesce(${{{q}_money}}, 0)"
            + (f" + ${{s{number - 1}_sum}}" if number > 1 and number % 5 else ""),
        ),
        _row("end group", ""),
    ]


@cache
def questionnaire(questions: int) -> bytes:
    """An XForm with so many questions, two languages, and 336 choices."""
    rows = [row for number in range(1, questions // _SECTION + 1) for row in _section(number)]
    choices = [f"| | region | r{one} | Region {one} | Region {one} | |\n" for one in range(_REGIONS)]
    choices += [
        f"| | county | c{one}_{other} | Powiat {other} | County {other} | r{one} |\n"
        for one in range(_REGIONS)
        for other in range(_COUNTIES)
    ]
    return converted(_SHARED + "".join(rows) + _CHOICES + "".join(choices) + _SETTINGS)


@cache
def roster(rows: int) -> bytes:
    """An XForm with a repeat of so many rows, and a sum over them."""
    table = (
        "| survey |\n| | type | name | label | calculation | repeat_count |\n"
        f"| | begin repeat | firm | Firm | | {rows} |\n| | integer | staff | Staff | | |\n| | decimal | money | Money | | |\n"
        "| | calculate | share | | ${money} div ${staff} | |\n| | end repeat | | | | |\n"
        "| | calculate | total | | sum(${staff}) | |\n| | note | shown | ${total} people | | |\n"
    )
    return converted(table)


def converted(markdown: str) -> bytes:
    """The XForm of a questionnaire in Markdown."""
    return convert(xlsform=markdown, validate=False, form_name="data", pretty_print=False).xform.encode()
