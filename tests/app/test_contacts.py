"""Contacts and appointments travel with the work, go with a withdrawn consent, and are in nothing that leaves the study."""

import pytest

from clusterbench_gui.app import bundles
from clusterbench_gui.app.backups import restore_study
from clusterbench_gui.app.bundles import read_bundle
from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.interviews import add_cluster, start_interview
from clusterbench_gui.app.openrosa import export_odk
from clusterbench_gui.app.scoring import collect
from clusterbench_gui.app.sync import sync
from clusterbench_gui.domain.bundles import Bundle, BundleKind
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.storage.backups.automatic import all_backups, backup_if_changed
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace
from tests.helpers.devices import laptop_at, office_at
from tests.helpers.secrets import files_with, pages
from tests.helpers.study import ANNA, fill, fill_expert

ZOFIA = Contact("K01", "Zofia Łoś", phone="00 000 12 34", interviewer="Anna")
VISIT = Appointment("K01", "2012-07-04", "10:00", "Gmach Zmyślony")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "nobody"))
    return tmp_path / "nobody"


@pytest.fixture
def office(tmp_path):
    device = office_at(tmp_path / "office")
    with device.opened() as study:
        study.workspace.say_contacts(ZOFIA, VISIT, Contact("K02", "Ktoś Inny"))
    return device


def result_of(device, number=1):
    with device.opened() as study:
        return device.write(f"result{number}.cbundle", bundles.make_result(study))


def back_up(study):
    assert backup_if_changed(study.workspace.folder, study.workspace._data_key)[1] == ()


def in_backups(device, folder):
    """Contacts by cluster in each automatic backup of a device."""
    found = []
    for number, backup in enumerate(all_backups(device.study / "backups")):
        restore_study(backup, folder / f"{number}.clusterbench")
        with Workspace.open(folder / f"{number}.clusterbench", read_only=True) as workspace:
            found.append(workspace.contacts())
    return found


def known(device):
    with device.opened() as study:
        return study.workspace.contacts(), study.workspace.appointments()


def test_a_laptop_gets_those_of_its_clusters_and_the_office_what_the_laptop_changed(tmp_path, office):
    laptop = laptop_at(tmp_path / "laptop", office, clusters=["K01"])
    assert known(laptop) == ({"K01": ZOFIA}, {"K01": VISIT})
    later = Appointment("K01", "2012-07-09", "12:00")
    with laptop.opened() as study:
        study.workspace.say_contacts(ZOFIA.changed({"phone": "00 000 99 99"}), later)
    with office.opened() as study:
        study.workspace.say_contacts(ZOFIA.changed({"address": "ul. Nowa 2"}))
    path = result_of(laptop)
    for _ in range(2):
        with office.opened() as study:
            read_bundle(study, path)
    contacts, appointments = known(office)
    assert contacts["K01"] == ZOFIA.changed({"phone": "00 000 99 99", "address": "ul. Nowa 2"})
    assert contacts["K02"] == Contact("K02", "Ktoś Inny")
    assert appointments == {"K01": later}


def test_a_laptop_brings_a_new_cluster_with_its_appointment_before_any_interview(tmp_path, office):
    laptop = laptop_at(tmp_path / "laptop", office)
    with laptop.opened() as study:
        code = add_cluster(study, "Nowy").code
        study.workspace.say_contacts(Appointment(code, "2012-07-20"))
    with office.opened() as study:
        received = read_bundle(study, result_of(laptop))
        assert received.clusters == (code,)
    assert known(office)[1][code] == Appointment(code, "2012-07-20")


def test_synchronising_writes_a_new_file_when_only_an_appointment_changed(tmp_path, office):
    laptop = laptop_at(tmp_path / "laptop", office)
    stick = tmp_path / "stick"
    stick.mkdir()
    with laptop.opened() as study:
        assert sync(study, stick).written is not None
        assert sync(study, stick).written is None
        study.workspace.say_contacts(Appointment("K01", "2012-07-30"))
        assert sync(study, stick).written is not None
        assert sync(study, stick).written is None


def test_a_bundle_of_before_has_no_contacts(office, tmp_path):
    with office.opened() as study:
        bundle = Bundle(BundleKind.RESULT, study.workspace.info.id, "T", office.card)
        path = office.write("old.cbundle", bundles.written(bundle, [office.card.recipient]))
        read_bundle(study, path, accept=office.card.fingerprint)
    assert known(office)[0]["K01"] == ZOFIA


def test_with_the_coordinators_last_interview_the_contact_goes_everywhere(tmp_path, office):
    laptop = laptop_at(tmp_path / "laptop", office)
    with laptop.opened() as study:
        first, second = (start_interview(study, "K01", ANNA) for _ in range(2))
        expert = start_interview(study, "K01", ANNA, "expert")
        back_up(study)
        withdraw_consent(study, expert, ANNA)
        withdraw_consent(study, first, ANNA)
        assert study.workspace.contacts()["K01"] == ZOFIA
        withdraw_consent(study, second, ANNA)
        assert "K01" not in study.workspace.contacts()
        assert study.workspace.contacts()["K02"].person == "Ktoś Inny"
    with laptop:
        assert "Zofia Łoś".encode() not in pages(laptop.study)
        assert ["K01" in one for one in in_backups(laptop, tmp_path / "of-laptop")] == [False]
        assert check(laptop.study) == ()
    with office.opened() as study:
        back_up(study)
        read_bundle(study, result_of(laptop))
    with office:
        assert "Zofia Łoś".encode() not in pages(office.study)
        assert ["K01" in one for one in in_backups(office, tmp_path / "of-office")] == [False]
    contacts, appointments = known(office)
    assert ("K01" in contacts, appointments) == (False, {})


def test_a_contact_is_in_no_export_and_in_nothing_that_is_scored(tmp_path, office):
    with office.opened() as study:
        fill(study)
        fill_expert(study)
        export_csv(study, tmp_path / "csv", "pl")
        export_odk(study, tmp_path / "odk")
        assert ZOFIA.person not in repr(collect(study))
    for text in (ZOFIA.person, ZOFIA.phone, VISIT.place):
        assert files_with(text, tmp_path / "csv", tmp_path / "odk") == []


def test_a_withdrawal_also_erases_what_the_withdrawing_laptop_had_not_heard_of(tmp_path, office):
    laptop = laptop_at(tmp_path / "laptop", office, clusters=["K01"])
    with office.opened() as study:
        study.workspace.say_contacts(ZOFIA.changed({"email": "zofia@zmyslony.example"}))
        back_up(study)
    with laptop.opened() as study:
        withdraw_consent(study, start_interview(study, "K01", ANNA), ANNA)
    with office.opened() as study:
        read_bundle(study, result_of(laptop))
    assert "K01" not in known(office)[0]
    with office:
        assert b"zofia@zmyslony.example" not in pages(office.study)
        assert ["K01" in one for one in in_backups(office, tmp_path / "of-office")] == [False]
