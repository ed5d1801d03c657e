"""The way into the window: options, what has to be there for Qt, and only then Qt.

Qt ends the process with a core dump where it finds no screen, so everything it needs is looked at first and missing things
are said in one line.
"""

import argparse
import builtins
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.support.settings import Settings, load_settings
from clusterbench_gui.support.texts import LANGUAGES, Texts, preferred_language, texts
from clusterbench_gui.support.theme import THEMES

_PACKAGES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
_SCREEN_PACKAGES = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"


def open_window(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed. Returns the exit code: 2 where there is no screen, or Qt cannot start."""
    options = _parser().parse_args(argv)
    settings = load_settings()
    chosen = {name: getattr(options, name) for name in ("language", "theme") if getattr(options, name)}
    settings, kept = replace(settings, **chosen), settings
    words = texts(settings.language or preferred_language())
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"  # one look on every system; asking Qt for it in Python takes 10 ms more
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    missing = _missing_screen(words) or _missing_qt(words)
    if missing:
        print(missing, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 2
    return _run(settings, options.study, kept)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clusterbench", description="Opens the window.", epilog="example: clusterbench --study demo.clusterbench"
    )
    parser.add_argument("--study", type=Path, metavar="FOLDER", help="study to open")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the window")
    parser.add_argument("--theme", choices=tuple(THEMES), help="colours of the window")
    parser.add_argument("--offscreen", action="store_true", help="run without a screen, for tests and pictures")
    return parser


def _run(settings: Settings, study: Path | None, kept: Settings) -> int:
    from clusterbench_gui.ui.program import run  # noqa: PLC0415 - Qt is imported only when it is known to work

    return run(settings, study, kept=kept)


def _missing_screen(words: Texts) -> str:
    """One line that says why no window can be shown; empty where one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return words.t(
            "clusterbench: no screen: DISPLAY and WAYLAND_DISPLAY are not set. Start it on a desktop, give --offscreen, "
            "or use a command (clusterbench --help), which needs no screen."
        )
    if not _answers(display):
        return words.t(
            "clusterbench: no screen: nothing answers at DISPLAY={display}. Start it on a desktop, give --offscreen, "
            "or use a command (clusterbench --help), which needs no screen.",
            display=display,
        )
    return ""


def _answers(display: str) -> bool:
    """Whether an X server listens at `display` ("host:number.screen")."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    import socket  # noqa: PLC0415 - only where there is an X server to ask

    try:
        if host in {"", "unix"}:
            with socket.socket(socket.AF_UNIX) as there:
                there.connect(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - the place X11 fixed for its sockets
        else:
            socket.create_connection((host, 6000 + int(number)), timeout=2).close()
    except OSError:
        return False
    return True


def _missing_qt(words: Texts) -> str:
    """Import Qt; one line that names the missing system library where that fails.

    PySide6 puts its own function in place of `builtins.__import__`, which makes every later import slower (heavy packages
    by a quarter). What it is for, `from __feature__ import …`, is not used here, so the interpreter's own comes back.
    """
    original = builtins.__import__
    try:
        importlib.import_module("PySide6.QtWidgets")
        if _wants_xcb():
            importlib.import_module("ctypes").CDLL("libxcb-cursor.so.0")
    except (ImportError, OSError) as error:
        packages = f"{_PACKAGES} {_SCREEN_PACKAGES}" if _wants_xcb() else _PACKAGES
        return words.t(
            "clusterbench: Qt cannot start: {error}. On Debian or Ubuntu: apt install {packages}",
            error=str(error).partition(":")[0],
            packages=packages,
        )
    finally:
        builtins.__import__ = original
    return ""


def _wants_xcb() -> bool:
    """Whether Qt will talk to an X server, which needs libraries that the wheel does not bring."""
    if not sys.platform.startswith("linux"):
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return platform.startswith("xcb") or (not platform and not os.environ.get("WAYLAND_DISPLAY"))
