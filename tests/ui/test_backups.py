"""Backups from the window: made, restored, with the passphrase of their time."""

import pytest

from clusterbench_gui.ui.screens.settings.backups import BackupsViewModel
from clusterbench_gui.ui.screens.settings.backups_card import BackupsCard

WAIT = 60_000
pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def model(open_desk):
    return BackupsViewModel(open_desk)


def done(model, qtbot):
    qtbot.waitUntil(lambda: not model.tasks.doing, timeout=WAIT)
    return [one.code for one in model.tasks.problems]


def backed_up(model, home, qtbot):
    (home / "stick").mkdir()
    model.back_up(home / "stick")
    assert done(model, qtbot) == []
    (file,) = (home / "stick").iterdir()
    assert file.name in model.tasks.said
    return file


def test_a_backup_is_made_and_restored_beside_the_study(model, open_desk, home, qtbot):
    rows = [one.cluster.code for one in open_desk.opened.rows]
    file = backed_up(model, home, qtbot)
    folder = model.free_folder(file)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        model.restore(file, folder)
    assert open_desk.opened.folder == folder
    assert [one.cluster.code for one in open_desk.opened.rows] == rows
    assert model.free_folder(file) != folder


def test_a_backup_with_a_passphrase_asks_for_it(model, open_desk, home, qtbot):
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.set_passphrase("cztery słowa", None, lambda problems: None)
    file = backed_up(model, home, qtbot)
    folder = model.free_folder(file)
    with qtbot.waitSignal(model.passphrase_needed, timeout=WAIT) as asked:
        model.restore(file, folder)
    assert asked.args == [file, folder, False]
    with qtbot.waitSignal(model.passphrase_needed, timeout=WAIT) as asked:
        model.restore(file, folder, "nie to")
    assert asked.args[2]
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        model.restore(file, folder, "cztery słowa")
    assert open_desk.opened.folder == folder
    assert model.tasks.problems == ()


def test_a_backup_can_be_stopped_and_leaves_nothing(model, home, qtbot):
    (home / "stick").mkdir()
    model.back_up(home / "stick")
    model.tasks.cancel()
    assert done(model, qtbot) == ["cancelled"]
    assert list((home / "stick").iterdir()) == []


def test_a_file_that_is_no_backup_is_a_problem_and_the_card_says_so(model, home, qtbot):
    card = BackupsCard(model)
    qtbot.addWidget(card)
    (home / "x.cbackup").write_bytes(b"nothing")
    model.restore(home / "x.cbackup", home / "new.clusterbench")
    assert done(model, qtbot) == ["backup-damaged"]
    assert not (home / "new.clusterbench").exists()
