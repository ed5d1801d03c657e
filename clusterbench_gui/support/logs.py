"""The log file. No line in it ever quotes an answer: of an error only its kind and its place in the program are written."""

import logging
import traceback

from clusterbench_gui.support.paths import log_dir

ROOT = "clusterbench_gui"
_SIZE = 500_000  # bytes a log file may have
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_logging() -> None:
    """Write `clusterbench.log` in the user's log folder, with three old ones; nowhere where that cannot be written."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - imports sockets; the window starts it after its first paint

    logger = logging.getLogger(ROOT)
    if any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        return
    try:
        folder = log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "clusterbench.log", maxBytes=_SIZE, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)


def where(error: BaseException) -> str:
    """An error's kind and the places in the program that it came through. Its text is left out: it may quote an answer."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
