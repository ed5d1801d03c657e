"""The page on XLSForm support, made from the engine, the converter and docs/xlsform-support.toml.

    python scripts/support_page.py [--check]

Types are converted one by one and the engine is asked what became of them; columns and parameters are those that the converter knows; functions are the engine's own.
`--check` writes nothing and fails where the page is not what the code gives.
"""

import argparse
import enum
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyxform import aliases, constants
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.survey import Survey

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.xlsform import version
from clusterbench_gui.forms.xpath.functions import accounts

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "xlsform-support.md"
INTERNAL = frozenset({"parent", "extra_data", "children", "actions", "itemset", "setgeopoint_by_triggering_ref", "setvalues_by_triggering_ref"})  # fmt: skip
"""What the converter keeps for itself among the fields of its classes."""
CHOICES = "| choices |\n| | list_name | name | label |\n| | list | a | A |\n"

Entries = dict[str, str]


def spellings() -> set[str]:
    """Every way to write a type that the converter knows."""
    structure = {f"{edge} {name}" for edge in ("begin", "end") for name in aliases.control}
    return {*QUESTION_TYPE_DICT, *aliases.select, *aliases.select_from_file, *structure}


def columns() -> dict[str, set[str]]:
    """The columns that the converter knows, by sheet."""
    return {
        "survey": _public(MultipleChoiceQuestion.get_slot_names(), aliases.survey_header),
        "choices": _public(Option.get_slot_names(), aliases.list_header),
        "settings": _public(Survey.get_slot_names(), aliases.settings_header),
        "entities": _public(constants.EntityColumns.value_list(), aliases.entities_header),
    }


def _public(fields: Iterable[object], known: Iterable[str]) -> set[str]:
    names = {str(getattr(one, "value", one)) for one in fields}
    return {one for one in names | set(known) if not one.startswith("_")} - INTERNAL


def parameters() -> set[str]:
    """The parameters that the converter knows: "range step"."""
    found: set[str] = set()
    for name, group in vars(constants).items():
        if name.startswith("Parameters") and isinstance(group, enum.EnumMeta):
            found |= {f"{name.removeprefix('Parameters').lower()} {one.value}" for one in group}
    return found


def outcome(spelling: str) -> str:
    """What becomes of a type: the kind of question, or another word that the data file explains."""
    if spelling.startswith(("begin ", "end ")) and spelling.partition(" ")[2] in aliases.control:
        return "structure"
    if spelling in aliases.select_from_file:
        return "choices from a file"
    if spelling in constants.EXTERNAL_INSTANCE_TYPES:
        return "external table"
    if spelling.replace("_", " ") == constants.SELECT_ONE_EXTERNAL:
        return "external choices"
    for written, trigger in ((spelling, ""), (f"{spelling} list", ""), (spelling, "${other}")):
        try:
            form = read_form("form.md", _small_form(written, trigger))
        except ProblemError:
            continue
        return _found(form)
    return "refused"


def _found(form: Form) -> str:
    if b"<odk:recordaudio" in form.xml or b"<odk:setgeopoint" in form.xml:
        return "action"
    element = next((one for one in form.elements if one.name in ("q", "audit")), None)
    if element is None or element.name == "audit":
        return "log of steps" if element else "refused"
    kind, parameter = element.bind.preload
    if element.control is not None:
        return element.control.kind.value
    return "property" if kind == "property" else f"{kind} {parameter}" if kind else "computed"


def _small_form(written: str, trigger: str) -> bytes:
    computed = "1" if "calculate" in written else ""
    name = "audit" if written.startswith("audit") else "q"
    return (
        "| survey |\n| | type | name | label | calculation | trigger |\n"
        f"| | {written} | {name} | Q | {computed} | {trigger} |\n| | text | other | Other | | |\n{CHOICES}"
    ).encode()


def _level(entry: str) -> tuple[str, str]:
    level, _, remark = entry.partition(":")
    return level, remark.strip()


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(one.replace("|", "\\|") for one in row) + " |"
    yield ""


def _listed(names: Iterable[str], entries: Entries) -> list[tuple[str, ...]]:
    return [(f"`{name}`", *_level(entries[name])) for name in sorted(names)]


def _types(data: dict[str, Entries]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for one in sorted(spellings()):
        groups.setdefault(outcome(one), []).append(one)
    known = data["kinds"] | data["outcomes"]
    rows = [
        (word, ", ".join(f"`{one}`" for one in groups[word]), *_level(known[word])) for word in known if word in groups
    ]
    assert set(groups) <= set(known), set(groups) - set(known)
    return _table(("becomes", "written as", "support", "remark"), rows)


def page() -> str:
    """The whole page."""
    data = tomllib.loads((DOCS / "xlsform-support.toml").read_text(encoding="utf-8"))
    lines = [
        "# What an XLSForm may contain",
        "",
        f"Made by `python scripts/support_page.py` from the engine and from pyxform {version()}, which converts the forms. Change those, or",
        "`xlsform-support.toml` beside this page, never the page itself.",
        "",
        *(f"- **{level}**: {words}" for level, words in data["levels"].items()),
        "",
        "## Types",
        "",
        "A select also takes `or_other` behind the name of its list.",
        "",
        *_types(data),
    ]
    for sheet, names in columns().items():
        lines += [f"## Columns of the sheet {sheet}", ""]
        if sheet == "survey":
            lines += ["Texts take a language: `label::Polski (pl)`.", ""]
        lines += _table(("column", "support", "remark"), _listed(names, data["columns"][sheet]))
    lines += [
        "## Parameters",
        "",
        *_table(("of a type", "support", "remark"), _listed(parameters(), data["parameters"])),
    ]
    lines += ["## Appearances", "", "Any other word is ignored.", ""]
    lines += _table(("appearance", "support", "remark"), _listed(data["appearances"], data["appearances"]))
    lines += [
        "## Functions",
        "",
        "All are computed; `pulldata` and `property` find what the program knows, see Types. Every axis and operator of XPath 1.0 works.",
        "",
    ]
    lines += _table(
        ("function", "gives", "source"),
        [
            (f"`{name}{one.signature[one.signature.index('(') :]}`", one.about, one.source)
            for name, one in accounts().items()
        ],
    )
    lines += [
        "## Where engines disagree",
        "",
        "An interview follows JavaRosa, the engine of ODK Collect; expressions over plain documents",
    ]
    lines += ["follow web-forms where JavaRosa's tests leave it open. What is left:", ""]
    lines += _table(("expression", "here"), [(f"`{one}`", words) for one, words in data["differences"].items()])
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is not current")
    made = page()
    if parser.parse_args().check:
        return 0 if PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
