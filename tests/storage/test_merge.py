"""Logs of many devices come together: the same for any order, any doubling, any split; nothing overwritten, conflicts seen."""

import hashlib
import io
import itertools
import json
import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.devices import Card, Sender
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage import attachments
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, Database, connect
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.log.chain import event_hash, payload_hash
from clusterbench_gui.storage.log.conflicts import conflicts
from clusterbench_gui.storage.log.events import EventLog
from clusterbench_gui.storage.log.merge import merge, read_chains
from clusterbench_gui.storage.log.projections import FORKS_OF_LOG, INTERVIEWS_OF_LOG
from clusterbench_gui.storage.migrations import migrate
from clusterbench_gui.storage.recovering.rebuilding import rebuild
from clusterbench_gui.storage.workspace import Workspace

EXAMPLES = int(os.environ.get("CLUSTERBENCH_EXAMPLES", "200"))
TABLES = ("event", "payload", "interview", "fork", "waiting")
DEVICES = ("a", "b", "c")
INTERVIEWS = ("uuid:1", "uuid:2", "uuid:3")
PATHS = ("/data/q1", "/data/q2", "/data/firm[ab]/name")
SECRET = {"passphrase": "x", "cost": Cost(64, 1, 1)}  # the two have profiles of their own, and either is to be checked
INTERVIEW = "uuid:7b0d3d3c-0000-4000-8000-000000000001"
PERSON = Person("p", "Żaneta", Role.INTERVIEWER)


def memory():
    db = Database(sqlcipher.connect(":memory:", isolation_level=None), execute_plugins=False)
    migrate(db)
    return db


class Devices:
    """Laptops with real logs, in memory; what they say and exchange is drawn."""

    def __init__(self):
        self.dbs = {name: memory() for name in (*DEVICES, "office", "other")}

    def clear(self):
        for db in self.dbs.values():
            for table in ("payload", "draft", "bookmark", "fork", "waiting", "event", "interview", "chain"):
                db.execute(f"delete from {table}")
            db.execute("insert or ignore into cluster values ('C', 'Klaster', '{}')")

    def say(self, name, statements, minute):
        log = EventLog(self.dbs[name], name)
        with self.dbs[name].atomic():
            return log.append(statements, PERSON, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute))

    def records(self, name):
        return list(read_chains(self.dbs[name], DEVICES))

    def merge(self, name, records):
        with self.dbs[name].atomic():
            return merge(self.dbs[name], records)

    def lose(self, name, records):
        """What a repair does that finds them nowhere."""
        for one in records:
            self.dbs[name].execute("delete from payload where event = ?", (one.id,))
            self.dbs[name].execute("delete from event where id = ?", (one.id,))
        with self.dbs[name].atomic():
            rebuild(self.dbs[name])

    def act(self, step):
        name, action, interview, path, word, minute = step
        db = self.dbs[name]
        row = db.execute("select status from interview where id = ?", (interview,)).fetchone()
        if action == "create" or row is None:
            if row is None:
                about = json.dumps({"cluster": "C", "instrument": "i", "form": "f", "version": name})
                self.say(name, [Statement(interview, EventKind.CREATED, about)], minute)
        elif row[0] != "withdrawn":
            self.say(name, self._said(db, action, interview, path, word), minute)

    def _said(self, db, action, interview, path, word):
        if action == "settle":
            open_ = [one for one in conflicts(db, interview) if one.path == path and one.blocks]
            heads = [head.id for one in open_ for head in one.heads]
            said = [Statement(interview, EventKind.ANSWER, word, path)]
            return [*said, Statement(interview, EventKind.SETTLED, json.dumps(heads), path)] if heads else said
        return {
            "answer": [Statement(interview, EventKind.ANSWER, word, path, word)],
            "absence": [Statement(interview, EventKind.ABSENCE, "refused", path)],
            "remark": [Statement(interview, EventKind.REMARK, word, path)],
            "row": [Statement(interview, EventKind.REPEAT_ADDED, "", "/data/firm[ab]")],
            "status": [Statement(interview, EventKind.STATUS, Status.RETURNED.value)],
            "withdraw": [Statement(interview, EventKind.CONSENT_WITHDRAWN, "")],
        }[action]


