import pytest

from clusterbench_gui.ui.screens.settings.viewmodel import SettingsViewModel

WAIT = 20_000
pytestmark = pytest.mark.usefixtures("cheap_passphrases")


def test_settings_say_where_the_key_lies_until_a_passphrase_is_set(open_desk, home, qtbot):
    model = SettingsViewModel(open_desk)
    assert str(home / "profile") in model.key_words
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.set_passphrase("cztery słowa są lepsze", "")
    assert model.is_protected
    assert str(home) not in model.key_words


def test_nothing_is_said_of_a_study_that_is_not_open(desk):
    model = SettingsViewModel(desk)
    assert desk.opened is None
    assert model.key_words.startswith(desk.texts.t("No study is open. Please open one first."))
    assert model.lock_words == ""


def test_a_wrong_old_passphrase_changes_nothing(open_desk, qtbot):
    model = SettingsViewModel(open_desk)
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.set_passphrase("pierwsze", "")
    with qtbot.waitSignal(model.failed, timeout=WAIT) as failed:
        model.set_passphrase("drugie", "nie to")
    assert [one.code for one in failed.args[0]] == ["passphrase-wrong"]


def test_an_empty_name_is_not_taken(open_desk):
    model = SettingsViewModel(open_desk)
    model.name_person("  ")
    assert model.person == "Łucja Żak"
    model.name_person("Łucja Żak-Nowak")
    assert open_desk.person.name == "Łucja Żak-Nowak"
