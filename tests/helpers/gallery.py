"""A questionnaire of every type and appearance, built from the converter's own tables, in two languages."""

import importlib.util
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, POLISH = "English (en)", "Polski (pl)"

SCALES = {
    "plain": "",
    "fractions": "start=-1 end=1 step=0.25",
    "uneven": "start=1 end=10 step=4",
    "ticked": "start=0 end=100 step=5 tick_interval=25",
    "hinted": "start=0 end=10 step=1 placeholder=5",
}
"""Parameters of ranges."""

APPEARANCES: dict[str, tuple[tuple[str, str], ...]] = {
    "multiline": (("text", ""), ("text", "rows=6")),
    "quick": (("select_one few", ""),),
    "minimal": (("select_one many", ""), ("select_multiple many", ""), ("select_one few", "")),
    "autocomplete": (("select_one many", ""), ("select_multiple few", "")),
    "search": (("select_one many", ""),),
    "numbers": (("text", ""),),
    "url": (("text", ""),),
    "masked": (("text", ""),),
    "thousands-sep": (("integer", ""), ("decimal", "")),
    "counter": (("integer", ""),),
    "bearing": (("decimal", ""),),
    "vertical": (("range", ""),),
    "no-ticks": (
        ("range", "start=0 end=10 step=1"),
        ("range", "start=0 end=10 step=1 tick_interval=10 tick_labelset=ends"),
    ),
    "picker": (("range", "start=0 end=3 step=0.5"),),
    "rating": (("range", "start=1 end=5 step=1"),),
    "no-calendar": (("date", ""), ("datetime", "")),
    "month-year": (("date", ""),),
    "year": (("date", ""),),
    "ethiopian": (("date", ""),),
    "coptic": (("date", ""),),
    "islamic": (("date", ""),),
    "bikram-sambat": (("date", ""),),
    "myanmar": (("date", ""),),
    "persian": (("date", ""),),
    "hide-input": (("text", ""),),
    "hidden-answer": (("barcode", ""),),
    "printer": (("text", ""),),
    "columns": (("select_one few", ""), ("select_multiple few", "")),
    "columns-pack": (("select_one few", ""), ("select_multiple many", "")),
    "columns-n": (("select_one few", ""), ("select_multiple few", "")),
    "no-buttons": (("select_one few", ""), ("select_multiple few", "")),
    "image-map": (("select_one few", ""), ("select_multiple few", "")),
    "map": (("select_one many", ""),),
    "likert": (("select_one few", ""),),
    "new": (("image", ""), ("audio", "")),
    "new-front": (("image", ""),),
    "draw": (("image", ""),),
    "annotate": (("image", "max-pixels=1000"),),
    "signature": (("image", ""),),
    "placement-map": (("geopoint", ""),),
    "maps": (("geotrace", ""),),
    "label": (("select_one few", ""),),
    "list-nolabel": (("select_one few", ""), ("select_multiple few", "")),
    "list": (("select_one few", ""),),
    "field-list": (("begin group", ""),),
    "table-list": (("begin group", ""),),
    "ex:…": (("text", ""),),
    "w1 … w12": (("text", ""),),
}
"""The types and parameters with which each appearance of docs/xlsform-support.toml stands in the gallery."""

WRITTEN = {"columns-n": "columns-3", "ex:…": "ex:org.example.app", "w1 … w12": "w3"}

FEW = {
    "a": ("one", "jeden"),
    "b": ("two & more", "dwa i więcej"),
    "c": ("**three**", "**trzy**"),
    "d": ("four", "cztery"),
}
MANY = {f"m{at}": (f"place {at:02d} of many", f"miejsce {at:02d} z wielu") for at in range(16)}
TOWNS = b"name,label,label::Polski (pl)\nlodz,Lodz,\xc5\x81\xc3\xb3d\xc5\xba\nkutno,Kutno,Kutno\n"


@dataclass(frozen=True)
class Piece:
    """A row of the survey."""

    type: str
    name: str
    appearance: str = ""
    parameters: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@cache
