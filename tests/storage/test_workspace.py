"""What a workspace keeps, and how answers, rows, status and drafts come back."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace


def test_a_new_study_says_what_it_is(folder):
    with Workspace.open(folder) as workspace:
        info = workspace.info
        assert (info.title, info.edition, info.synthetic) == ("Klastry 2012", "cluster-2012", False)
        assert (info.protected, info.read_only) == (False, False)
        assert datetime.fromisoformat(info.created).utcoffset() is not None
        assert workspace.clusters() == (Cluster("C01", "Klaster Żółty", {"voivodeship": "śląskie"}),)
        assert workspace.edition_files()["indicators.csv"].decode() == "kod,nazwa\nZ1,Gęśl\n"


def test_an_answer_comes_back_after_reopening(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/name", "Zażółć gęślą jaźń"), answer("/data/size", "3.5", typed="3,5")], author)
    with Workspace.open(folder) as workspace:
        current = workspace.current(interview)
    assert [(one.path, one.value, one.typed) for one in current] == [
        ("/data/name", "Zażółć gęślą jaźń", None),
        ("/data/size", "3.5", "3,5"),
    ]
    assert {(one.person, one.role, one.form, one.version) for one in current} == {
        ("p-1", Role.INTERVIEWER, "coordinator", "2012.1")
    }


def test_the_last_word_at_a_path_is_current_and_history_keeps_all(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "1"), answer("/data/b", "2")], author)
        workspace.append([answer("/data/a", "refused", EventKind.ABSENCE)], author)
        workspace.append([answer("/data/b", "")], author)
        current = workspace.current(interview)
        first, second = workspace.history(interview, "/data/a")
    assert [(one.path, one.kind, one.value) for one in current] == [
        ("/data/a", EventKind.ABSENCE, "refused"),
        ("/data/b", EventKind.ANSWER, ""),
    ]
    assert (first.value, first.replaces) == ("1", None)
    assert (second.value, second.replaces) == ("refused", first.id)


def test_rows_come_back_in_the_order_of_the_log(folder, author, answer, interview):
    row = "/data/firm[9f3c21ab]"
    with Workspace.open(folder) as workspace:
        workspace.append([answer(row, "", EventKind.REPEAT_ADDED)], author)
        workspace.append([answer(f"{row}/name", "Łucja sp. z o.o.")], author)
        workspace.append([answer(row, "", EventKind.REPEAT_REMOVED)], author)
        added, named, removed = workspace.current(interview)
    assert [one.kind for one in (added, named, removed)] == [
        EventKind.REPEAT_ADDED,
        EventKind.ANSWER,
        EventKind.REPEAT_REMOVED,
    ]
    assert removed.replaces == added.id


def test_remarks_and_reviews_are_history_but_no_answers(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "1"), answer("/data/a", "pewne?", EventKind.REMARK)], author)
        assert [one.kind for one in workspace.current(interview)] == [EventKind.ANSWER]
        assert [one.value for one in workspace.history(interview, "/data/a")] == ["1", "pewne?"]


def test_current_all_is_current_of_each(folder, author, answer, created, interview):
    other = "uuid:other"
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "1"), answer("/data/a", "2"), answer("/data/b", "3")], author)
        workspace.append([Statement(other, EventKind.CREATED, created.value)], author)
        assert set(workspace.current_all()) == {interview}
        workspace.append([Statement(other, EventKind.ANSWER, "9", "/data/a")], author)
        assert workspace.current_all() == {one: workspace.current(one) for one in (interview, other)}


def test_status_moves_the_interview(folder, author, created, interview):
    with Workspace.open(folder) as workspace:
        (before,) = workspace.interviews()
        assert (before.status, before.cluster, before.instrument) == (Status.OPEN, "C01", "coordinator")
        workspace.append([Statement(interview, EventKind.STATUS, "finished")], author)
        workspace.append([Statement(interview, EventKind.STATUS, "approved")], author)
        (after,) = workspace.interviews()
        finished, approved = (one for one in workspace.events(interview) if one.kind is EventKind.STATUS)
    assert after.status is Status.APPROVED
    assert after.opened == before.opened
    assert after.touched > before.touched
    assert approved.replaces == finished.id


def test_an_unknown_status_changes_nothing(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        with pytest.raises(ValueError, match="done"):
            workspace.append([answer("/data/a", "1"), Statement(interview, EventKind.STATUS, "done")], author)
        assert workspace.current(interview) == ()
        assert workspace.interviews()[0].status is Status.OPEN


def test_statements_about_no_interview_are_refused_whole(folder, author, answer, codes, interview):
    stranger = Statement("uuid:nobody", EventKind.ANSWER, "1", "/data/a")
    with Workspace.open(folder) as workspace:
        assert codes(lambda: workspace.append([answer("/data/a", "1"), stranger], author)) == ["interview-unknown"]
        assert codes(lambda: workspace.save_draft("uuid:nobody", "/data/a", "x")) == ["interview-unknown"]
        assert codes(lambda: workspace.set_bookmark("uuid:nobody", "/data/a")) == ["interview-unknown"]
        assert [one.kind for one in workspace.events(interview)] == [EventKind.CREATED]


def test_an_interview_is_created_once_and_of_a_known_cluster(folder, author, created, codes):
    about = json.loads(created.value)
    elsewhere = Statement("uuid:new", EventKind.CREATED, json.dumps(about | {"cluster": "C99"}))
    with Workspace.open(folder) as workspace:
        assert codes(lambda: workspace.append([created], author)) == ["interview-exists"]
        assert codes(lambda: workspace.append([elsewhere], author)) == ["cluster-unknown"]
        assert len(workspace.interviews()) == 1


def test_a_draft_is_overwritten_and_goes_with_the_answer(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        workspace.save_draft(interview, "/data/a", "Zaż")
        workspace.save_draft(interview, "/data/a", "Zażółć")
        workspace.save_draft(interview, "/data/b", "gęślą")
    with Workspace.open(folder) as workspace:
        assert workspace.drafts(interview) == {"/data/a": "Zażółć", "/data/b": "gęślą"}
        workspace.append([answer("/data/a", "Zażółć")], author)
        assert workspace.drafts(interview) == {"/data/b": "gęślą"}


def test_drafts_of_a_row_go_with_the_row(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        for row in ("/data/firm[1]", "/data/firm[11]"):
            workspace.append([answer(row, "", EventKind.REPEAT_ADDED)], author)
            workspace.save_draft(interview, f"{row}/name", "Żak")
        workspace.append([answer("/data/firm[1]", "", EventKind.REPEAT_REMOVED)], author)
        assert workspace.drafts(interview) == {"/data/firm[11]/name": "Żak"}


def test_the_bookmark_stands_where_it_was_left(folder, interview):
    with Workspace.open(folder) as workspace:
        assert workspace.bookmark(interview) == ""
        workspace.set_bookmark(interview, "/data/a")
        workspace.set_bookmark(interview, "/data/firm[1]/name")
    with Workspace.open(folder) as workspace:
        assert workspace.bookmark(interview) == "/data/firm[1]/name"


def test_authors_are_kept_with_their_newest_name_and_role(folder, author, answer):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "1")], Person("p-2", "Ala", Role.INTERVIEWER))
        workspace.append([answer("/data/a", "2")], Person("p-2", "Ala Żak", Role.SUPERVISOR))
        assert workspace.persons() == (Person("p-2", "Ala Żak", Role.SUPERVISOR), author)


def test_a_cluster_added_again_gets_its_new_name(folder):
    with Workspace.open(folder) as workspace:
        workspace.add_clusters([Cluster("C02", "Drugi"), Cluster("C01", "Pierwszy")])
        assert workspace.clusters() == (Cluster("C01", "Pierwszy"), Cluster("C02", "Drugi"))


def test_an_import_gives_its_own_time_and_the_log_follows(tmp_path, author, created, answer, interview):
    start = datetime(2012, 7, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    folder = tmp_path / "demo.clusterbench"
    with Workspace.create(folder, title="Demo", edition="e", files={}, synthetic=True) as workspace:
        assert workspace.newest() == ""
        workspace.add_clusters([Cluster("C01", "Jeden")])
        workspace.append([created], author, wall=start)
        workspace.append([answer("/data/a", "1")], author, wall=start + timedelta(minutes=5))
        workspace.append([answer("/data/a", "2")], author, wall=start - timedelta(days=400))
        events = workspace.events(interview)
        assert workspace.info.synthetic
        assert [one.value for one in workspace.current(interview)] == ["2"]
        assert workspace.newest() == "2011-05-29T09:30:00.000+02:00"
    assert events[0].wall == "2012-07-02T09:30:00.000+02:00"
    assert events[0].clock >> 20 == int(start.timestamp() * 1000)
    assert [one.sequence for one in events] == [1, 2, 3]
    assert events[0].clock < events[1].clock < events[2].clock
    assert check(folder) == ()


def test_withdrawn_consent_erases_what_was_said_and_the_chain_holds(folder, author, answer, codes, interview):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "tajne"), answer("/data/a", "uwaga", EventKind.REMARK)], author)
        workspace.save_draft(interview, "/data/b", "tajniejsze")
        workspace.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author)
        assert [one.value for one in workspace.history(interview, "/data/a")] == [None, None]
        assert workspace.drafts(interview) == {}
        assert workspace.interviews()[0].status is Status.WITHDRAWN
        assert workspace.interviews()[0].cluster == "C01"
        assert codes(lambda: workspace.append([answer("/data/a", "1")], author)) == ["interview-withdrawn"]
    assert check(folder) == ()


def test_nothing_said_is_nothing_appended(folder, author, interview):
    with Workspace.open(folder) as workspace:
        assert workspace.append([], author) == ()
        assert len(workspace.events(interview)) == 1


def test_wall_is_the_moment_with_its_offset(folder, author, answer):
    before = datetime.now(UTC)
    with Workspace.open(folder) as workspace:
        (event,) = workspace.append([answer("/data/a", "1")], author)
        assert workspace.newest() == event.wall
    moment = datetime.fromisoformat(event.wall)
    assert moment.utcoffset() is not None
    assert before - timedelta(milliseconds=1) <= moment <= datetime.now(UTC)
