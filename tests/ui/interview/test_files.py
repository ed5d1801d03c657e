"""Questions answered by files, drawings and places, by keys and mouse in the interview's window."""

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.attaching import content_of
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.ui.filing import Filing
from clusterbench_gui.ui.media import decoded
from clusterbench_gui.ui.screens.interview import file_binding
from clusterbench_gui.ui.widgets.questions.pads import DrawingEditor

FORM = b"""| settings |
| | namespaces |
| | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | appearance | parameters | bind::cb:absence |
| | begin_group | g | Pliki | | | |
| | image | photo | Zdj\xc4\x99cie | | max-pixels=300 | refused |
| | image | sign | Podpis | signature | | refused |
| | audio | sound | Nagranie | | | |
| | file | paper | Dokument | | | |
| | geopoint | where | Gdzie? | | | |
| | geoshape | area | Obszar | | | |
| | end_group | | | | | |
"""


def picture(width=600, height=400, form="PNG"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(made, form)
    return made.data().data()


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "study"
    place.mkdir()
    return place


@pytest.fixture
def hand(begin, folder, qtbot):
    filing = Filing()
    made = begin(form=read_form("files.md", FORM))
    made.model.attaching.shelf = filing.shelf(folder)
    yield made
    filing.close()


@pytest.fixture
def choose(monkeypatch):
    """What the person picks in the next dialog."""

    def pick(file):
        monkeypatch.setattr(file_binding, "choose_file", lambda *_: str(file))
        monkeypatch.setattr(file_binding, "choose_new_file", lambda *_: str(file))

    return pick


@pytest.fixture
def settled(hand, qtbot):
    def wait():
        qtbot.waitUntil(lambda: not hand.model.attaching.is_sending, timeout=20_000)

    return wait


def question(hand, name):
    return hand.model.questionnaire.question(f"/data/g/{name}")


def content(hand, folder, name):
    return content_of(folder, hand.model.attaching.file(question(hand, name)))


def shown(hand, name):
    return hand.card(name).editor._view.pixmap()


def test_a_picture_is_chosen_by_keyboard_scaled_down_shown_and_taken_away(  # noqa: PLR0917 - fixtures
    hand, choose, settled, folder, tmp_path, qtbot
):
    (tmp_path / "IMG 1.PNG").write_bytes(picture())
    choose(tmp_path / "IMG 1.PNG")
    hand.press("Space")
    assert hand.model.is_sending
    settled()
    name = question(hand, "photo").value
    assert name.endswith(".png")
    assert [one[0] for one in hand.disk.said] == ["attachment", "answer"]
    assert decoded(content(hand, folder, "photo"), picture_room()).width() == 300
    qtbot.waitUntil(lambda: not shown(hand, "photo").isNull(), timeout=20_000)
    assert name in hand.card("photo").editor.target().accessibleName()
    hand.press("Delete")
    assert question(hand, "photo").value == ""
    assert shown(hand, "photo").isNull()
    hand.press("Control+Z")
    assert question(hand, "photo").value == name
    assert [one[0] for one in hand.disk.said] == ["attachment", "answer"] * 3
    qtbot.waitUntil(lambda: not shown(hand, "photo").isNull(), timeout=20_000)


def picture_room():
    return QImage(4000, 4000, QImage.Format.Format_Mono).size()


def test_a_picture_is_pasted_and_refused_by_key(hand, settled, folder):
    QApplication.clipboard().setImage(QImage.fromData(picture(40, 30)))
    hand.press("Control+V")
    settled()
    assert decoded(content(hand, folder, "photo"), picture_room()).width() == 40
    hand.press("F4")
    assert question(hand, "photo").absence is not None
    assert [one[0] for one in hand.disk.said] == ["attachment", "answer", "attachment", "absence"]
    assert hand.disk.said[2][2] == ""


@pytest.mark.parametrize(
    ("name", "held", "words"),
    [("photo", b"only a text", "picture"), ("photo", b"", "empty"), ("sound", b"only a text", "sound")],
)
def test_what_is_no_such_file_is_refused_with_one_sentence_and_nothing_is_lost(  # noqa: PLR0917 - fixtures
    begin, folder, choose, tmp_path, qtbot, name, held, words
):
    filing = Filing()
    hand = begin(language="en", form=read_form("files.md", FORM))
    hand.model.attaching.shelf = filing.shelf(folder)
    hand.view.navigation.go(f"/data/g/{name}")
    (tmp_path / "a.jpg").write_bytes(held)
    choose(tmp_path / "a.jpg")
    hand.press("Space")
    qtbot.waitUntil(lambda: not hand.model.attaching.is_sending, timeout=20_000)
    assert words in hand.model.refusal(question(hand, name))
    assert words in hand.card(name).messages.words
    assert hand.disk.said == []
    hand.press("Delete")
    assert hand.model.refusal(question(hand, name)) == ""
    assert hand.model.failures() == ()
    filing.close()


def test_a_copy_is_saved_where_somebody_wants_it(hand, choose, settled, tmp_path, qtbot):
    hand.view.navigation.go("/data/g/paper")
    (tmp_path / "Umowa.pdf").write_bytes(b"%PDF" * 1000)
    choose(tmp_path / "Umowa.pdf")
    hand.press("Space")
    settled()
    assert question(hand, "paper").value.startswith("Umowa-")
    choose(tmp_path / "copy.pdf")
    hand.press("S")
    qtbot.waitUntil((tmp_path / "copy.pdf").exists, timeout=20_000)
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF" * 1000
    choose(tmp_path / "no such folder" / "copy.pdf")
    hand.press("S")
    wrong = hand.card("paper").editor._wrong
    qtbot.waitUntil(lambda: not wrong.isHidden(), timeout=20_000)
    assert hand.model.refusal(question(hand, "paper")) == ""


def test_one_dropped_file_is_taken_and_several_are_not(hand, settled, tmp_path):
    editor = hand.card("paper").editor
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / one)) for one in ("a", "b")])
    assert not editor.take(data)
    (tmp_path / "a").write_bytes(b"a")
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a"))])
    assert editor.take(data)
    settled()
    assert question(hand, "paper").is_answered


