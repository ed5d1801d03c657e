"""Real keys of a virtual screen, in short (`scripts/keyboard_interview.py` for a whole interview at a person's pace)."""

import keyboard_interview
import pytest

from tests.helpers.keyboard import GIVEN, built_in_session, plan

MISSING = keyboard_interview.missing()


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_first_section_by_real_keys_killed_in_the_middle_of_a_word(tmp_path):
    result = keyboard_interview.run(tmp_path, rate=25, questions=8, kills=1)
    assert (result.wrong, result.lost) == ([], [])
    assert result.answers == 8
    one_more = plan(built_in_session(tmp_path), GIVEN)[:9]
    wrong, lost = keyboard_interview.compare(tmp_path / "home", one_more, is_whole=True)
    assert (wrong, lost) == (["status open"], [one_more[8].question.ref])
