import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.support.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]


def run(
    *arguments,
    code="from clusterbench_gui.ui.main import open_window; import sys; sys.exit(open_window(sys.argv[1:]))",
    **environment,
):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**kept, "LANG": "C", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":987"}, {"DISPLAY": "nonsense"}])
def test_without_a_screen_one_line_says_so_and_the_exit_code_is_2(environment):
    ended = run(**environment)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "--offscreen" in ended.stderr


def test_the_line_is_in_the_language_asked_for():
    assert "ekranu" in run("--language", "pl").stderr


def test_a_missing_system_library_is_named_with_the_packages_that_bring_it():
    code = """
import importlib, sys
from clusterbench_gui.ui import main
def refuse(name):
    raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
importlib.import_module = refuse
sys.exit(main.open_window(["--offscreen", "--language", "en"]))
"""
    ended = run(code=code)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "libEGL.so.1" in ended.stderr
    assert "libegl1" in ended.stderr


def test_the_window_opens_offscreen_paints_and_closes(demo):
    code = """
import sys
from PySide6.QtCore import QTimer
from clusterbench_gui.ui import main, window
shown = window.Window.paintEvent
def paint(self, event):
    shown(self, event)
    QTimer.singleShot(500, self.close)
window.Window.paintEvent = paint
sys.exit(main.open_window(sys.argv[1:]))
"""
    ended = run("--offscreen", "--study", str(demo), "--theme", "dark", code=code)
    assert (ended.returncode, ended.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (
        0,
        "",
    )


def test_qt_leaves_the_interpreters_import_in_place():
    code = """
import builtins
before = builtins.__import__
from clusterbench_gui.ui import main
assert main._missing_qt(main.texts("en")) == ""
assert builtins.__import__ is before
"""
    assert run(code=code, QT_QPA_PLATFORM="offscreen").stderr == ""
    assert builtins.__import__ is not None


def test_the_first_paint_needs_no_database_and_no_numbers():
    code = """
import sys
from clusterbench_gui.ui import main
main._missing_qt(main.texts("en"))
from PySide6.QtWidgets import QApplication
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.program import Program
application = QApplication([])
program = Program(Settings())
def look():
    heavy = {"numpy", "pandas", "matplotlib", "reportlab", "sqlite_utils", "sqlcipher3", "argon2", "pyxform", "multiprocessing"}
    print(sorted(heavy & set(sys.modules)))
    application.quit()
program.window.painted.disconnect()
program.window.painted.connect(look)
program.window.show()
application.exec()
program.close()
"""
    assert run(code=code, QT_QPA_PLATFORM="offscreen").stdout == "[]\n"


def test_a_window_that_cannot_be_made_ends_the_program_instead_of_hanging():
    code = """
from clusterbench_gui.ui import program
from clusterbench_gui.support.settings import Settings
def refuse(*_):
    raise RuntimeError("no window")
program.Window = refuse
program.run(Settings())
"""
    ended = run(code=code, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 1
    assert "no window" in ended.stderr


def test_language_and_theme_of_one_run_are_not_kept(home):
    code = """
import sys
from PySide6.QtCore import QTimer
from clusterbench_gui.ui import main, program
made = program.Program.__init__
def make(self, *arguments, **named):
    made(self, *arguments, **named)
    self.window.painted.disconnect()
    self.desk.change_settings(person_name="Grazyna")
    QTimer.singleShot(0, self.window.close)
program.Program.__init__ = make
sys.exit(main.open_window(sys.argv[1:]))
"""
    assert run("--offscreen", "--language", "pl", "--theme", "dark", code=code).returncode == 0
    kept = load_settings()
    assert (kept.language, kept.theme, kept.person_name) == ("", "light", "Grazyna")
