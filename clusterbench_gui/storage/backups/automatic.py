"""Backups that nobody has to think of: when one is due, which are kept, and withdrawn consent carried into them."""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.storage.backups.archive import SUFFIX, Manifest, Meter, read_manifest
from clusterbench_gui.storage.backups.backup import Backup, clear_half_done, state_of, write_backup
from clusterbench_gui.storage.engine import sql_errors
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.storage.opening import DATABASE, open_to_read

BACKUPS = "backups"
ERASED = "withdrawn.json"
"""Beside a database that was repaired: the interviews of which it holds no answer any more."""
_STAMP = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"auto-(\d{8}T\d{6})Z" + re.escape(SUFFIX))
_ASIDE = re.compile(r"damaged-(\d{8}T\d{6})Z")


@dataclass(frozen=True, slots=True)
class Keep:
    """Which automatic backups are kept: the newest, then one of each day and of each month, while they take no more than `size`."""

    newest: int = 10
    days: int = 14
    months: int = 12
    size: int = 4 * 1024**3
    at_least: int = 3


KEEP = Keep()


def backup_if_changed(
    folder: Path, data_key: bytes, *, keep: Keep = KEEP, meter: Meter | None = None
) -> tuple[Backup | None, tuple[Problem, ...]]:
    """Make an automatic backup where anything changed since the newest sound one, and let old ones go.

    Nothing is raised: nobody is kept from working because a backup failed. What went wrong is returned, among it
    `backup-failed` with the folder as its place and what stopped it as another problem.
    """
    place = folder / BACKUPS
    try:
        with file_errors(place):
            clear_half_done(place, ".*.part")
            newest = _newest_sound(place)
            if newest is not None and newest.state == _state(folder, data_key):
                return None, ()
            target = _free_name(place, f"auto-{{}}Z{SUFFIX}")
            made = write_backup(folder, data_key, target, attachments=False, meter=meter)
            _let_go(place, keep)
    except ProblemError as error:
        failed = problem("backup-failed", Place(file=str(place)), Severity.WARNING)
        return None, (failed, *error.problems)
    return made, ()


def automatic_backups(place: Path) -> list[tuple[datetime, Path]]:
    """The automatic backups of a folder `backups`, the oldest first, by the times in their names."""
    return _by_time(place, _NAME)


def all_backups(place: Path) -> list[Path]:
    """Every backup in a folder by name: automatic ones, and those that somebody put there."""
    return sorted(one for one in place.glob(f"*{SUFFIX}") if not one.name.startswith("."))


def asides(place: Path) -> list[tuple[datetime, Path]]:
    """Folders with databases that were repaired, as they were before, the oldest first, by the times in their names."""
    return _by_time(place, _ASIDE)


def free_aside(place: Path) -> Path:
    """A name for such a folder that is not taken."""
    return _free_name(place, "damaged-{}Z")


def kept(times: Sequence[datetime], keep: Keep) -> set[datetime]:
    """Which of the times stay by number and age."""
    order = sorted(times, reverse=True)
    if not order:
        return set()
    days = {one.date(): one for one in sorted(times) if order[0] - one < timedelta(days=keep.days)}
    months = {(one.year, one.month): one for one in sorted(times)}
    newest_months = [months[month] for month in sorted(months, reverse=True)[: keep.months]]
    return {*order[: keep.newest], *days.values(), *newest_months}


def _let_go(place: Path, keep: Keep) -> None:
    found = automatic_backups(place)
    stay = kept([moment for moment, _ in found], keep)
    size = 0
    for number, (moment, file) in enumerate(reversed(found), 1):
        size += file.stat().st_size
        if moment not in stay or (size > keep.size and number > keep.at_least):
            size -= file.stat().st_size
            file.unlink(missing_ok=True)


def _newest_sound(place: Path) -> Manifest | None:
    for _, file in reversed(automatic_backups(place)):
        try:
            return read_manifest(file)
        except ProblemError:
            continue
    return None


def _state(folder: Path, data_key: bytes) -> str:
    file = folder / DATABASE
    opened = open_to_read(file, data_key)
    try:
        with sql_errors(file):
            return state_of(opened.db, data_key)
    finally:
        opened.close()


def _by_time(place: Path, pattern: re.Pattern[str]) -> list[tuple[datetime, Path]]:
    names = [(pattern.fullmatch(one.name), one) for one in place.iterdir()] if place.is_dir() else []
    found: list[tuple[datetime, Path]] = []
    for match, one in names:
        with contextlib.suppress(ValueError):  # digits that are no time: somebody's own file
            if match:
                found.append((datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), one))
    return sorted(found)


def _free_name(place: Path, pattern: str) -> Path:
    """A name by the time that nothing has."""
    moment = datetime.now(UTC)
    while (file := place / pattern.format(moment.strftime(_STAMP))).exists():
        moment += timedelta(seconds=1)
    return file
