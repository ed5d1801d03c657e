from PySide6.QtCore import QObject

from clusterbench_gui.ui.settling import Settling


def test_many_steps_are_done_once_when_they_rest(qtbot):
    done, context = [], QObject()
    settling = Settling(context, lambda: done.append(True))
    for _ in range(5):
        settling.step()
    assert settling.is_busy
    qtbot.waitUntil(lambda: not settling.is_busy, timeout=5000)
    qtbot.wait(200)
    assert len(done) == 1


def test_steps_without_end_are_done_in_between_and_what_is_forgotten_is_not_done(qtbot):
    done, context = [], QObject()
    settling = Settling(context, lambda: done.append(True))

    def go_on():
        settling.step()
        return bool(done)

    qtbot.waitUntil(go_on, timeout=5000)
    settling.forget()
    before = len(done)
    qtbot.wait(500)
    assert len(done) == before