def draw(pad, *points):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def dark(image):
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_a_signature_is_drawn_kept_when_the_question_is_left_and_taken_back(hand, settled, folder, qtbot):
    hand.view.navigation.go("/data/g/sign")
    editor = hand.card("sign").editor
    assert isinstance(editor, DrawingEditor)
    draw(editor._pad, (10, 10), (60, 60), (120, 20))
    draw(editor._pad, (150, 10), (200, 80))
    hand.press("Return")
    settled()
    first = decoded(content(hand, folder, "sign"), picture_room())
    assert first.size() == editor._pad.image.size()
    assert dark(first) > 0
    hand.press("Shift+Return", "Backspace", "Return")
    settled()
    second = decoded(content(hand, folder, "sign"), picture_room())
    assert 0 < dark(second) < dark(first)
    hand.press("Control+Z")
    qtbot.waitUntil(lambda: dark(editor._pad.image) == dark(first), timeout=20_000)
    assert decoded(content(hand, folder, "sign"), picture_room()) == first
    hand.press("Delete")
    assert question(hand, "sign").value == ""
    assert dark(editor._pad.image) == 0


def test_a_sheet_on_which_nothing_was_drawn_is_no_answer(hand, settled):
    hand.view.navigation.go("/data/g/sign")
    pad = hand.card("sign").editor._pad
    draw(pad, (10, 10), (60, 60))
    hand.press("Backspace", "Return")
    settled()
    assert question(hand, "sign").value == ""
    assert hand.disk.said == []


def test_an_interview_waits_for_a_file_on_its_way_before_it_is_left(hand, choose, tmp_path, qtbot):
    hand.view.navigation.go("/data/g/paper")
    with (tmp_path / "large.bin").open("wb") as stream:
        stream.truncate(20 * 1024 * 1024)
    choose(tmp_path / "large.bin")
    hand.press("Space")
    with qtbot.waitSignal(hand.view.left, timeout=30_000):
        hand.view.leave()
    assert question(hand, "paper").is_answered
    assert [one.kind for batch in hand.disk.batches for one in batch][:2] == [EventKind.ATTACHMENT, EventKind.ANSWER]


def test_a_file_on_its_way_is_stopped_by_a_key(hand, choose, tmp_path, qtbot):
    hand.view.navigation.go("/data/g/paper")
    with (tmp_path / "large.bin").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    choose(tmp_path / "large.bin")
    hand.press("Space", "Escape")
    assert not hand.model.is_sending
    assert not question(hand, "paper").is_answered
    assert hand.disk.said == []


def test_a_place_and_an_area_are_typed(hand):
    hand.view.navigation.go("/data/g/where")
    hand.type("52°13'47\"N 21°0'42\"E").press("Return")
    assert question(hand, "where").value == "52.22972222 21.01166667 0.0 0.0"
    hand.press("Shift+Return")
    assert hand.text == "52,22972222; 21,01166667"
    hand.type("95; 21").press("Return")
    assert hand.model.refusal(question(hand, "where"))
    hand.view.navigation.go("/data/g/area")
    hand.type("52,1 21").press("Alt+Return").type("52,2 21").press("Alt+Return").type("52,2 21,1").press("Return")
    assert question(hand, "area").value.split("; ")[-1] == question(hand, "area").value.split("; ")[0]
    assert question(hand, "area").value.count(";") == 3