_SAYING = st.tuples(
    st.sampled_from(DEVICES),
    st.sampled_from(("create", *["answer"] * 6, "absence", "remark", "row", "status", "settle", "settle", "withdraw")),
    st.sampled_from(INTERVIEWS),
    st.sampled_from(PATHS),
    st.sampled_from(("1", "2", "ź")),
    st.integers(-500, 500),
)
_SENDING = st.tuples(st.sampled_from(DEVICES), st.sampled_from(DEVICES))


@pytest.fixture(scope="module")
def devices():
    made = Devices()
    yield made
    for db in made.dbs.values():
        db.close()


def state(db):
    tables = {table: sorted(map(repr, db.execute(f"select * from {table}"))) for table in TABLES}
    return tables | {"conflicts": [(one.path, [head.id for head in one.heads]) for one in conflicts(db)]}


def conflicts_by_hand(records):
    """The definition of docs/adr/0007, without SQL."""
    withdrawn = {one.interview for one in records if one.kind == "consent-withdrawn"}
    replaced = {one.replaces for one in records}
    closed = {each for one in records if one.kind == "settled" and one.value for each in json.loads(one.value)}
    heads = {}
    for one in {one.id: one for one in records}.values():
        if one.kind in {"answer", "absence", "remark"} and one.id not in replaced | closed:
            heads.setdefault((one.interview, one.path, one.kind == "remark"), []).append(one)
    return {
        (where, path, tuple(sorted(one.id for one in some)))
        for (where, path, _), some in heads.items()
        if where not in withdrawn and len({(one.kind, one.value) for one in some}) > 1
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=st.lists(st.one_of(_SAYING, _SAYING, _SAYING, _SENDING), max_size=40), draw=st.data())
def test_any_order_any_doubling_any_split_gives_the_same(devices, story, draw):
    devices.clear()
    for step in story:
        if len(step) == 2:
            devices.merge(step[1], devices.records(step[0]))
        else:
            devices.act(step)
    everything = [one for name in DEVICES for one in devices.records(name)]
    devices.merge("office", everything)
    doubled = everything + draw.draw(st.lists(st.sampled_from(everything), max_size=20) if everything else st.just([]))
    shuffled = draw.draw(st.permutations(doubled))
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(shuffled)), max_size=5)))
    for start, end in itertools.pairwise([0, *cuts, len(shuffled)]):
        devices.merge("other", shuffled[start:end])
    office = devices.dbs["office"]
    assert state(devices.dbs["other"]) == state(office)
    assert state(office)["waiting"] == []
    for table, log in (("interview", INTERVIEWS_OF_LOG), ("fork", FORKS_OF_LOG)):
        assert sorted(office.execute(f"select * from {table}")) == sorted(office.execute(log)), table
    found = {(one.interview, one.path, tuple(sorted(head.id for head in one.heads))) for one in conflicts(office)}
    assert found == conflicts_by_hand(everything)
    assert devices.merge("office", doubled).added == 0
    devices.lose("other", draw.draw(st.sets(st.sampled_from(everything))) if everything else ())
    for start, end in itertools.pairwise([0, *cuts, len(shuffled)]):
        devices.merge("other", shuffled[start:end])
    assert state(devices.dbs["other"]) == state(office)


# by example, in real workspaces


@pytest.fixture
def office(tmp_path, author, created, answer):
    with Workspace.create(tmp_path / "office.clusterbench", title="T", edition="e", files={}, **SECRET) as workspace:
        workspace.add_clusters([Cluster("C01", "Jeden")])
        workspace.append([created, answer("/data/a", "1")], author)
        yield workspace


@pytest.fixture
def laptop(tmp_path, office, monkeypatch):
    """Another device with the same log until now."""
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "laptop home"))
    with Workspace.create(tmp_path / "laptop.clusterbench", title="T", edition="e", files={}, **SECRET) as workspace:
        workspace.add_clusters([Cluster("C01", "Jeden")])
        workspace.merge(all_of(office), sender="office")
        yield workspace


def all_of(workspace):
    return workspace.records([one for (one,) in workspace._db.execute("select distinct device from event")])


def found_in(workspace):
    return list(check(workspace.folder, passphrase="x"))


def forged(record, **changes):
    """Another event at the same place, with hashes that fit."""
    one = record._replace(**changes)
    if one.salt is not None:
        one = one._replace(payload_hash=payload_hash(one.salt, one.value, one.typed))
    return one._replace(hash=event_hash(one[:13], one.payload_hash, one.previous))


