import sys
import threading

import pytest

from clusterbench_gui.ui.crash import CrashGuard


@pytest.fixture
def told(qapp):
    kinds = []
    guard = CrashGuard(kinds.append)
    yield kinds
    guard.close()


def raise_in(function):
    try:
        function()
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_what_nobody_caught_is_told_once_and_logged_without_its_text(told, qtbot, caplog):
    answer = "Kowal" + "ski"
    raise_in(lambda: int(answer))
    qtbot.waitUntil(lambda: told == ["ValueError"])
    assert "ValueError" in caplog.text
    assert answer not in caplog.text
    caplog.clear()


def test_other_threads_are_caught_too(told, qtbot, caplog):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: told == ["ZeroDivisionError"])
    caplog.clear()


def test_afterwards_the_interpreters_own_hooks_are_back(qapp):
    CrashGuard(print).close()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


def test_what_cannot_be_raised_is_logged_without_its_text(told, caplog):
    answer = "Kowal" + "ski"

    class Breaking:
        def __del__(self):
            int(answer)

    Breaking()
    assert "ValueError" in caplog.text
    assert answer not in caplog.text
    caplog.clear()
