"""Bundles between office and laptops (docs/adr/0007-many-devices.md): make them, read them, accept who sends them."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.keys import WayKind, ways
from clusterbench_gui.app.studies import Study, editions_in
from clusterbench_gui.domain.bundles import REFERENCE, Bundle, BundleKind
from clusterbench_gui.domain.contacts import Contact
from clusterbench_gui.domain.devices import Card, Sender
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.records import Merged, Record
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.exchange import bundle as files
from clusterbench_gui.exchange.archive import Limits
from clusterbench_gui.exchange.bundle import MAGIC, is_bundle
from clusterbench_gui.exchange.cards import card_text, is_card
from clusterbench_gui.exchange.cards import read_card as card_of
from clusterbench_gui.storage.keys.identity import identity
from clusterbench_gui.storage.workspace import Workspace

__all__ = ["is_bundle"]


@dataclass(frozen=True, slots=True)
class Received:
    """What reading a bundle did. `clusters` are codes that were new; `warnings` what somebody should look at."""

    kind: BundleKind
    sender: Sender
    merged: Merged
    clusters: tuple[str, ...]
    conflicts: int
    warnings: tuple[Problem, ...] = ()


def own_card() -> Card:
    """The card of this device. Raises `ProblemError` (`identity-damaged`, `device-damaged`, `folder-not-writable`)."""
    return identity().card


def own_card_text() -> str:
    """The same as a line of text."""
    return card_text(own_card())


def write_card(path: Path) -> Path:
    """Write this device's card as a line of text. Returns the file."""
    write_file(path, f"{own_card_text()}\n".encode())
    return path


def read_card(path: Path) -> Card:
    """A card from a file. Raises `ProblemError`: `file-missing`, `card-damaged`."""
    try:
        return card_of(_content(path))
    except ProblemError as error:
        raise _in_file(error, path) from error


def sender_in(path: Path) -> Card:
    """Whose card a file is, or who made the bundle in it. Raises `ProblemError` as `read_card` and reading a bundle do."""
    content = _content(path)
    return read_card(path) if is_card(content) else _opened(content, path).sender