def test_two_answers_to_one_question_are_a_conflict_until_a_supervisor_settles(
    office, laptop, author, answer, interview
):
    office.append([answer("/data/a", "2")], author)
    laptop.append([answer("/data/a", "3")], author)
    office.merge(laptop.records(laptop.own_chains()), sender="laptop")
    (found,) = office.conflicts()
    assert (found.path, found.blocks, sorted(one.value for one in found.heads)) == ("/data/a", True, ["2", "3"])
    assert office.conflicts(interview) == (found,)
    assert office.conflicts("uuid:other") == ()
    assert [one.value for one in office.current(interview)] == [found.heads[-1].value]
    ids = json.dumps([one.id for one in found.heads])
    office.append([answer("/data/a", "3"), answer("/data/a", ids, EventKind.SETTLED)], author)
    assert office.conflicts() == ()
    assert sorted(one.value for one in office.history(interview, "/data/a") if one.kind is EventKind.ANSWER) == list(
        "1233"
    )
    assert found_in(office) == []


def test_those_who_agree_are_in_no_conflict_and_one_voice_is_none(office, laptop, author, answer):
    office.append([answer("/data/a", "2"), answer("/data/a", "4")], author)
    laptop.append([answer("/data/a", "4")], author)
    office.merge(laptop.records(laptop.own_chains()))
    assert office.conflicts() == ()


def test_settled_differently_on_two_sides_is_a_conflict_again(office, laptop, author, answer):
    office.append([answer("/data/a", "2")], author)
    laptop.append([answer("/data/a", "3")], author)
    one, other = all_of(office), all_of(laptop)
    office.merge(other)
    laptop.merge(one)
    for side, word in ((office, "2"), (laptop, "3")):
        (found,) = side.conflicts()
        ids = json.dumps([head.id for head in found.heads])
        side.append([answer("/data/a", word), answer("/data/a", ids, EventKind.SETTLED)], author)
        assert side.conflicts() == ()
    office.merge(all_of(laptop))
    (again,) = office.conflicts()
    assert sorted(head.value for head in again.heads) == ["2", "3"]


def test_remarks_of_two_are_both_kept_and_block_nothing(office, laptop, author, answer, interview):
    office.append([answer("/data/a", "pewne?", EventKind.REMARK)], author)
    laptop.append([answer("/data/a", "sprawdzone", EventKind.REMARK)], author)
    office.merge(all_of(laptop))
    (found,) = office.conflicts()
    assert (found.blocks, len(found.heads)) == (False, 2)
    office.append([Statement(interview, EventKind.STATUS, "finished")], author)


def test_an_interview_in_conflict_cannot_be_finished_or_approved(office, laptop, author, answer, codes):
    office.append([answer("/data/a", "2")], author)
    laptop.append([answer("/data/a", "3")], author)
    office.merge(all_of(laptop))
    for word in ("finished", "approved"):
        status = answer("", word, EventKind.STATUS)
        assert codes(lambda status=status: office.append([status], author)) == ["interview-in-conflict"]
    office.append([answer("", "returned", EventKind.STATUS)], author)


def test_what_comes_before_its_predecessors_waits_and_then_enters(office, laptop, author, answer, interview):
    for number in range(5):
        office.append([answer("/data/b", str(number))], author)
    records = all_of(office)
    assert laptop.merge(records[4:]) == (0, 0, 3, ())
    assert [one.path for one in laptop.current(interview)] == ["/data/a"]
    assert laptop.merge(records[5:6]).waiting == 3
    assert laptop.merge(records[:4]) == (5, 2, 0, (interview,))
    assert [one.value for one in laptop.current(interview)] == ["1", "4"]
    assert found_in(laptop) == []


