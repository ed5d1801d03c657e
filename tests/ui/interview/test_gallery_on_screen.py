"""The gallery of every type and appearance as a whole interview, by keyboard alone."""

from interview_fakes import CLUSTER, INTERVIEW

from clusterbench_gui.app.interviews import OpenInterview
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.ui.filing import Filing
from tests.helpers.gallery import gallery
from tests.helpers.gallery_hand import first_value, key_in


def test_every_question_is_answered_by_keyboard_and_none_is_skipped(open_interview, tmp_path, qtbot):
    filing = Filing()
    session = FormSession(gallery(), instance_id="uuid:1", keep_violations=True)
    session.set_language(gallery().language_for("pl"))
    hand = open_interview(language="pl", interview=OpenInterview(session, INTERVIEW, CLUSTER, {}, ""))
    hand.model.attaching.shelf = filing.shelf(tmp_path)
    waiting = [one.ref for one in hand.model.questionnaire.questions if one.is_asked]
    waiting.insert(waiting.index("/data/or_other") + 1, "/data/or_other_other")  # appears when “other” was chosen
    for way, ref in enumerate(waiting):
        assert hand.view.navigation.ref == ref
        key_in(session.question(ref), first_value(session.question(ref)), way)
        qtbot.waitUntil(lambda: not hand.model.attaching.is_sending, timeout=20_000)
        if hand.view.navigation.ref == ref:
            hand.press("Return")
    assert [ref for ref in waiting if not session.question(ref).is_answered] == []
    assert hand.model.failures() == ()
    assert hand.model.unsaved == 0
    hand.view._page.complete()
    told = hand.card("told")._label
    assert (told.text(), told.accessibleName()) == ("Mówi <b>Zażółć gęślą jaźń</b>", "Mówi Zażółć gęślą jaźń")
    filing.close()
