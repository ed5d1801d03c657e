"""The shortest way through a network by its keys: open, ask, commit, and hand the customer an offer with the day."""

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.domain.planning import Standing
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.screens.networks.planning.dialogs import OfferDialog
from clusterbench_gui.ui.screens.networks.planning.view import PlanningView
from clusterbench_gui.ui.screens.networks.view import NetworksView
from clusterbench_gui.ui.screens.networks.viewmodel import NetworksViewModel
from tests.ui.test_networks import SHEETS

WAIT = 30_000
TEN_HOURS = {**SHEETS, "orders": (("Z1", "table", "", "100"),)}
"""Work of ten hours at eight a day: it is there on the second day, and costs 850."""


@pytest.fixture
def settings(home):
    Network.create(home / "a.network", "Meble", TEN_HOURS).close()
    return Settings(language="en", network=str(home / "a.network"))


@pytest.fixture
def network(desk):
    made = NetworkDesk(desk)
    yield made
    made.close()


def press(view, letter):
    """A letter with Alt, as the window gets it."""
    QTest.keyClick(view.windowHandle(), getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)


def test_a_network_is_opened_planned_committed_and_offered(desk, network, qtbot, keys):
    view = NetworksView(NetworksViewModel(network))
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow, timeout=WAIT)
    view.focus_first()
    keys("Return")
    qtbot.waitUntil(lambda: network.is_checked, timeout=WAIT)
    model = view.findChild(PlanningView).model
    press(view, "M")
    qtbot.waitUntil(lambda: model.quest.is_busy, timeout=WAIT)
    qtbot.waitUntil(lambda: not model.quest.is_busy, timeout=WAIT)
    assert [one.variant.cost.all for one in model.shelf.listed] == [850]
    press(view, "C")
    qtbot.waitUntil(lambda: [one.standing for one in network.variants] == [Standing.COMMITTED], timeout=WAIT)
    press(view, "F")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OfferDialog), timeout=WAIT)
    dialog = QApplication.activeModalWidget()
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 file" in dialog.said, timeout=WAIT)
    (file,) = dialog.folder.glob("variant-1-offer-*.pdf")
    document = pdfium.PdfDocument(file)
    paper = document[0].get_textpage().get_text_range()
    document.close()
    assert "2 Sep 2026" in paper
    dialog.close()