def test_a_forked_chain_is_refused_and_named_and_changes_nothing(office, laptop, author, answer):
    office.append([answer("/data/b", "1"), answer("/data/b", "2")], author)
    *_, one, two = all_of(office)
    other = forged(one, value="9")
    laptop.merge([one])
    before = all_of(laptop)
    for records in ([other], [one, other], [two._replace(), other]):
        with pytest.raises(ProblemError) as caught:
            laptop.merge(records)
        (found,) = caught.value.problems
        assert (found.code, found.values["device"], found.values["sequence"]) == (
            "chain-forked",
            one.device,
            one.sequence,
        )
    assert all_of(laptop) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "9"},
        {"hash": bytes(32)},
        {"previous": b"x" * 32},
        {"person": "p-2"},
        {"typed": "x"},
    ],
)
def test_a_record_that_does_not_fit_its_hashes_is_refused(office, laptop, author, codes, changes):
    office.append([Statement(INTERVIEW, EventKind.ANSWER, "1", "/data/b")], author)
    last = all_of(office)[-1]
    assert codes(lambda: laptop.merge([last._replace(**changes)])) == ["event-forged"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "status", "value": "done"},
        {"kind": "created", "value": "[]"},
        {"kind": "created", "value": "{"},
        {"kind": "created", "value": '{"cluster": "\\ud83d", "instrument": "i"}'},
        {"kind": "created", "value": '{"cluster": "C", "instrument": "\\udc00"}'},
        {"kind": "created", "value": '{"cluster": "C", "instrument": "i", "more": NaN}'},
        {"kind": "created", "value": '{"cluster": null, "instrument": "i", "cluster": "C"}'},
        {"kind": "settled", "value": '{"a": 1}'},
        {"kind": "eaten"},
        {"role": "king"},
        {"wall": "yesterday"},
        {"wall": "2026-01-01T00:00:00"},
        {"clock": 1 << 62},
        {"clock": -1},
        {"value": "\x00"},
        {"kind": "status", "salt": None, "value": None},
    ],
)
def test_what_no_reader_of_the_log_could_take_is_refused(office, laptop, author, codes, changes):
    office.append([Statement(INTERVIEW, EventKind.ANSWER, "1", "/data/b")], author)
    last = all_of(office)[-1]
    assert codes(lambda: laptop.merge([forged(last, **changes)])) == ["event-forged"]


def test_an_id_that_another_event_has_is_refused(office, laptop, author, answer, codes):
    office.append([answer("/data/b", "1")], author)
    mine = all_of(laptop)[0]
    stolen = forged(all_of(office)[0], device="thief", sequence=1, id=mine.id, value="{}", kind="answer")
    assert codes(lambda: laptop.merge([stolen])) == ["event-taken"]


def test_a_chain_belongs_to_the_device_that_first_brought_it(office, laptop, author, answer, codes):
    laptop.append([answer("/data/b", "1")], author)
    first = laptop.records(laptop.own_chains())
    laptop.append([answer("/data/b", "2")], author)
    both = laptop.records(laptop.own_chains())
    office.merge(first, sender="laptop")
    assert office.merge(first, sender="other laptop").known == 1
    assert codes(lambda: office.merge(both, sender="other laptop")) == ["chain-foreign"]
    office.add_sender(Sender(Card("new laptop", bytes(32), "age1x"), "Nowy"), instead_of="laptop")
    assert codes(lambda: office.merge(both, sender="laptop")) == ["chain-foreign"]
    assert office.merge(both, sender="new laptop").added == 1
    assert [one.name for one in office.senders()] == ["Nowy"]
    assert len(office.own_chains()) == 1


def test_a_device_that_goes_on_with_its_own_work_stays_accepted(office):
    card = Card("laptop", bytes(32), "age1x")
    office.add_sender(Sender(card, "Anna"), instead_of="laptop")
    assert [one.name for one in office.senders()] == ["Anna"]


def test_what_was_written_here_stays_ours_whoever_brings_it_back(office, laptop, author, answer, codes):
    laptop.append([answer("/data/b", "1")], author)
    own = laptop.records(laptop.own_chains())
    more = forged(own[0], sequence=2, id="more", clock=own[0].clock + 1, previous=own[0].hash)
    assert laptop.merge(own, sender="office").known == 1
    assert codes(lambda: laptop.merge([more], sender="laptop two")) == ["chain-foreign"]
    laptop.merge([more], sender="office", others=True)
    assert laptop.own_chains() == (own[0].device,)


def test_a_withdrawal_erases_what_arrives_after_it(office, laptop, author, answer, interview):
    laptop.append([answer("/data/b", "tajne"), answer("/data/c", "tajniejsze")], author)
    late = laptop.records(laptop.own_chains())
    laptop.append([answer("/data/d", "czeka")], author)
    waiting = laptop.records(laptop.own_chains())[-1]
    office.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author)
    office.merge([waiting])
    assert office._db.execute("select value from waiting").fetchall() == [(None,)]
    office.merge(late)
    office.merge(late)
    assert [one.value for one in office.history(interview, "/data/b")] == [None]
    assert office.interviews()[0].status is Status.WITHDRAWN
    laptop.merge(all_of(office))
    assert [one.value for one in laptop.history(interview, "/data/d")] == [None]
    assert {one.salt for one in laptop.records(laptop.own_chains())} == {None}
    assert found_in(office) == found_in(laptop) == []


