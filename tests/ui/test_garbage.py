import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from clusterbench_gui.ui.garbage import GarbageCollector


class Knot:
    def __init__(self, widget):
        self.widget, self.itself = widget, self


def test_widgets_in_cycles_die_on_the_thread_of_the_window(qtbot):
    died_on = []
    collector = GarbageCollector()
    widget = QWidget()
    knot = Knot(widget)
    weakref.finalize(knot, lambda: died_on.append(threading.current_thread()))
    del knot, widget
    busy = threading.Thread(target=lambda: [[one] for one in range(100_000)])
    busy.start()
    busy.join()
    assert died_on == []
    gc.collect(1)
    knots = [Knot(None) for _ in range(2000)]
    collector.look()
    collector.close()
    assert died_on == [threading.main_thread()]
    assert knots


def test_afterwards_the_interpreter_collects_by_itself_again(qapp):
    GarbageCollector().close()
    assert gc.isenabled()
