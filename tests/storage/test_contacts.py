"""How clusters are reached: the newest word stands whatever the order, and nothing of it is lost or brought back."""

import itertools
import random
import uuid

import pytest

from clusterbench_gui.domain.contacts import LONGEST, Appointment, Contact, Entry, appointment_of, appointment_text
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.log.clock import LAST_CLOCK
from clusterbench_gui.storage.recovering.repair import repair
from clusterbench_gui.storage.workspace import Workspace
from tests.helpers.secrets import pages

ZOFIA = Contact("C01", "Zofia Łoś", "koordynatorka", "00 000 12 34", "biuro@c01.example", "ul. Źródlana 7", "Marek Dąb")
VISIT = Appointment("C01", "2012-07-04", "10:00", "biuro", "wejście od podwórza")
DEVICES = [str(uuid.UUID(int=one)) for one in (1, 2, 3)]


@pytest.fixture
def workspace(folder):
    with Workspace.open(folder) as opened:
        yield opened


def test_what_is_said_is_kept_and_read_again(folder, workspace):
    assert (workspace.contacts(), workspace.appointments()) == ({}, {})
    workspace.say_contacts(ZOFIA, VISIT, Contact("C02", phone="1"))
    workspace.close()
    with Workspace.open(folder, read_only=True) as again:
        assert again.contacts() == {"C01": ZOFIA, "C02": Contact("C02", phone="1")}
        assert again.appointments() == {"C01": VISIT}
    assert check(folder) == ()


def test_only_what_changed_is_said_anew(workspace):
    workspace.say_contacts(ZOFIA, VISIT)
    before = {one.field: one for one in workspace.contact_entries()}
    workspace.say_contacts(ZOFIA.changed({"phone": "00 000 99 99"}), VISIT)
    after = {one.field: one for one in workspace.contact_entries()}
    assert {name for name in after if after[name] != before[name]} == {"phone"}
    assert after["phone"].clock > before["phone"].clock


def test_an_appointment_is_postponed_and_called_off(workspace):
    workspace.say_contacts(VISIT)
    later = Appointment("C01", "2012-07-09", "", "biuro")
    workspace.say_contacts(later)
    assert workspace.appointments() == {"C01": later}
    workspace.say_contacts(Appointment("C01"))
    assert workspace.appointments() == {}


def entries():
    """What three devices said of two clusters, with equal stamps among it."""
    chance = random.Random(7)
    return [
        Entry(cluster, field, f"{field}-{chance.randrange(5)}", chance.choice((5, 6, 6, 7)) << 20, device)
        for cluster, field, device in itertools.product(("C01", "C02"), ("person", "phone"), DEVICES)
        for _ in range(2)
    ] + [
        Entry("C01", "appointment", appointment_text(VISIT), 9 << 20, DEVICES[0]),
        Entry("C01", "appointment", "", 10 << 20, DEVICES[1]),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_merge_leaves_the_same_whatever_the_order_the_parts_and_how_often(folder, workspace, seed):
    said = entries()
    newest = {}
    for one in said:
        place = (one.cluster, one.field)
        if place not in newest or (one.clock, one.device, one.value) > newest[place][0]:
            newest[place] = ((one.clock, one.device, one.value), one)
    chance = random.Random(seed)
    shuffled = [*chance.sample(said, len(said)), *chance.choices(said, k=9)]
    while shuffled:
        part, shuffled = shuffled[: (size := chance.randint(1, 5))], shuffled[size:]
        workspace.merge_contacts(part)
    assert set(workspace.contact_entries()) == {one for _, one in newest.values()}
    assert workspace.appointments() == {}


def test_a_word_of_now_is_newer_than_a_word_of_a_clock_that_is_ahead(workspace):
    ahead = Entry("C01", "phone", "stary", LAST_CLOCK - 5, DEVICES[0])
    workspace.merge_contacts([ahead])
    workspace.say_contacts(Contact("C01", phone="nowy"))
    workspace.merge_contacts([ahead])
    assert workspace.contacts()["C01"].phone == "nowy"


@pytest.mark.parametrize(
    "entry",
    [
        Entry("C01", "secret", "x", 1, DEVICES[0]),
        Entry("C01", "phone", "x" * (LONGEST + 1), 1, DEVICES[0]),
        Entry("C01", "phone", "a\x00b", 1, DEVICES[0]),
        Entry("C01", "phone", "1", LAST_CLOCK + 1, DEVICES[0]),
        Entry("C01", "phone", "1", -1, DEVICES[0]),
        Entry("C01", "appointment", "tomorrow", 1, DEVICES[0]),
        Entry("C01", "appointment", '["2012-02-31","","",""]', 1, DEVICES[0]),
        Entry("C01", "appointment", '["20120704","","",""]', 1, DEVICES[0]),
        Entry("C01", "appointment", '["2012-07-04","25:00","",""]', 1, DEVICES[0]),
        Entry("C01", "appointment", '["2012-07-04","",1,""]', 1, DEVICES[0]),
        Entry("C01", "appointment", "[" * 100_000, 1, DEVICES[0]),
        Entry("C01", "appointment", '["2012-07-04","","\\ud800",""]', 1, DEVICES[0]),
        Entry("C01", "appointment", '["2012-07-04","","","\\u0000"]', 1, DEVICES[0]),
        Entry("C\x00", "phone", "1", 1, DEVICES[0]),
    ],
)
def test_what_no_program_could_have_said_is_refused_whole(workspace, codes, entry):
    good = Entry("C02", "phone", "1", 1, DEVICES[0])
    assert codes(lambda: workspace.merge_contacts([good, entry])) == ["contact-forged"]
    assert workspace.contact_entries() == ()


def test_a_field_that_is_too_long_is_refused_and_what_no_file_can_hold_is_marked(workspace, codes):
    assert codes(lambda: workspace.say_contacts(Contact("C01", person="x" * (LONGEST + 1)))) == ["contact-long"]
    workspace.say_contacts(Contact("C01", person=" a\x00b\ud800 "))
    assert workspace.contacts()["C01"].person == "a\ufffdb\ufffd"


def test_an_appointment_goes_through_its_register_unchanged():
    for one in (VISIT, Appointment("C01", "2012-07-04"), Appointment("C01")):
        assert appointment_of("C01", appointment_text(one)) == one


def test_what_is_forgotten_is_in_no_page_and_stays_forgotten(folder, workspace):
    workspace.say_contacts(ZOFIA, VISIT)
    old = workspace.contact_entries()
    assert "Zofia Łoś".encode() in pages(folder)
    workspace.forget_contact("C01")
    workspace.close()
    assert "Zofia Łoś".encode() not in pages(folder)
    assert "wejście od podwórza".encode() not in pages(folder)
    with Workspace.open(folder) as again:
        again.merge_contacts(old)
        assert (again.contacts(), again.appointments()) == ({}, {})


def test_a_repair_reads_contacts_from_the_pages(folder, workspace):
    workspace.say_contacts(ZOFIA, VISIT)
    workspace.close()
    content = bytearray((folder / "study.db").read_bytes())
    content[20] ^= 1
    (folder / "study.db").write_bytes(content)
    repair(folder)
    with Workspace.open(folder, read_only=True) as again:
        assert again.contacts() == {"C01": ZOFIA}
        assert again.appointments() == {"C01": VISIT}
