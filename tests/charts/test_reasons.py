from clusterbench_gui.charts.reasons import REASONS, reason
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.support.texts import texts

EN, PL = texts("en"), texts("pl")


def test_each_absence_has_its_own_words() -> None:
    words = {reason(Missing("absence", "q", absence), EN) for absence in Absence}
    assert len(words) == len(Absence)
    assert reason(Missing("never-heard-of"), EN) == "no value"


def test_the_respondents_reason_comes_before_the_programs() -> None:
    assert reason(Missing("absence", "q", Absence.REFUSED), PL) == "odmowa"
    assert reason(Missing("division-by-zero"), PL) == "dzielenie przez zero"
    assert reason(None, EN) == "no value"


def test_every_reason_has_polish_words_of_its_own() -> None:
    assert len({PL.t(words) for words in REASONS.values()}) == len(REASONS)
