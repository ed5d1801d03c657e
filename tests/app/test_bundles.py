"""Work handed out to laptops and brought back: everything arrives once, nothing is taken from strangers."""

import io
import json

import pytest

from clusterbench_gui.app import bundles
from clusterbench_gui.app.bundles import read_bundle
from clusterbench_gui.app.conflicts import conflicted, conflicts, settle
from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.datasets import dataset_of
from clusterbench_gui.app.interviews import interview_rows, open_interview, save, start_interview
from clusterbench_gui.app.reference import reference_of
from clusterbench_gui.app.scoring import IN_CONFLICT, collect, indicator_table, score
from clusterbench_gui.app.sync import sync
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.bundles import REFERENCE, BundleKind
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.backups.archive import read_manifest
from clusterbench_gui.storage.checks.check import check
from tests.helpers.devices import Device, laptop_at, office_at
from tests.helpers.study import ANNA, MEMBERS, fill, give

BOSS = Person("boss", "Szefowa", Role.SUPERVISOR)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "nobody"))


@pytest.fixture
def office(tmp_path):
    return office_at(tmp_path / "office")


@pytest.fixture
def laptop(tmp_path, office):
    return laptop_at(tmp_path / "laptop", office)


def codes(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [one.code for one in caught.value.problems]


def result_of(device):
    with device.opened() as study:
        return device.write("result.cbundle", bundles.make_result(study))


def answered(study, cluster="K01"):
    interview = start_interview(study, cluster, ANNA)
    opened = open_interview(study, interview, "pl")
    save(study, give(opened, "consent_part", "yes") + give(opened, "cluster_name", "Sekretny Klaster"), ANNA)
    return interview


def test_an_assignment_makes_the_same_study_on_the_laptop(office, laptop):
    with office.opened() as study:
        info, files = study.workspace.info, study.workspace.edition_files()
    with laptop.opened() as study:
        assert (study.workspace.info.id, study.workspace.info.title) == (info.id, info.title)
        assert study.workspace.edition_files() == files
        assert study.workspace.clusters()[0] == Cluster("K01", "Klaster Próbny", {"voivodeship": "śląskie"})
        assert [(one.name, one.office) for one in study.workspace.senders()] == [("Biuro", True)]


def test_an_assignment_that_cannot_be_taken_in_leaves_no_half_study(tmp_path, office):
    stranger = Device(tmp_path / "stranger")
    with office.opened() as study:
        files = study.workspace.edition_files()
        about = {"study": study.workspace.info.id, "title": "T", "edition": study.workspace.info.edition}
        bundle = bundles.Bundle(BundleKind.ASSIGNMENT, sender=office.card, files=files, recovery="age1wrong", **about)
        path = office.write("work.cbundle", bundles.written(bundle, [stranger.card.recipient]))
    with stranger:
        fingerprint = office.card.fingerprint
        refused = codes(lambda: bundles.open_assignment(path, stranger.study, accept=fingerprint))
        assert refused == ["recipient-wrong"]
        assert not stranger.study.exists()


def test_a_laptop_gets_only_the_clusters_that_it_is_to_visit(tmp_path, office):
    with laptop_at(tmp_path / "one", office, clusters=["K02"]).opened() as study:
        assert [one.code for one in study.workspace.clusters()] == ["K02"]
    with office.opened() as study:
        assert codes(lambda: bundles.make_assignment(study, [office.card], ["K99"])) == ["cluster-unknown"]


def test_an_office_key_opens_the_laptops_study_too(tmp_path, office):
    from clusterbench_gui.app.keys import WayKind, make_office_key, ways

    with office.opened() as study:
        recipient = make_office_key(tmp_path / "office.key", None)
        study.workspace.add_office(recipient)
    laptop = laptop_at(tmp_path / "laptop", office)
    with laptop:
        assert [one.recipient for one in ways(laptop.study) if one.kind is WayKind.OFFICE] == [recipient]


def test_results_arrive_once_and_again_changes_nothing(office, laptop):
    with laptop.opened() as study:
        interview = answered(study)
        said = study.workspace.events(interview)
    path = result_of(laptop)
    with office.opened() as study:
        first = read_bundle(study, path)
        assert (first.kind, first.sender.name, first.merged.added) == (BundleKind.RESULT, "laptop", len(said))
        again = read_bundle(study, path)
        assert (again.merged.added, again.merged.known, again.conflicts) == (0, len(said), 0)
        assert study.workspace.events(interview) == said
        assert "Anna Źdźbło" in [one.name for one in study.workspace.persons()]
    with office:
        assert check(office.study) == ()


def test_a_bundle_holds_nothing_that_can_be_read(laptop):
    with laptop.opened() as study:
        answered(study)
    content = result_of(laptop).read_bytes()
    assert bundles.is_bundle(content)
    assert not any(word in content for word in (b"Sekretny", "Próba".encode(), b"K01", b"manifest"))


def test_an_assignment_with_a_broken_edition_makes_nothing(tmp_path, office):
    stranger = Device(tmp_path / "stranger")
    with office:
        bundle = bundles.Bundle(BundleKind.ASSIGNMENT, "s", "T", office.card, files={"edition.toml": b"["})
        path = office.write("work.cbundle", bundles.written(bundle, [stranger.card.recipient]))
    with stranger:
        with pytest.raises(ProblemError):
            bundles.open_assignment(path, stranger.study, accept=office.card.fingerprint)
        assert not stranger.study.exists()


def test_an_unknown_sender_is_shown_by_fingerprint_and_accepted_once(tmp_path, office, laptop):
    stranger = Device(tmp_path / "stranger")
    with office.opened() as study:
        content = bundles.make_assignment(study, [stranger.card])
    with stranger:
        path = stranger.write("work.cbundle", content)
        assert codes(lambda: bundles.open_assignment(path, stranger.study, accept="")) == ["sender-unknown"]
        assert not stranger.study.exists()
        bundles.open_assignment(path, stranger.study, accept=office.card.fingerprint)
    with stranger.opened() as study:
        answered(study)
    path = result_of(stranger)
    with office.opened() as study:
        with pytest.raises(ProblemError) as caught:
            read_bundle(study, path)
        (found,) = caught.value.problems
        assert (found.code, found.values["fingerprint"]) == ("sender-unknown", stranger.card.fingerprint)
        assert codes(lambda: read_bundle(study, path, accept=laptop.card.fingerprint)) == ["sender-unknown"]
        assert study.workspace.interviews() == ()
        read_bundle(study, path, accept=stranger.card.fingerprint.upper().replace(" ", ""))
        assert read_bundle(study, path).merged.added == 0


def test_a_device_with_other_keys_is_not_the_same_sender(tmp_path, office, laptop):
    with laptop.opened() as study:
        answered(study)
        (laptop.folder / "home" / "profile" / "identity.json").unlink()
        path = laptop.write("result.cbundle", bundles.make_result(study))
    with office.opened() as study:
        assert codes(lambda: read_bundle(study, path)) == ["sender-changed"]
        assert study.workspace.interviews() == ()


def test_bundles_of_another_study_or_for_others_are_refused(tmp_path, office, laptop):
    other = office_at(tmp_path / "other office")
    with laptop.opened() as study:
        answered(study)
    path = result_of(laptop)
    with other.opened() as study:
        assert codes(lambda: read_bundle(study, path)) == ["bundle-not-for-us"]
        mine = other.write("x.cbundle", bundles.make_result(study, [office.card]))
    with office.opened() as study:
        assert codes(lambda: read_bundle(study, mine)) == ["bundle-study"]
        assert codes(lambda: bundles.make_result(study)) == ["office-missing"]
        assert codes(lambda: read_bundle(study, tmp_path / "nothing")) == ["file-missing"]


def test_only_an_office_hands_out_work(office, laptop):
    with laptop.opened() as study:
        path = laptop.write("work.cbundle", bundles.make_assignment(study, [office.card]))
    with office.opened() as study:
        assert codes(lambda: read_bundle(study, path)) == ["sender-no-office"]


def test_a_laptop_cannot_bring_what_another_said(tmp_path, office, laptop):
    other = laptop_at(tmp_path / "other", office, with_log=True)
    with laptop.opened() as study:
        answered(study)
    early = result_of(laptop)
    with office.opened() as study:
        read_bundle(study, early)
    with laptop.opened() as study:
        answered(study)
    late = bundles.files.read_bundle(result_of(laptop).read_bytes(), _age(office))
    with other.opened() as study:
        study.workspace.merge(late.records)  # as if it were its own
        forged = other.write("forged.cbundle", bundles.make_result(study))
    with office.opened() as study:
        assert codes(lambda: read_bundle(study, forged)) == ["chain-foreign"]
        assert len(study.workspace.interviews()) == 1


def test_an_interview_with_a_questionnaire_that_nobody_has_is_refused(office, laptop):
    about = {"cluster": "K01", "instrument": "ghost", "form": "f", "version": "1"}
    with laptop.opened() as study:
        study.workspace.append([Statement("uuid:ghost", EventKind.CREATED, json.dumps(about))], ANNA)
    path = result_of(laptop)
    with office.opened() as study:
        assert codes(lambda: read_bundle(study, path)) == ["instrument-unknown"]
        assert study.workspace.interviews() == ()


def _age(device):
    with device:
        return bundles.identity().age


def test_the_whole_log_goes_back_to_a_laptop(office, laptop):
    with laptop.opened() as study:
        interview = answered(study)
    path = result_of(laptop)
    with office.opened() as study:
        read_bundle(study, path)
        opened = open_interview(study, interview, "pl")
        save(study, give(opened, "cluster_name", "Poprawiony"), BOSS)
        back = office.write("back.cbundle", bundles.make_assignment(study, [laptop.card], with_log=True))
    with laptop.opened() as study:
        assert read_bundle(study, back).merged.added == 1
        assert study.workspace.current(interview)[-1].value == "Poprawiony"
        assert len(study.workspace.own_chains()) == 1


def statuses(study):
    """Where each interview stands, as exports say it."""
    table = next(one for one in dataset_of(study).tables if one.name == "coordinator")
    return dict(zip(table.column("_interview"), table.column("_status"), strict=True))


def test_two_who_answered_differently_wait_for_a_supervisor(tmp_path, office):
    with office.opened() as study:
        opened = fill(study)
        where, path_of = opened.interview.id, opened.session.form.paths["consultations"]
        fill(study, "K02")
    laptop = laptop_at(tmp_path / "laptop", office, with_log=True)
    for device, value in ((office, "3"), (laptop, "4")):
        with device.opened() as study:
            opened = open_interview(study, where, "pl")
            save(study, [*give(opened, "consultations", value), *opened.finish()], ANNA)
    path = result_of(laptop)
    with office.opened() as study:
        assert read_bundle(study, path).conflicts == 1
        (found,) = conflicts(study)
        assert (found.path, [one.value for one in found.heads]) == (path_of, ["3", "4"])
        assert conflicted(study) == {where}
        rows = {row.cluster.code: row for row in interview_rows(study)}
        assert (rows["K01"].in_conflict, rows["K02"].in_conflict) == (True, False)
        assert statuses(study)[where] == "in-conflict"
        assert codes(lambda: save(study, open_interview(study, where, "pl").finish(), ANNA)) == [
            "interview-in-conflict"
        ]
        status = Statement(where, EventKind.STATUS, "approved")
        assert codes(lambda: save(study, [status], BOSS)) == ["interview-in-conflict"]
        data = collect(study)
        scored = score(data)
        assert scored.in_conflict == {"K01": {"coordinator": (where,)}}
        assert set(scored.counted) == {"K02"}
        assert indicator_table(data)["K01"]["Z1.1"] == IN_CONFLICT
        assert codes(lambda: settle(study, found, "1", ANNA)) == ["role-supervisor"]
        settle(study, found, "1", BOSS)
        assert (conflicts(study), conflicted(study)) == ((), frozenset())
        assert statuses(study)[where] == "finished"
        assert codes(lambda: settle(study, found, "1", BOSS)) == ["conflict-changed"]
        assert [one.value for one in study.workspace.current(where) if one.path == path_of] == ["1"]
        assert set(score(collect(study)).counted) == {"K01", "K02"}
        assert study.workspace.interviews()[0].status is Status.FINISHED


def test_a_conflict_is_settled_by_one_of_its_answers_or_an_absence(tmp_path, office):
    with office.opened() as study:
        interview = answered(study)
    laptop = laptop_at(tmp_path / "laptop", office, with_log=True)
    for number, chosen in enumerate((0, Absence.REFUSED)):
        for device, value in ((office, f"a{number}"), (laptop, f"b{number}")):
            with device.opened() as study:
                save(study, give(open_interview(study, interview, "pl"), "cluster_name", value), ANNA)
        path = result_of(laptop)
        with office.opened() as study:
            read_bundle(study, path)
            (found,) = conflicts(study)
            settle(study, found, found.heads[chosen] if chosen == 0 else chosen, BOSS)
            last = study.workspace.current(interview)[-1]
            assert last.value == (found.heads[0].value if chosen == 0 else "refused")
            back = office.write("back.cbundle", bundles.make_assignment(study, [laptop.card], with_log=True))
        with laptop.opened() as study:
            assert read_bundle(study, back).conflicts == 0


def test_a_withdrawn_interview_leaves_no_payload_in_bundles_and_files(office, laptop):
    with laptop.opened() as study:
        interview = answered(study)
        study.workspace.attach(interview, "/data/photo", io.BytesIO(b"twarz"), "zdjecie.jpg", ANNA)
    early = result_of(laptop)
    with office.opened() as study:
        read_bundle(study, early)
        (event,) = study.workspace.attachments(interview).values()
        assert study.workspace.attachment(event) == b"twarz"
        assert study.workspace.keeper.keep_safe() == ()
    with laptop.opened() as study:
        study.workspace.withdraw(interview, ANNA)
    late = result_of(laptop)
    opened = bundles.files.read_bundle(late.read_bytes(), _age(office))
    assert opened.attachments == {}
    assert {one.kind for one in opened.records if one.value is not None} == {"created", "consent-withdrawn"}
    with office.opened() as study:
        read_bundle(study, late)
        read_bundle(study, early)
        assert {one.value for one in study.workspace.events(interview) if one.kind.value == "answer"} == {None}
        assert list((office.study / "attachments").iterdir()) == []
    backups = [read_manifest(one) for one in (office.study / "backups").iterdir() if one.is_file()]
    assert backups
    assert all(one.withdrawn == {interview} for one in backups)
    with office:
        assert check(office.study) == ()


def test_a_cluster_that_two_laptops_named_differently_is_pointed_out(tmp_path, office, laptop):
    with laptop.opened() as study:
        study.workspace.add_clusters([Cluster("K03", "Nowy"), Cluster("K01", "Przezwany")])
        answered(study, "K03")
        answered(study, "K01")
    path = result_of(laptop)
    with office.opened() as study:
        received = read_bundle(study, path)
        assert received.clusters == ("K03",)
        assert [(one.code, one.place.name) for one in received.warnings] == [("cluster-differs", "K01")]
        assert study.workspace.clusters()[0].name == "Klaster Próbny"


def test_reference_values_travel_and_name_nobody(tmp_path, office, laptop):
    with office.opened() as study:
        assert reference_of(study) == ""
        study.workspace.add_clusters([Cluster("K03", "Trzeci")])
        for number, code in enumerate(("K01", "K02", "K03")):
            fill(study, code, (str(10 + number), *MEMBERS[1:]))
        reference = reference_of(study)
        path = office.write("work.cbundle", bundles.make_assignment(study, [laptop.card], reference=reference))
    assert json.loads(reference)["nodes"]["I"]["count"] == 3
    assert "K01" not in reference
    with laptop.opened() as study:
        read_bundle(study, path)
        assert study.workspace.keepsake(REFERENCE) == reference


def test_a_shared_folder_brings_everything_home(tmp_path, office, laptop):
    other = laptop_at(tmp_path / "other", office)
    stick = tmp_path / "stick"
    with laptop.opened() as study:
        assert codes(lambda: sync(study)) == ["sync-folder-unknown"]
        assert codes(lambda: sync(study, stick)) == ["sync-folder-missing"]
    stick.mkdir()
    (stick / "junk.cbundle").write_bytes(b"junk")
    for device, cluster in ((laptop, "K01"), (other, "K02")):
        with device.opened() as study:
            answered(study, cluster)
            assert sync(study, stick).written is not None
            assert sync(study).written is None
            answered(study, cluster)
            assert sync(study).written is not None
    assert len(list(stick.glob("result-*.cbundle"))) == 2
    with office.opened() as study:
        done = sync(study, stick)
        assert sorted(one.sender.name for _, one in done.received) == ["laptop", "other"]
        assert [one.code for one in done.refused] == ["bundle-foreign"]
        assert len(study.workspace.interviews()) == 4
        before = study.workspace.interviews()
        assert [one.merged.added for _, one in sync(study).received] == [0, 0]
        assert study.workspace.interviews() == before


def test_a_card_is_one_line_and_a_wrong_letter_shows(office):
    with office:
        line = bundles.own_card_text()
        path = office.write("office.card", f"  {line.upper()}\n".encode())
        assert bundles.read_card(path) == bundles.own_card()
        assert bundles.sender_in(path) == bundles.own_card()
    for place in range(len("clusterbench-card-1: "), len(line)):
        if line[place] != " ":
            wrong = line[:place] + ("a" if line[place] != "a" else "b") + line[place + 1 :]
            office.write("wrong.card", wrong.encode())
            assert codes(lambda: bundles.read_card(office.folder / "wrong.card")) == ["card-damaged"]


def test_how_interviews_went_travels_with_results_and_is_erased_with_consent(office, laptop):
    with laptop.opened() as study:
        interview = answered(study)
        start = "2012-07-01T12:00:00.000+02:00"
        kept = [
            Stretch("s1", number, interview, ANNA.id, "question", f"/data/q{number}", start, 1500, number - 1)
            for number in (1, 2)
        ]
        study.workspace.keep_paradata(kept)
    path = result_of(laptop)
    with office.opened() as study:
        read_bundle(study, office.write("in.cbundle", path.read_bytes()))
        read_bundle(study, office.write("in.cbundle", path.read_bytes()))
        assert study.workspace.paradata(interview) == tuple(kept)
        table = next(one for one in dataset_of(study).tables if one.name == "paradata")
        assert table.column("seconds") == ["1.500", "1.500"]
        assert table.column("corrections") == ["0", "1"]
        assert table.column("_person") == [ANNA.name] * 2
    with laptop.opened() as study:
        withdraw_consent(study, interview, ANNA)
        assert study.workspace.paradata(interview) == ()
    later = result_of(laptop)
    with office.opened() as study:
        read_bundle(study, office.write("later.cbundle", later.read_bytes()))
        read_bundle(study, office.write("in.cbundle", path.read_bytes()))
        assert study.workspace.paradata(interview) == ()
        assert all(one.name != "paradata" for one in dataset_of(study).tables)
