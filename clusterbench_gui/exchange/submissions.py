"""OpenRosa submissions in folders and archives: ODK Briefcase's storage, and files as ODK Central's API gives them.

Briefcase keeps `FORM/instances/uuid…/submission.xml` with its files beside. Elsewhere any XML file may be a submission, its
files lying beside it, in `media/`, or in a folder of its name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from clusterbench_gui.domain.problems import Place, Problem, ProblemError
from clusterbench_gui.exchange.odk_encryption import open_submission, read_manifest
from clusterbench_gui.exchange.packages import Package
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.submission import CB
from clusterbench_gui.forms.xml import escape_attribute, parse_xml

SUBMISSION = "submission.xml"
_FORM_ROOT = "html"
_PREFIX = "clusterbench"
_HEAD = re.compile(rb"<\?xml[^>]*\?>\s*<[^\s/>]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What an export of ours says of an interview beside its answers. `opened` and `sent` are moments in ISO 8601.

    `said` is the fingerprint of its answers: an edit made elsewhere carries it along, and so shows what it started from.
    """

    cluster: str
    said: str
    person: str
    opened: str
    sent: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as it was handed in, decrypted. `files` holds the names of what lies beside it, by the name it goes under.

    `cluster`, `person` and `said` are what an export of ours states, "" in those of others. `begun` is when such an interview was begun, `sent` when it
    reached a server.
    `is_complete` is False only where a server says that it is a draft.
    """

    place: Place
    xml: bytes
    root: Node
    form: str
    version: str
    files: Mapping[str, str]
    opened: Mapping[str, bytes]
    cluster: str = ""
    person: str = ""
    said: str = ""
    begun: datetime | None = None
    sent: datetime | None = None
    is_complete: bool = True
    problems: tuple[Problem, ...] = ()


def submissions(
    package: Package, key: RSAPrivateKey | None, only: str = ""
) -> Iterator[Submission | tuple[Place, ProblemError]]:
    """Every submission of a package, or `only` the one in a file; what cannot be read comes as its place and why not.

    Definitions of forms are passed over.
    """
    folders: dict[str, list[str]] = {}
    for name in package.names:
        folders.setdefault(_folder(name), []).append(name)
    for name in [only] if only else candidates(package):
        place = Place(file=f"{package.file}/{name}")
        try:
            found = _submission(package, name, _beside(folders, name), key)
        except ProblemError as error:
            yield place, error
            continue
        if found is not None:
            yield found


def candidates(package: Package) -> list[str]:
    """Names of files that may be submissions, in order. What lies beside a `submission.xml` belongs to that one."""
    files = [name for name in package.names if name.casefold().endswith(".xml")]
    homes = {_folder(name) for name in files if PurePosixPath(name).name == SUBMISSION}
    return sorted(name for name in files if _folder(name) not in homes or PurePosixPath(name).name == SUBMISSION)


def _submission(package: Package, name: str, files: Mapping[str, str], key: RSAPrivateKey | None) -> Submission | None:
    place = Place(file=f"{package.file}/{name}")
    xml = package.read(name)
    root = next(parse_xml(place.file, xml).elements())
    if root.name == _FORM_ROOT:
        return None
    found = Submission(
        place=place,
        xml=xml,
        root=root,
        form=root.attribute("id") or root.name,
        version=root.attribute("version") or "",
        files=files,
        opened={},
        cluster=root.attribute("cluster", CB) or "",
        person=root.attribute("person", CB) or "",
        said=root.attribute("said", CB) or "",
        begun=moment(root.attribute("opened", CB) or ""),
        sent=moment(root.attribute("submissionDate") or ""),
        is_complete=root.attribute("isComplete") != "false",
    )
    manifest = read_manifest(root)
    if manifest is None:
        return found

    def part(wanted: str) -> bytes | None:
        return package.read(found.files[wanted]) if wanted in found.files else None

    opened = open_submission(place, manifest, part, key)
    root = next(parse_xml(place.file, opened.xml).elements())
    return replace(found, xml=opened.xml, root=root, files={}, opened=opened.files, problems=opened.problems)


def _beside(folders: Mapping[str, list[str]], name: str) -> dict[str, str]:
    """The files that may belong to a submission: their names in the package, by their own."""
    folder, stem = _folder(name), PurePosixPath(name).stem
    places = (f"{folder}media/", f"{folder}{stem}/", folder)
    return {PurePosixPath(one).name: one for place in places for one in folders.get(place, ()) if one != name}


def _folder(name: str) -> str:
    head, slash, _ = name.rpartition("/")
    return head + slash


def with_stated(xml: bytes, stated: Stated) -> bytes:
    """A submission whose root says what it does not answer: cluster and person in a namespace of ours, the rest as Briefcase does."""
    attributes = {
        f"xmlns:{_PREFIX}": CB,
        f"{_PREFIX}:cluster": stated.cluster,
        f"{_PREFIX}:person": stated.person,
        f"{_PREFIX}:said": stated.said,
        f"{_PREFIX}:opened": stated.opened,
        "submissionDate": stated.sent,
        "isComplete": "true" if stated.is_complete else "false",
    }
    written = "".join(f' {name}="{escape_attribute(text)}"' for name, text in attributes.items())
    head = _HEAD.match(xml)
    assert head is not None
    return xml[: head.end()] + written.encode() + xml[head.end() :]


def moment(text: str) -> datetime | None:
    """A moment as submissions write it, with its offset (`+02` as well as `+02:00`); None where it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def stated(root: Node, name: str) -> str:
    """What the first question of a name answers, anywhere in a submission; "" where none does."""
    return next((one.text().strip() for one in root.walk() if one.name == name and one.text().strip()), "")
