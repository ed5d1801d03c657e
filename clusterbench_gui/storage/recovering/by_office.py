"""A forgotten passphrase is not a lost study: the office's key opens the envelope and sets another."""

from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys.recipients import read_office_key, unseal_by_office
from clusterbench_gui.storage.opening import DATABASE, KEYS, open_database


def recover(
    folder: Path,
    office_identity: Path,
    new_passphrase: str | None,
    *,
    office_passphrase: str | None = None,
    cost: keys.Cost = keys.DEFAULT_COST,
) -> None:
    """Set another passphrase (None: the profile key of whoever does this) on a study, by the office's identity file.

    The envelope is replaced only after the key has opened the database. Raises `ProblemError`: `office-key-foreign`,
    `office-key-unreadable`, `office-key-locked`, `passphrase-empty`, `workspace-read-only` (another program writes), and as
    `keys.read_envelope` and `opening.open_database` do.
    """
    identities = read_office_key(office_identity, office_passphrase)
    file = folder / KEYS
    envelope = keys.read_envelope(file)
    data_key = unseal_by_office(envelope, identities, file)
    opened = open_database(folder, data_key, read_only=False)
    try:
        if opened.read_only:
            raise ProblemError(problem("workspace-read-only", Place(file=str(folder / DATABASE))))
        keys.write_envelope(file, keys.seal(data_key, new_passphrase, base=envelope, cost=cost))
    finally:
        opened.close()
