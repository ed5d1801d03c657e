from interview_fakes import FakeSession, small_form

from clusterbench_gui.domain.questions import RosterState, numbers
from clusterbench_gui.ui.screens.interview.walk import Stop, after, following, patched, questions_of, section_stops


def test_the_focus_rests_at_asked_questions_cells_row_by_row_and_growing_rosters():
    session = FakeSession(small_form())
    session.add_repeat("/data/cl/events")
    refs = [one.ref.removeprefix("/data/") for section in session.sections() for one in section_stops(section)]
    assert refs == [
        "ch/name",
        "ch/region",
        "ch/since",
        "p2/bulletin",
        "p2/meetings",
        "p2/share",
        "p2/channels",
        "cl/members[1]/count",
        "cl/members[1]/active",
        "cl/members[2]/count",
        "cl/members[2]/active",
        "cl/members[3]/count",
        "cl/members[3]/active",
        "cl/events[1]/title",
        "cl/events",
        "cl/note",
    ]


def test_steps_end_at_both_ends_and_begin_anew_from_nowhere():
    places = [Stop("s", "a"), Stop("s", "b")]
    assert following(places, "a", 1) == places[1]
    assert following(places, "b", 1) is None
    assert following(places, "a", -1) is None
    assert following(places, "gone", 1) == places[0]
    assert following([], "a", 1) is None


def test_a_search_comes_round_to_where_it_began():
    places = [Stop("s", name) for name in "abc"]
    assert [one.ref for one in after(places, "b")] == ["c", "a", "b"]
    assert [one.ref for one in after(places, "gone")] == ["a", "b", "c"]
    assert after([], "a") == ()


def test_notes_and_cells_carry_no_number():
    counted = numbers(FakeSession(small_form()).sections())
    assert "/data/ch/intro" not in counted
    assert "/data/cl/members[1]/count" not in counted
    assert counted["/data/cl/members"] == 8


def test_a_patched_section_is_what_reading_it_anew_would_give():
    session = FakeSession(small_form())
    before = {one.ref: one for one in session.sections()}
    session.answer("/data/p2/meetings", "5000")
    session.answer("/data/cl/members[2]/count", "7")
    refs = ("/data/p2/meetings", "/data/cl/members[2]/count")
    fresh = {ref: session.question(ref) for ref in refs}
    for section in session.sections():
        assert patched(before[section.ref], fresh) == section
    assert isinstance(before["/data/cl"].items[0], RosterState)


def test_questions_of_a_section_are_those_in_rows_too():
    section = FakeSession(small_form()).sections()[2]
    assert [one.name for one in questions_of(section)] == ["count", "active"] * 3 + ["note"]