def is_bundle_file(path: Path) -> bool:
    """Whether a file begins like a bundle; False where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return is_bundle(stream.read(len(MAGIC)))
    except OSError:
        return False


def make_result(study: Study, receivers: Sequence[Card] = ()) -> bytes:
    """Everything that was said on this device, for the office that handed out the work or for other `receivers`.

    It is the whole every time, so that a lost bundle costs nothing and reading one twice changes nothing. What a withdrawn
    consent erased is not in it. Raises `ProblemError`: `office-missing`, `bundle-large`.
    """
    bundle, to = result(study, receivers)
    return written(bundle, to)


def result(study: Study, receivers: Sequence[Card] = ()) -> tuple[Bundle, list[str]]:
    """The same before it is written, with the age recipients that it is for."""
    workspace = study.workspace
    to = [one.recipient for one in receivers] or [one.card.recipient for one in workspace.senders() if one.office]
    if not to:
        raise ProblemError(problem("office-missing", Place(file=str(workspace.folder))))
    bundle = _bundle(study, BundleKind.RESULT, workspace.records(workspace.own_chains()))
    spoken = {one.person for one in bundle.records}
    about = {one.interview for one in bundle.records}
    codes = {one.cluster for one in workspace.interviews() if one.id in about}
    contacts = {*workspace.contact_entries(sorted(codes)), *workspace.own_contact_entries()}
    codes |= {one.cluster for one in contacts}
    clusters = tuple(one for one in workspace.clusters() if one.code in codes)
    persons = tuple(one for one in workspace.persons() if one.id in spoken)
    bundle = replace(bundle, clusters=clusters, persons=persons, contacts=tuple(sorted(contacts)))
    return replace(bundle, paradata=workspace.paradata(*sorted(about))), to


def make_assignment(
    study: Study,
    receivers: Sequence[Card],
    clusters: Sequence[str] | None = None,
    *,
    with_log: bool = False,
    reference: str = "",
) -> bytes:
    """What a laptop needs to work: the edition, these clusters (None: all), who can open its study in need, reference values.

    With the whole log, for another office or to hand a decision back: a chain cannot be cut by cluster. Raises
    `ProblemError`: `cluster-unknown`, `receiver-wrong`, `bundle-large`.
    """
    workspace = study.workspace
    known = {one.code: one for one in workspace.clusters()}
    chosen = tuple(known) if clusters is None else tuple(clusters)
    for code in chosen:
        if code not in known:
            raise ProblemError(problem("cluster-unknown", Place(name=code)))
    records = workspace.records(workspace.chains()) if with_log else ()
    bundle = replace(
        _bundle(study, BundleKind.ASSIGNMENT, records),
        clusters=tuple(known.values()) if with_log else tuple(known[code] for code in chosen),
        persons=workspace.persons() if with_log else (),
        contacts=workspace.contact_entries(None if with_log else chosen),
        edition=workspace.info.edition,
        synthetic=workspace.info.synthetic,
        files=workspace.edition_files(),
        recovery="\n".join(one.recipient for one in ways(workspace.folder) if one.kind is WayKind.OFFICE),
        reference=reference,
    )
    return written(bundle, [one.recipient for one in receivers])


def note_assigned(study: Study, receivers: Sequence[Card], clusters: Sequence[str] | None) -> None:
    """Keep whom the clusters were given to, where one accepted device gets some by name; its name is the interviewer's.

    Whoever gets all of them, or is an office, is nobody's interviewer. Raises `ProblemError` (`workspace-read-only`) …
    """
    names = {one.card.device: one.name for one in study.workspace.senders() if not one.office}
    if clusters is None or len(receivers) != 1 or receivers[0].device not in names:
        return
    known, name = study.workspace.contacts(), names[receivers[0].device]
    study.workspace.say_contacts(*(known.get(code, Contact(code)).changed({"interviewer": name}) for code in clusters))


def open_assignment(
    path: Path, folder: Path, *, accept: str, name: str = "", passphrase: str | None = None
) -> Received:
    """Make this laptop's workspace from the office's first bundle, with the study's own id; the office is accepted by it.

    `accept` is the fingerprint that the user compared. Raises `ProblemError`: `sender-unknown` (it is another one),
    `bundle-no-assignment`, `folder-exists`, and those of reading a bundle, of its edition and of making a study.
    """
    bundle = _opened(_content(path), path)
    if bundle.kind is not BundleKind.ASSIGNMENT:
        raise ProblemError(problem("bundle-no-assignment", Place(file=str(path))))
    if not is_fingerprint(accept, bundle.sender):
        raise ProblemError(_unknown(bundle.sender, path))
    editions_in(bundle.files)
    workspace = Workspace.create(
        folder,
        title=bundle.title,
        edition=bundle.edition,
        files=bundle.files,
        synthetic=bundle.synthetic,
        study=bundle.study,
        passphrase=passphrase,
    )
    try:
        with workspace:
            for recipient in bundle.recovery.split():
                workspace.add_office(recipient, passphrase=passphrase)
            sender = Sender(bundle.sender, name or bundle.title, office=True)
            workspace.add_sender(sender)
            return _taken_in(workspace, bundle, sender)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # made just now; half of it would stand in the way of the next try
        raise


def read_bundle(study: Study, path: Path, *, accept: str = "", name: str = "") -> Received:
    """Take a bundle into the study: all of it or nothing; reading it again changes nothing.

    A sender that is not accepted yet is accepted where `accept` is its fingerprint; an assignment's as the office where the
    study has none. Raises `ProblemError`: `sender-unknown` (with `fingerprint`), `sender-changed`, `sender-no-office`,
    `bundle-study`, `bundle-edition`, `instrument-unknown`, and those of `exchange.bundle.read_bundle` and `Workspace.merge`.
    """
    bundle = _opened(_content(path), path)
    workspace = study.workspace
    if bundle.study != workspace.info.id:
        raise ProblemError(problem("bundle-study", Place(file=str(path)), title=bundle.title))
    try:
        sender = _sender(workspace, bundle, path, accept=accept, name=name)
        _require_instruments(study, bundle)
        return _taken_in(workspace, bundle, sender)
    except ProblemError as error:
        raise _in_file(error, path) from error


def export_bundle(study: Study, out: Path, receivers: Sequence[Path] = ()) -> Path:
    """Write a result bundle to `out`, for the office or for the devices of these card files. Returns the file."""
    write_file(out, make_result(study, [read_card(one) for one in receivers]))
    return out


def accept_sender(study: Study, card: Card, name: str, *, office: bool = False, instead_of: str = "") -> Sender:
    """Accept a device's bundles from now on. `instead_of` is the device whose work it goes on with, after a loss or repair.

    Whoever is accepted again keeps the name where no other is given, and stays an office: else a laptop would have nobody
    to send its results to.
    """
    known = next((one for one in study.workspace.senders() if one.card.device == card.device), None)
    kept, was_office = (known.name, known.office) if known else (card.device, False)
    sender = Sender(card, name.strip() or kept, office or was_office)
    study.workspace.add_sender(sender, instead_of=instead_of)
    return sender


def _bundle(study: Study, kind: BundleKind, records: Sequence[Record]) -> Bundle:
    info = study.workspace.info
    attachments = study.workspace.files_of(records)
    return Bundle(kind, info.id, info.title, own_card(), tuple(records), attachments=attachments)


def written(bundle: Bundle, receivers: Sequence[str]) -> bytes:
    """The file of a bundle, signed by this device. Raises `ProblemError`: `receiver-wrong`, `bundle-large`."""
    return files.write_bundle(bundle, identity().signing, list(dict.fromkeys(receivers)))


def _opened(content: bytes, path: Path) -> Bundle:
    try:
        return files.read_bundle(content, identity().age)
    except ProblemError as error:
        raise _in_file(error, path) from error


def _sender(workspace: Workspace, bundle: Bundle, path: Path, *, accept: str, name: str) -> Sender:
    """The accepted sender of a bundle, with the rights that it needs."""
    known = {one.card.device: one for one in workspace.senders()}
    sender = known.get(bundle.sender.device)
    is_assignment = bundle.kind is BundleKind.ASSIGNMENT
    if sender is None:
        if not is_fingerprint(accept, bundle.sender):
            raise ProblemError(_unknown(bundle.sender, path))
        office = is_assignment and not any(one.office for one in known.values())
        sender = Sender(bundle.sender, name or bundle.sender.device, office)
    if sender.card != bundle.sender:
        raise ProblemError(problem("sender-changed", Place(name=sender.name), fingerprint=bundle.sender.fingerprint))
    if is_assignment and not sender.office:
        raise ProblemError(problem("sender-no-office", Place(name=sender.name)))
    if is_assignment and bundle.files != workspace.edition_files():
        raise ProblemError(problem("bundle-edition", Place(file=str(path))))
    if bundle.sender.device not in known:
        workspace.add_sender(sender)
    return sender


def _require_instruments(study: Study, bundle: Bundle) -> None:
    """Refuse interviews with a questionnaire that the study does not have: nothing could show, score or export them."""
    known = {edition.wave(one.id) for edition in (study.edition, *study.earlier) for one in edition.instruments}
    for record in bundle.records:
        instrument = _begun_with(record) if record.kind == EventKind.CREATED.value else None
        if instrument is not None and instrument not in known:
            raise ProblemError(problem("instrument-unknown", text=instrument))


def _begun_with(record: Record) -> str | None:
    """The instrument that a beginning names; None where it is none that merging would take."""
    try:
        instrument = json.loads(record.value or "")["instrument"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return instrument if isinstance(instrument, str) else None


def _taken_in(workspace: Workspace, bundle: Bundle, sender: Sender) -> Received:
    is_assignment = bundle.kind is BundleKind.ASSIGNMENT
    known = {one.code: one for one in workspace.clusters()}
    new = [one for one in bundle.clusters if one.code not in known]
    changed = [one for one in bundle.clusters if one.code in known and one != known[one.code]]

    def beside() -> None:
        """What the office says of a cluster stands; a laptop's other name for a code is only a warning."""
        workspace.add_clusters([*new, *changed] if is_assignment else new)
        workspace.add_persons(bundle.persons)
        workspace.merge_contacts(bundle.contacts)
        if bundle.reference:
            workspace.keep(REFERENCE, bundle.reference)

    device = sender.card.device
    merged = workspace.merge(
        bundle.records,
        sender=device,
        others=is_assignment,
        files=bundle.attachments,
        paradata=bundle.paradata,
        beside=beside,
    )
    if merged.added:  # a withdrawal may be among it, or have waited until now
        workspace.afterwards(lambda: _erase_in_backups(workspace))
    warnings = () if is_assignment else tuple(_differing(known, changed))
    codes = tuple(one.code for one in new)
    return Received(bundle.kind, sender, merged, codes, len(workspace.conflicts()), warnings)