def page() -> ModuleType:
    """scripts/support_page.py, which knows the converter's tables."""
    spec = importlib.util.spec_from_file_location("support_page", ROOT / "scripts" / "support_page.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["support_page"] = made
    spec.loader.exec_module(made)
    return made


@cache
def outcomes() -> dict[str, str]:
    """What becomes of every type that the converter knows, by its spelling."""
    return {one: page().outcome(one) for one in sorted(page().spellings())}


def documented() -> set[str]:
    """The appearances that docs/xlsform-support.toml knows."""
    return set(tomllib.loads((ROOT / "docs" / "xlsform-support.toml").read_text(encoding="utf-8"))["appearances"])


@cache
def pieces() -> tuple[Piece, ...]:
    """Every row."""
    kinds = {one.value for one in Kind}
    made = [
        Piece(_written(spelling), f"type_{at}")
        for at, (spelling, outcome) in enumerate(outcomes().items())
        if outcome in kinds
    ]
    made += [Piece("range", f"scale_{name}", parameters=given) for name, given in SCALES.items()]
    for look, uses in APPEARANCES.items():
        for at, (written, given) in enumerate(uses):
            name = f"look_{look.replace('-', '_').strip(':…') if look[0] != 'w' else 'grid'}_{at}"
            made += _look(Piece(written, name, WRITTEN.get(look, look), given))
    made += [
        Piece("select_one_external nearby", "external", extra=(("choice_filter", "region = 'centre'"),)),
        Piece("select_one_from_file towns.csv", "from_file"),
        Piece("select_multiple_from_file towns.csv", "several_from_file"),
        Piece("select_one other_few or_other", "or_other"),
        Piece("text", "short", extra=(("constraint", "string-length(.) <= 20"),)),
        Piece("text", "given", extra=(("readonly", "yes"), ("default", "as it is"))),
        Piece("calculate", "computed", extra=(("calculation", "1 + 1"),)),
        Piece(
            "note",
            "told",
            extra=((f"label::{ENGLISH}", "You said **${short}**"), (f"label::{POLISH}", "Mówi **${short}**")),
        ),
    ]
    return tuple(made)


def _look(piece: Piece) -> list[Piece]:
    if piece.type != "begin group":
        return [piece]
    inside = "select_one few" if piece.appearance == "table-list" else "text"
    return [piece, *(Piece(inside, f"{piece.name}_{at}") for at in "ab"), Piece("end group", "")]


def _written(spelling: str) -> str:
    return f"{spelling} few" if "select" in spelling or spelling == "rank" else spelling


COLUMNS = ("type", "name", f"label::{ENGLISH}", f"label::{POLISH}", "appearance", "parameters", "readonly", "default", "calculation", "constraint", "choice_filter")  # fmt: skip


def workbook() -> str:
    """The form as Markdown."""
    lines = ["| survey |", f"| | {' | '.join(COLUMNS)} |"]
    for one in pieces():
        said = {"type": one.type, "name": one.name, "appearance": one.appearance, "parameters": one.parameters}
        if one.name and one.type != "calculate":
            said |= {f"label::{ENGLISH}": f"Question {one.name}", f"label::{POLISH}": f"Pytanie {one.name}"}
        said |= dict(one.extra)
        lines.append(f"| | {' | '.join(said.get(column, '') for column in COLUMNS)} |")
    lines += ["| choices |", f"| | list_name | name | label::{ENGLISH} | label::{POLISH} |"]
    for name, choices in (("few", FEW), ("other_few", FEW), ("many", MANY)):
        lines += [f"| | {name} | {choice} | {english} | {polish} |" for choice, (english, polish) in choices.items()]
    lines += ["| | ends | 0 | nothing | nic |\n| | ends | 10 | all | wszystko |"]
    lines += ["| external_choices |", f"| | list_name | name | label::{ENGLISH} | label::{POLISH} | region |"]
    lines += ["| | nearby | lodz | Lodz | Łódź | centre |", "| | nearby | kutno | Kutno | Kutno | centre |"]
    lines += ["| settings |", "| | form_id | default_language |", f"| | gallery | {ENGLISH} |"]
    return "\n".join(lines)


@cache
def gallery() -> Form:
    """The form."""
    return read_form("gallery.md", workbook().encode(), files={"towns.csv": TOWNS}.get)
