from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.ui.screens.interview.saving import SaveQueue, Saving


def statement(value):
    return Statement("uuid:1", EventKind.ANSWER, value, "/data/q")


class Disk:
    def __init__(self):
        self.calls = []
        self.log = []

    def save(self, batch, done, failed):
        self.calls.append((batch, done, failed))

    def answer(self, *, well):
        batch, done, failed = self.calls.pop(0)
        if well:
            self.log += [one.value for one in batch]
            done("2012-07-01T12:00:00+02:00")
        else:
            failed((problem("disk-full"),))


def queue(disk):
    states, settled = [], []
    made = SaveQueue(disk.save, changed=lambda: states.append(made.state), settled=settled.extend)
    return made, states, settled


def test_it_is_saved_only_when_nothing_waits():
    disk = Disk()
    made, states, settled = queue(disk)
    assert made.state is Saving.SAVED
    made.add([statement("1")])
    assert made.state is Saving.PENDING
    disk.answer(well=True)
    assert made.state is Saving.SAVED
    assert made.wall == "2012-07-01T12:00:00+02:00"
    assert states == [Saving.PENDING, Saving.SAVED]
    assert [one.value for one in settled] == ["1"]


def test_what_is_said_while_a_batch_is_on_its_way_goes_as_the_next_one():
    disk = Disk()
    made, _, _ = queue(disk)
    made.add([statement("1")])
    made.add([statement("2")])
    made.add([statement("3")])
    assert len(disk.calls) == 1
    disk.answer(well=True)
    assert [one.value for one in disk.calls[0][0]] == ["2", "3"]
    assert made.state is Saving.PENDING


def test_a_failure_stays_until_a_later_save_succeeds():
    disk = Disk()
    made, _, _ = queue(disk)
    made.add([statement("1")])
    disk.answer(well=False)
    assert made.state is Saving.FAILED
    assert [one.code for one in made.problems] == ["disk-full"]
    made.add([statement("2")])
    assert made.state is Saving.FAILED
    disk.answer(well=True)
    assert made.state is Saving.SAVED
    assert disk.log == ["1", "2"]


def test_nothing_to_save_saves_nothing():
    disk = Disk()
    made, _, _ = queue(disk)
    made.add([])
    made.send()
    assert disk.calls == []


@given(st.lists(st.sampled_from(["say", "well", "ill"]), max_size=40))
def test_whatever_fails_nothing_is_lost_doubled_or_overtaken(happenings):
    disk = Disk()
    made, _, _ = queue(disk)
    said = []
    for one in happenings:
        if one == "say":
            said.append(str(len(said)))
            made.add([statement(said[-1])])
        elif disk.calls:
            disk.answer(well=one == "well")
    made.send()
    while disk.calls:
        disk.answer(well=True)
    assert disk.log == said
    assert made.state is Saving.SAVED
