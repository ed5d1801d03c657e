import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.settings import FILE_NAME, Settings, load_settings, save_settings


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == Settings()


@given(name=st.text(st.characters(codec="utf-8")), study=st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_as_it_was(tmp_path_factory, name, study):
    folder = tmp_path_factory.mktemp("profile")
    settings = Settings(language="pl", theme="dark", person_name=name, study=study)
    save_settings(settings, folder)
    assert load_settings(folder) == settings


@pytest.mark.parametrize("content", [b"language = ", b"\xff\xfe", b"language = 'pl'\nlanguage = 'en'"])
def test_an_unreadable_file_gives_the_defaults_and_is_kept_aside(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    assert load_settings(tmp_path) == Settings()
    assert (tmp_path / "settings.unreadable.toml").read_bytes() == content
    save_settings(Settings(language="pl"), tmp_path)
    assert load_settings(tmp_path).language == "pl"


def test_what_is_not_allowed_or_not_known_is_passed_over(tmp_path):
    (tmp_path / FILE_NAME).write_text('language = "de"\ntheme = 3\nperson_name = "Ola"\nlater = "x"\n')
    assert load_settings(tmp_path) == Settings(person_name="Ola")


def test_the_file_is_plain_toml_with_every_setting(tmp_path):
    save_settings(Settings(person_name='Ala "Kot"'), tmp_path)
    table = tomllib.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert set(table) == set(Settings.__slots__)
    assert table["person_name"] == 'Ala "Kot"'
