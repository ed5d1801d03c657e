"""Settings of the person at this computer, as data: a name, a default and what is allowed. Kept as TOML in the profile."""

import contextlib
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

from clusterbench_gui.support.files import write_whole
from clusterbench_gui.support.paths import profile_dir
from clusterbench_gui.support.texts import LANGUAGES
from clusterbench_gui.support.theme import THEMES

FILE_NAME = "settings.toml"
_ASIDE = "settings.unreadable.toml"
LOCK_MINUTES = ("5", "15", "30", "60")


def _setting(default: str, *allowed: str) -> Any:
    """A setting that is a text; where `allowed` is given, nothing else is accepted."""
    return field(default=default, metadata={"allowed": allowed})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. An empty `language` follows the system; `study` is the folder of the study opened last.

    `interview`: the id of the interview that is open in it; empty after it was left. `network`: the folder of the network opened last.

    `lock_after`: minutes without a key or the mouse after which a study with a passphrase is locked; empty: never.
    """

    language: str = _setting("", "", *LANGUAGES)
    theme: str = _setting("light", *THEMES)
    person_id: str = _setting("")
    person_name: str = _setting("")
    study: str = _setting("")
    interview: str = _setting("")
    network: str = _setting("")
    reports_folder: str = _setting("")
    lock_after: str = _setting("15", "", *LOCK_MINUTES)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Settings from a table: unknown names and values that are not allowed are passed over."""
        known: dict[str, str] = {}
        for one in fields(cls):
            value = values.get(one.name)
            allowed = one.metadata["allowed"]
            if isinstance(value, str) and (not allowed or value in allowed):
                known[one.name] = value
        return replace(cls(), **known)


def load_settings(folder: Path | None = None) -> Settings:
    """Read the settings. An unreadable file is kept aside under another name, and the defaults are returned."""
    path = (folder or profile_dir()) / FILE_NAME
    try:
        return Settings.of(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(_ASIDE))
        return Settings()


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings, whole or not at all. Raises OSError where the profile cannot be written."""
    path = (folder or profile_dir()) / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{one.name} = {_quoted(getattr(settings, one.name))}" for one in fields(settings)]
    write_whole(path, ("\n".join(lines) + "\n").encode("utf-8", errors="replace"))


def _quoted(text: str) -> str:
    """A TOML basic string."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one >= " " and one != "\x7f" else f"\\u{ord(one):04X}" for one in plain) + '"'
