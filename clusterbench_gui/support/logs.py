"""Log files. One channel per layer below `clusterbench`; no channel ever gets an answer's text."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from clusterbench_gui.support.paths import log_dir

ROOT = "clusterbench"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_logging() -> Path | None:
    """Write `clusterbench.log` in the user's log folder (1 MB, 3 old ones kept). None where that folder cannot be written."""
    logger = logging.getLogger(ROOT)
    logger.propagate = False
    path = log_dir() / "clusterbench.log"
    if any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        logger.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return path


def last_lines(count: int = 50) -> list[str]:
    """The newest lines of the log, for a crash report."""
    path = log_dir() / "clusterbench.log"
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []
