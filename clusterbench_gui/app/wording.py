"""Problems and reasons in words: what happened, where, and what to do next. Window and command line share them."""

from collections.abc import Mapping

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Place, Problem
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


SENTENCES: Mapping[str, str] = {
    # editions
    "edition-unknown": _("There is no edition “{name}” here. Please check its name."),
    "edition-file-missing": _("The edition lacks this file. Please put it back beside edition.toml."),
    "edition-key-missing": _("The entry “{name}” is missing. Please add it."),
    "edition-value": _("A value is not of the kind that belongs there: {detail}"),
    "toml-syntax": _("This is not valid TOML: {detail}"),
    "not-utf8": _("The file is not UTF-8 text. Please save it again as “CSV UTF-8”."),
    "column-missing": _("The column “{name}” is missing from the header. Please add it."),
    "code-missing": _("This row has no code. Please give it one, or delete the row."),
    "code-twice": _("The code {name} stands in the file twice. Please rename one."),
    "parent-unknown": _("{name} belongs to “{text}”, but the level above has no such code."),
    "direction-unknown": _("The direction is “{text}”; it must be 1, -1 or 0."),
    "nominal-missing": _("Direction 0 needs an optimum. Please fill in nominal_low, and nominal_high for an interval."),
    "formula-missing": _("{name} is an indicator without a formula. Please write one over the answers."),
    "not-a-number": _("“{text}” is not a number. Please write figures, with a dot before decimals."),
    "interval-reversed": _("The lower bound lies above the upper one. Please swap them."),
    "instrument-unknown": _("The edition has no questionnaire “{text}”."),
    # studies
    "cluster-unknown": _("This study has no cluster {name}. The list of clusters shows the codes."),
    "nothing-finished": _("No interview of this study is finished yet, so there is nothing to score."),
    "demo-clusters": _("{text} invented clusters cannot be made; please ask for 1 to 6000."),
    # files
    "file-missing": _("The file cannot be found or read. Please check the path."),
    "file-refused": _("The system refuses to write here: {detail}"),
    "disk-full": _("The disk is full. Nothing was lost; please make room and try again."),
    "not-writable": _("This place cannot be written. Please choose another folder."),
}

REASONS: Mapping[str, str] = {
    "no-interview": _("no finished interview"),
    "division-by-zero": _("division by zero"),
    "coverage": _("too few values below"),
    "constant": _("equal for all clusters, so it cannot tell them apart"),
    "empty": _("no cluster has a value"),
}

ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_ASKED: _("not asked"),
    Absence.NOT_APPLICABLE: _("not applicable"),
    Absence.REFUSED: _("refused"),
    Absence.DONT_KNOW: _("don't know"),
}


def sentence(problem: Problem, texts: Texts) -> str:
    """One line: the place, then what is wrong and what to do. An unworded code is a defect that a test finds."""
    place = problem.place
    fields: dict[str, object] = {"file": place.file, "sheet": place.sheet, "name": place.name, "column": place.column}
    words = texts.t(SENTENCES.get(problem.code, problem.code), **{**fields, **problem.values})
    where = place_words(place, texts)
    return f"{where}: {words}" if where else words


def place_words(place: Place, texts: Texts) -> str:
    """`file, sheet survey, row 4, column relevant`, as far as known."""
    parts = [place.file]
    if place.sheet:
        parts.append(texts.t("sheet {sheet}", sheet=place.sheet))
    if place.row is not None:
        parts.append(texts.t("row {row}", row=place.row))
    if place.column:
        parts.append(texts.t("column {column}", column=place.column))
    return ", ".join(part for part in parts if part)


def reason(missing: Missing, texts: Texts) -> str:
    """Why a number is missing, in words."""
    if missing.absence is not None:
        words = texts.t(ABSENCES[missing.absence])
    else:
        words = texts.t(REASONS.get(missing.reason, missing.reason))
    return f"{missing.question}: {words}" if missing.question else words
