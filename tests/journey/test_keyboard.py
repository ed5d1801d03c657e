"""Real keys of a virtual screen, in short (`scripts/keyboard_interview.py` for a whole interview at a person's pace)."""

import keyboard_interview
import pytest

from tests.helpers.keyboard import GIVEN, built_in_session, plan

MISSING = keyboard_interview.missing()


ASTRAY = {
    "consent_part": ("2", "Return", "Escape", "1", "Return"),
    "cluster_code": (*"K0", "BackSpace", *"01", "Return"),
    "voivodeship": (*"op", "Return", "shift+Return", *"śl", "Return"),
    "county": ("F3", "shift+Return", "Return", *"gliwice", "Return"),
    "pkd": ("Down", "Escape", "c", "Return"),
    "founded": (*"2080", "BackSpace", "BackSpace", *"08", "KP_Enter"),
}
"""Wrong turns and the way back: an answer, a section, a key, a reason, a list, a number that was not meant."""


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_first_questions_by_real_keys_with_wrong_turns_and_killed_in_the_middle_of_a_word(tmp_path):
    result = keyboard_interview.run(tmp_path, rate=25, questions=8, kills=1, instead=ASTRAY)
    assert (result.wrong, result.lost) == ([], [])
    assert result.answers == 8
    one_more = plan(built_in_session(tmp_path), GIVEN)[:9]
    wrong, lost = keyboard_interview.compare(tmp_path / "home", one_more, is_whole=True)
    assert (wrong, lost) == (["status open"], [one_more[8].question.ref])
