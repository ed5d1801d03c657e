"""The data dictionary: a line for each variable, in one language."""

from collections.abc import Mapping

from clusterbench_gui.exchange.tables import Dataset, Table, Variable, reason

HEADER = (
    "table",
    "variable",
    "column",
    "type",
    "label",
    "hint",
    "choices",
    "absences",
    "required",
    "path",
    "relevant",
)

Codes = Mapping[tuple[str, str], tuple[str, str]]
"""By table and variable: the columns that a format has for it, and the codes of its choices."""


def lines(dataset: Dataset, language: str, codes: Codes | None = None) -> list[tuple[str, ...]]:
    """The header and a line per variable.

    `column` is what the variable is called in the format, `choices` are `name = label` (with `codes`, `code = name = label`),
    one per line; `absences` are `word = reason` likewise.
    """
    return [
        HEADER,
        *(_line(dataset, table, one, language, codes or {}) for table in dataset.tables for one in table.variables),
    ]


def _line(dataset: Dataset, table: Table, one: Variable, language: str, codes: Codes) -> tuple[str, ...]:
    column, choices = codes.get((table.name, one.name), (one.name, ""))
    plain = "\n".join(f"{option.name} = {option.label(language)}" for option in one.options)
    return (
        table.name,
        one.name,
        column,
        one.kind.value,
        one.label(language) if one.labels else "",
        one.hints.get(language, ""),
        choices or plain,
        "\n".join(f"{absence.value} = {reason(dataset, absence, language)}" for absence in one.absences),
        "yes" if one.required else "",
        one.path,
        one.relevant,
    )