def test_a_payload_that_was_missing_is_filled_in_and_never_emptied(office, laptop, author, answer, interview):
    office.append([answer("/data/b", "1")], author)
    *before, last = all_of(office)
    erased = last._replace(salt=None, value=None, typed=None)
    laptop.merge([*before, erased])
    assert [one.value for one in laptop.history(interview, "/data/b")] == [None]
    laptop.merge([last])
    laptop.merge([erased])
    assert [one.value for one in laptop.history(interview, "/data/b")] == ["1"]


def test_the_clock_moves_past_what_was_seen(office, laptop, author, answer, interview):
    future = datetime.now(UTC) + timedelta(days=4000)
    office._log.append([answer("/data/a", "z przyszłości")], author, future)
    laptop.merge(all_of(office))
    (said,) = laptop.append([answer("/data/a", "teraz")], author)
    assert [one.value for one in laptop.current(interview)] == ["teraz"]
    assert said.clock > max(one.clock for one in all_of(office))
    office.merge(all_of(laptop))
    assert [one.value for one in office.current(interview)] == ["teraz"]
    assert office.conflicts() == ()


def test_wall_clocks_that_jump_and_wrong_time_zones_do_not_reorder(office, laptop, author, answer, interview):
    ahead = timezone(timedelta(hours=14))
    walls = [
        datetime(2030, 1, 1, tzinfo=ahead),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 6, 1, 23, tzinfo=ahead),
    ]
    said = []
    for number, wall in enumerate(walls):
        one, other = (office, laptop) if number % 2 else (laptop, office)
        said += one.append([answer("/data/a", str(number))], author, wall=wall)
        other.merge(all_of(one))
    assert [one.value for one in office.history(interview, "/data/a")] == ["1", "0", "1", "2"]
    assert office.history(interview, "/data/a") == laptop.history(interview, "/data/a")
    assert [one.replaces for one in said[1:]] == [one.id for one in said[:-1]]


def test_interviews_stand_in_the_order_in_which_they_were_begun(office, laptop, author, created):
    for number, side in enumerate((office, laptop, office)):
        side.append([Statement(f"uuid:{number}", EventKind.CREATED, created.value)], author)
    office.merge(all_of(laptop))
    laptop.merge(all_of(office))
    assert office.interviews() == laptop.interviews()
    assert [one.id for one in office.interviews()][1:] == ["uuid:0", "uuid:1", "uuid:2"]


def test_drafts_outlive_a_merge(office, laptop, author, answer, interview):
    laptop.save_draft(interview, "/data/a", "pisz")
    office.append([answer("/data/a", "5")], author)
    laptop.merge(all_of(office))
    assert laptop.drafts(interview) == {"/data/a": "pisz"}


def test_attachments_of_what_waits_are_kept_and_strangers_are_not(office, laptop, author, answer, interview):
    office.append([answer("/data/b", "1")], author)
    office.attach(interview, "/data/photo", io.BytesIO(b"obraz"), "a.jpg", author)
    *before, last = all_of(office)
    files = office.files_of([last])
    stray = {hashlib.sha256(b"x").hexdigest(): b"x"}
    assert laptop.merge([last], files=files | stray).waiting == 1
    folder = laptop.folder / "attachments"
    assert {one.name for one in folder.iterdir()} == set(files)
    for one in folder.iterdir():
        os.utime(one, (0, 0))
    attachments.sweep(laptop._db, laptop.folder)
    laptop.merge(before)
    assert laptop.attachment(laptop.attachments(interview)["/data/photo"]) == b"obraz"
    assert found_in(laptop) == []


