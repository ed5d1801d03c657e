"""Folders of the user: where the program keeps its own things, and where studies are offered to be kept.

`CLUSTERBENCH_HOME` moves all of them into one folder: for a portable copy, and for tests.
"""

import os
from pathlib import Path

import platformdirs

_APP = "ClusterBench"


def _home() -> Path | None:
    value = os.environ.get("CLUSTERBENCH_HOME")
    return Path(value) if value else None


def profile_dir() -> Path:
    """The program's own files: settings, the profile key, the device's identity."""
    home = _home()
    return home / "profile" if home else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def log_dir() -> Path:
    """Log files; they never hold an answer."""
    home = _home()
    return home / "logs" if home else Path(platformdirs.user_log_dir(_APP, appauthor=False))


def cache_dir() -> Path:
    """What can be made again, such as converted forms."""
    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def studies_dir() -> Path:
    """The default place of studies: `ClusterBench` among the user's documents."""
    home = _home()
    return home / "studies" if home else Path(platformdirs.user_documents_dir()) / _APP
