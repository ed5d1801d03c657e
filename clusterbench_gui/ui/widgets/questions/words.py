"""Words that editors and screens share."""

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.support.texts import Texts


def absence_word(absence: Absence | None, texts: Texts) -> str:
    """A reason for absence in words; "" where there is none."""
    if absence is None:
        return ""
    return {
        Absence.DONT_KNOW: texts.c("reason for absence", "don't know"),
        Absence.REFUSED: texts.c("reason for absence", "refused"),
        Absence.NOT_APPLICABLE: texts.c("reason for absence", "not applicable"),
        Absence.NOT_ASKED: texts.c("reason for absence", "not asked"),
    }[absence]
