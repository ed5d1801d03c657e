"""`reports.toml`: what is read of it, what is wrong with it and where, and what reports do without."""

import io
import shutil
from dataclasses import replace

import pytest
from PIL import Image

from clusterbench_gui.app.editions import design
from clusterbench_gui.app.editions.check import check_edition
from clusterbench_gui.app.editions.design import DESIGN_FILE, LOGO_BYTES, LOGO_SIDE, DesignReader
from clusterbench_gui.app.editions.read import bundled_edition_files, kept_edition, load_edition
from clusterbench_gui.app.wording import SENTENCES
from clusterbench_gui.domain.editions import PLAIN_DESIGN, ReportDesign, ReportPlan
from clusterbench_gui.support.resources import resource

EDITION = "cluster-2012"
LANGUAGES = ("pl", "en")


def png(width=40, height=20):
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#0A6A72").save(made, "PNG")
    return made.getvalue()


def read(text, **files):
    faults = []
    made = DesignReader({DESIGN_FILE: text.encode(), **files}, LANGUAGES, faults).design()
    return made, [(one.code, one.place.file, one.place.row) for one in faults]


WHOLE = """
accent = "#0A6A72"
[publisher]
pl = "Wydawca"
en = "Publisher"
[contact]
pl = "Tutaj"
en = "Here"
[logo]
file = "mark.png"
pl = "Znak"
en = "Mark"
[individual]
sections = ["summary", "advice"]
[individual.texts.summary]
pl = "**Witamy**"
en = "**Welcome**"
[general]
sections = ["aims"]
"""


def test_everything_is_read():
    made, faults = read(WHOLE, **{"mark.png": png()})
    assert faults == []
    assert made == ReportDesign(
        publisher={"pl": "Wydawca", "en": "Publisher"},
        contact={"pl": "Tutaj", "en": "Here"},
        logo=png(),
        logo_words={"pl": "Znak", "en": "Mark"},
        accent="#0A6A72",
        individual=ReportPlan(("summary", "advice"), {"summary": {"pl": "**Witamy**", "en": "**Welcome**"}}),
        general=ReportPlan(("aims",)),
    )


def test_an_edition_without_the_file_has_plain_reports():
    files = bundled_edition_files(EDITION)
    del files[DESIGN_FILE]
    assert load_edition(files).design == PLAIN_DESIGN
    assert read("") == (PLAIN_DESIGN, [])


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ('"#0A6A72"', '"teal"', "report-colour", 2),
        ('"#0A6A72"', '"#FFCC00"', "report-colour-faint", 2),
        ('"#0A6A72"', "7", "edition-value", 2),
        ("accent", "accnet", "edition-key-unknown", 2),
        ('en = "Publisher"', "", "edition-key-missing", None),
        ('pl = "Znak"', "", "edition-key-missing", None),
        ('["summary", "advice"]', '["summary", "advice", "summary"]', "report-section-twice", 14),
        ('["summary", "advice"]', '"summary"', "edition-value", 13),
        ("sections = [", "sectoins = [", "edition-key-unknown", 14),
        ('"**Welcome**"', '"<b>Welcome</b>"', "report-markup", 17),
        ("[publisher]", "[publisher", "toml-syntax", 3),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(old, new, code, row):
    assert old in WHOLE
    _made, faults = read(WHOLE.replace(old, new, 1), **{"mark.png": png()})
    assert faults == [(code, DESIGN_FILE, row)]
    assert code in SENTENCES


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (None, "edition-file-missing"),
        (b"GIF89a", "report-logo-unreadable"),
        (png()[:60], "report-logo-unreadable"),
        (png(LOGO_SIDE + 1, 2), "report-logo-large"),
        (b"\x00" * (LOGO_BYTES + 1), "report-logo-large"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_left_out(picture, code):
    made, faults = read(WHOLE, **({} if picture is None else {"mark.png": picture}))
    assert faults == [(code, "mark.png", None)]
    assert (made.logo, made.logo_words) == (b"", {})
    assert made.publisher["pl"] == "Wydawca"
    assert code in SENTENCES


def test_words_that_cannot_be_printed_keep_no_study_from_its_reports():
    files = bundled_edition_files(EDITION)
    files[DESIGN_FILE] = WHOLE.replace('"**Welcome**"', '"<b>Welcome</b>"').encode()
    found = kept_edition(files).design
    assert found.individual.texts == {"summary": {"pl": "**Witamy**"}}
    assert found.logo == b""


def test_sections_that_a_report_does_not_have_are_found_by_the_check(tmp_path, monkeypatch):
    folder = tmp_path / EDITION
    shutil.copytree(resource("editions", EDITION), folder, ignore=shutil.ignore_patterns("*.md"))
    (folder / DESIGN_FILE).write_text(WHOLE.replace("mark.png", "logo.png"), encoding="utf-8")
    monkeypatch.setattr(design, "sections_of", {"individual": ("advice",), "general": ("aims",)}.__getitem__)
    found = [one for one in check_edition(folder) if one.place.file == DESIGN_FILE]
    assert [(one.code, one.place.row, one.values["text"]) for one in found] == [
        ("report-section-unknown", 14, "summary"),
        ("report-section-unknown", 15, "summary"),
    ]
    assert "report-section-unknown" in SENTENCES


def test_the_edition_that_comes_along_has_words_in_both_languages():
    edition = load_edition(bundled_edition_files(EDITION))
    made = edition.design
    assert made.logo.startswith(b"\x89PNG")
    for names in (
        made.publisher,
        made.contact,
        made.logo_words,
        *made.individual.texts.values(),
        *made.general.texts.values(),
    ):
        assert set(names) == set(edition.languages)
    assert replace(made, logo=b"", logo_words={}) != PLAIN_DESIGN