def _erase_in_backups(workspace: Workspace) -> None:
    workspace.notices += workspace.keeper.erase()


def _differing(known: Mapping[str, Cluster], theirs: Sequence[Cluster]) -> Iterator[Problem]:
    for one in theirs:
        ours = known[one.code].name
        if one.name != ours:
            yield problem("cluster-differs", Place(name=one.code), Severity.WARNING, theirs=one.name, ours=ours)


def is_fingerprint(text: str, card: Card) -> bool:
    """Whether somebody gave this card's fingerprint, with or without its spaces."""
    return "".join(text.split()).casefold() == card.fingerprint.replace(" ", "")


def _unknown(card: Card, path: Path) -> Problem:
    return problem("sender-unknown", Place(file=str(path)), fingerprint=card.fingerprint, device=card.device)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > Limits().file:
            raise ProblemError(problem("bundle-large", Place(file=str(path))))
        return path.read_bytes()
    except OSError as error:
        raise ProblemError(problem("file-missing", Place(file=str(path)))) from error


def _in_file(error: ProblemError, path: Path) -> ProblemError:
    """The same problems with the file in their places, where they have none."""
    found = (
        one if one.place.file else replace(one, place=replace(one.place, file=str(path))) for one in error.problems
    )
    return ProblemError(*found)