def test_a_withdrawal_that_waited_takes_the_files_with_it(office, laptop, author, interview):
    office.attach(interview, "/data/photo", io.BytesIO(b"obraz"), "a.jpg", author)
    records = all_of(office)
    laptop.merge(records, files=office.files_of(records))
    office.append([Statement(interview, EventKind.REMARK, "?", "/data/a")], author)
    office.withdraw(interview, author)
    *before, last = all_of(office)
    laptop.merge([last])
    assert list((laptop.folder / "attachments").iterdir()) != []
    laptop.merge(before)
    assert laptop.interviews()[0].status is Status.WITHDRAWN
    assert list((laptop.folder / "attachments").iterdir()) == []
    assert (laptop.folder / "study.db-wal").stat().st_size == 0


# holes that a repair left


@pytest.fixture
def holed(office, laptop, author, answer):
    """What a laptop said, and the office that has all of it but the middle."""
    laptop.append([answer(f"/data/h{one}", str(one)) for one in range(6)], author)
    told = [one for one in in_order(laptop) if one.path.startswith("/data/h")]
    office.merge(all_of(laptop), sender="laptop")
    for one in told[1:4]:
        office._db.execute("delete from payload where event = ?", (one.id,))
        office._db.execute("delete from event where id = ?", (one.id,))
    assert [one.code for one in found_in(office)] == ["event-missing"]
    return told


@pytest.mark.parametrize("order", list(itertools.permutations(range(1, 4))))
def test_a_hole_is_filled_by_whoever_owns_the_chain_in_any_order(office, holed, order):
    for number in order:
        office.merge([holed[number]], sender="laptop")
    assert found_in(office) == []
    assert [one for one in all_of(office) if one.path.startswith("/data/h")] == holed
    assert office.merge(holed, sender="laptop")[:3] == (0, 6, 0)


def test_what_fills_a_hole_waits_for_the_one_that_names_it(office, holed):
    assert office.merge(holed[1:3], sender="laptop")[:3] == (0, 0, 2)
    assert office.merge(holed[3:4], sender="laptop")[:3] == (3, 0, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_nothing_else_fills_a_hole(office, holed, codes, number):
    other = forged(holed[number], value="9")
    everything = [other if one is holed[number] else one for one in holed]
    assert codes(lambda: office.merge(everything, sender="laptop")) == ["chain-forked"]
    assert office.merge(holed, sender="laptop").added == 3


# several merges in one transaction


def in_order(workspace):
    return sorted(all_of(workspace), key=lambda one: one.clock)


def test_merges_in_bulk_are_on_the_disk_together_at_the_end(office, laptop, author, answer, data_of):
    laptop.append([answer("/data/b", "1"), answer("/data/c", "2")], author)
    first, second = in_order(laptop)[:-1], in_order(laptop)
    before = data_of(office)
    with office.bulk():
        assert office.merge(first, sender="laptop").added == 1
        assert office.merge(second, sender="laptop").added == 1
        assert data_of(office) == before
    assert data_of(office) == sorted(one.id for one in second)


def test_one_that_fails_in_bulk_takes_none_of_those_before_it_along(office, laptop, author, answer, data_of):
    laptop.append([answer("/data/b", "1")], author)
    good = in_order(laptop)
    laptop.append([answer("/data/c", "2"), answer("/data/d", "3")], author)
    *better, last = in_order(laptop)

    def merge_both():
        with office.bulk():
            office.merge(good, sender="laptop")
            office.merge([*better, last._replace(value="9")], sender="laptop")

    with pytest.raises(ProblemError) as caught:
        merge_both()
    assert [one.code for one in caught.value.problems] == ["event-forged"]
    assert data_of(office) == sorted(one.id for one in good)
    assert found_in(office) == []


def test_a_withdrawal_in_bulk_leaves_nothing_of_the_answers_in_the_log_of_writes(office, laptop, author, answer):
    laptop.append([answer("/data/b", "1")], author)
    told = in_order(laptop)
    laptop.append([answer("", "", EventKind.CONSENT_WITHDRAWN)], author)
    done = []
    with office.bulk():
        office.merge(told, sender="laptop")
        office.merge(in_order(laptop), sender="laptop")
        office.afterwards(lambda: done.append((office.folder / "study.db-wal").stat().st_size))
        assert done == []
    assert done == [0]
    assert [one.value for one in office.history(INTERVIEW, "/data/b")] == [None]


@pytest.fixture
def data_of():
    """The ids of the events that somebody else finds in the file."""

    def read(workspace):
        db = connect(workspace.folder / "study.db", workspace._data_key, Access.READ)
        found = sorted(identity for (identity,) in db.execute("select id from event"))
        db.close()
        return found

    return read
