"""Why a number is missing, in words: the same on screen, in charts, tables and reports."""

from collections.abc import Mapping

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


REASONS: Mapping[str, str] = {
    "no-interview": _("no finished interview"),
    "in-conflict": _("the interview waits for a supervisor's decision"),
    "not-collected": _("not collected"),
    "too-few": _("too few answers"),
    "unanswered": _("not answered"),
    "invalid": _("the answers do not fit the formula"),
    "division-by-zero": _("division by zero"),
    "coverage": _("too few values below"),
    "constant": _("equal for all clusters, so it cannot tell them apart"),
    "empty": _("no cluster has a value"),
    "undisclosed": _("no score"),
}

ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_ASKED: _("not asked"),
    Absence.NOT_APPLICABLE: _("not applicable"),
    Absence.REFUSED: _("refused"),
    Absence.DONT_KNOW: _("don't know"),
}


def reason(missing: Missing | None, texts: Texts) -> str:
    """Why there is no number: the respondent's reason where there is one, else the program's."""
    if missing is None:
        return texts.t("no value")
    if missing.absence is not None:
        return texts.t(ABSENCES[missing.absence])
    return texts.t(REASONS.get(missing.reason, "no value"))
