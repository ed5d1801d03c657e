"""Which device writes: an identity in the user's profile, made once. Every device's events are a chain of their own."""

import uuid

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.support.files import create_once
from clusterbench_gui.support.paths import profile_dir


def device_id() -> str:
    """The identity of this user on this machine, a UUID. Raises `ProblemError` (`device-damaged`) for an unreadable one."""
    file = profile_dir() / "device"
    with file_errors(file):
        content = file.read_bytes() if file.exists() else create_once(file, str(uuid.uuid4()).encode())
    try:
        return str(uuid.UUID(content.decode("ascii").strip()))
    except ValueError as error:
        raise ProblemError(problem("device-damaged", Place(file=str(file)))) from error
