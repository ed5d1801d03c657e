"""The measures of test_looks themselves: what is wrong is found, what is right is not."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.helpers import access, looks


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.setAccessibleName("window")
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def test_a_text_that_is_cut_off_is_found(window):
    QVBoxLayout(window).addWidget(QLabel("Zażółć gęślą jaźń"))
    window.show()
    assert looks.faults(window) == []
    window.findChild(QLabel).setFixedWidth(40)
    window.findChild(QLabel).setFixedHeight(16)
    assert [one.split(":")[0] for one in looks.faults(window)] == ["cut off"]


def test_a_wrapped_text_needs_its_height(window):
    long = QLabel("Bardzo długie zdanie, które się nie mieści w jednej linii, więc się łamie na kilka. " * 4)
    long.setWordWrap(True)
    QVBoxLayout(window).addWidget(long)
    window.show()
    assert looks.faults(window) == []
    long.setFixedHeight(20)
    assert [one.split(":")[0] for one in looks.faults(window)] == ["cut off"]


def test_widgets_over_each_other_are_found(window):
    one, other = QPushButton("one", window), QPushButton("other", window)
    one.setGeometry(10, 10, 100, 40)
    other.setGeometry(60, 20, 100, 40)
    window.show()
    assert [fault.split(":")[0] for fault in looks.faults(window)] == ["overlap"]


def test_a_nameless_field_is_found(window):
    QVBoxLayout(window).addWidget(QLineEdit())
    window.show()
    assert [one.split(":")[0] for one in access.nameless(window)] == ["no name"]
    window.findChild(QLineEdit).setAccessibleName("Name")
    assert access.nameless(window) == []


def test_a_wrong_tab_order_is_found(window):
    row = QHBoxLayout(window)
    first, second, third = (QPushButton(text) for text in ("first", "second", "third"))
    for one in (first, second, third):
        row.addWidget(one)
    window.show()
    assert access.misplaced(window) == []
    QWidget.setTabOrder(third, second)
    assert access.misplaced(window) != []
