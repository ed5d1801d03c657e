"""Commands on bundles: card, accept, assign, conflicts, sync."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.persons import add_by, supervisor
from clusterbench_gui.cli.problems import print_problems
from clusterbench_gui.domain.events import Conflict, Event
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.support.texts import Texts, preferred_language, texts

if TYPE_CHECKING:
    from clusterbench_gui.app.bundles import Received


def add_parsers(commands: Commands) -> None:
    """Register the commands."""
    _card(commands)
    _accept(commands)
    _assign(commands)
    _conflicts(commands)
    _sync(commands)


def _card(commands: Commands) -> None:
    about = "Print this device's card, to be handed to the office."
    parser = commands.add_parser("card", help=about, description=about, epilog="Example: clusterbench card anna.card")
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="file to write it to")
    parser.set_defaults(run=_run_card)


def _accept(commands: Commands) -> None:
    about = "Accept the bundles of a device. An assignment bundle makes the study where FILE is not there yet."
    parser = study_parser(commands, "accept", about, "study.clusterbench anna.card --name Anna")
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the device's card, or a bundle that it made")
    parser.add_argument("--name", default="", help="whose device it is")
    parser.add_argument("--office", action="store_true", help="it is an office that hands out work")
    parser.add_argument("--instead-of", metavar="DEVICE", default="", help="it goes on with the work of another device")
    parser.add_argument(
        "--fingerprint", default="", help="the fingerprint that its user reads to you (else it is asked)"
    )
    parser.set_defaults(run=_run_accept)


def _assign(commands: Commands) -> None:
    about = "Write an assignment bundle: edition, clusters and reference values for laptops."
    parser = study_parser(commands, "assign", about, "study.clusterbench work.cbundle --to anna.card --cluster K01")
    parser.add_argument("out", metavar="OUT", type=Path, help="file to write, NAME.cbundle")
    parser.add_argument("--to", metavar="CARD", type=Path, nargs="+", required=True, help="cards of the receivers")
    parser.add_argument("--cluster", metavar="CODE", action="append", help="a cluster; may be given several times")
    parser.add_argument("--with-log", action="store_true", help="with everything that was said in the whole study")
    parser.set_defaults(run=_run_assign)


def _conflicts(commands: Commands) -> None:
    about = "List where two devices said different things, or settle one of these conflicts."
    parser = study_parser(commands, "conflicts", about, "study.clusterbench --settle 1 --take 2")
    parser.add_argument("--settle", metavar="NUMBER", type=int, help="number of the conflict in the list")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--take", metavar="NUMBER", type=int, help="number of the answer that holds")
    what.add_argument("--value", help="another value that holds")
    add_by(parser)
    parser.set_defaults(run=_run_conflicts)


def _sync(commands: Commands) -> None:
    about = "Exchange bundles through a shared folder: write our results, read what is for us."
    parser = study_parser(commands, "sync", about, "study.clusterbench --folder stick")
    parser.add_argument("--folder", metavar="DIR", type=Path, help="the shared folder (default: that of last time)")
    parser.set_defaults(run=_run_sync)


def _run_card(options: argparse.Namespace) -> int:
    from clusterbench_gui.app import bundles  # noqa: PLC0415 - cryptography, for these commands

    words = texts(preferred_language())
    if options.out:
        bundles.write_card(options.out)
    else:
        print(bundles.own_card_text())
    print(words.t("Fingerprint: {fingerprint}", fingerprint=bundles.own_card().fingerprint), file=sys.stderr)
    return 0


def _run_accept(options: argparse.Namespace) -> int:
    from clusterbench_gui.app import bundles  # noqa: PLC0415 - as above
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same

    words = texts(preferred_language())
    card = bundles.sender_in(options.source)
    if not options.file.exists() and not bundles.is_bundle_file(options.source):
        raise ProblemError(problem("folder-missing", Place(file=str(options.file))))
    fingerprint = options.fingerprint or _confirmed(card.fingerprint, words)
    if not bundles.is_fingerprint(fingerprint, card):
        said = words.t(
            "The device was not accepted. Its fingerprint is {fingerprint}. If its user reads the same one to you, "
            "give it with --fingerprint.",
            fingerprint=card.fingerprint,
        )
        print(said)
        return 1
    if not options.file.exists():
        secret = passphrase_of(options)
        sender = bundles.open_assignment(
            options.source, options.file, accept=fingerprint, name=options.name, passphrase=secret
        ).sender
        print(words.t("The study is in {folder}", folder=options.file))
    else:
        study = open_study(options.file, passphrase=passphrase_of(options))
        try:
            name, office = options.name, options.office
            sender = bundles.accept_sender(study, card, name, office=office, instead_of=options.instead_of)
        finally:
            study.close()
    print(words.t("Accepted: {name}", name=sender.name))
    return 0


def _confirmed(fingerprint: str, words: Texts) -> str:
    """The fingerprint where somebody at a terminal says that it is the one; "" else."""
    if not sys.stdin.isatty():
        return ""
    print(words.t("Fingerprint: {fingerprint}", fingerprint=fingerprint))
    print(words.t("Please let the sender read it to you. Is it the same? Type yes: "), end="", flush=True)
    return fingerprint if sys.stdin.readline().strip().casefold() in {"yes", words.t("yes").casefold()} else ""


def _run_assign(options: argparse.Namespace) -> int:
    from clusterbench_gui.app import bundles  # noqa: PLC0415 - as above
    from clusterbench_gui.app.files import write_file  # noqa: PLC0415 - same
    from clusterbench_gui.app.reference import reference_of  # noqa: PLC0415 - same
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same

    study = open_study(options.file, passphrase=passphrase_of(options))
    try:
        cards = [bundles.read_card(one) for one in options.to]
        if not study.workspace.info.read_only:
            bundles.note_assigned(study, cards, options.cluster)
        every = [one.code for one in study.workspace.clusters()]
        reference = reference_of(study, every if options.cluster is None else options.cluster)
        content = bundles.make_assignment(study, cards, options.cluster, with_log=options.with_log, reference=reference)
    finally:
        study.close()
    write_file(options.out, content)
    print(options.out)
    return 0


def _run_conflicts(options: argparse.Namespace) -> int:
    from clusterbench_gui.app import conflicts  # noqa: PLC0415 - opens the database layer
    from clusterbench_gui.app.disputes import disputes, settled_words  # noqa: PLC0415 - same
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=options.settle is None)
    try:
        found = conflicts.conflicts(study)
        if options.settle is not None:
            one = _numbered(found, options.settle)
            conflicts.settle(study, one, _chosen(options, one), supervisor(options.by))
            print(settled_words(words))
        described = disputes(study, words)
        clusters = {one.id: one.cluster for one in study.workspace.interviews()}
    finally:
        study.close()
    for number, each in enumerate(described, 1):
        where = each.conflict
        print(f"{number}. {clusters.get(where.interview, where.interview)} {each.question} ({where.path})")
        for place, (said, by) in enumerate(zip(each.said, each.by, strict=True), 1):
            print(f"   {place}. {said} ({by})")
    if not described:
        print(words.t("There are no conflicts."))
    return 1 if described else 0


def _numbered(found: tuple[Conflict, ...], number: int) -> Conflict:
    if not 1 <= number <= len(found):
        raise ProblemError(problem("conflict-unknown", Place(name=str(number))))
    return found[number - 1]


def _chosen(options: argparse.Namespace, conflict: Conflict) -> Event | str:
    if options.value is not None:
        return str(options.value)
    if options.take is None or not 1 <= options.take <= len(conflict.heads):
        raise ProblemError(problem("conflict-choice"))
    return conflict.heads[int(options.take) - 1]


def _run_sync(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - as above
    from clusterbench_gui.app.sync import sync  # noqa: PLC0415 - same

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options))
    try:
        done = sync(study, options.folder)
        open_conflicts = len(study.workspace.conflicts())
    finally:
        study.close()
    if done.written:
        print(words.t("Written: {file}", file=done.written.name))
    elif done.has_office:
        print(words.t("Nothing new to send."))
    else:
        print(words.t("Nothing is sent from here: the study knows no office, or is the office's own."))
    status = _report(done.received, open_conflicts, words)
    return max(status, print_problems(done.refused, words, as_json=False))


def _report(received: Iterable[tuple[Path, "Received"]], open_conflicts: int, words: Texts) -> int:
    warnings: list[Problem] = []
    for path, one in received:
        print(
            words.n(
                "{file}: {n} new entry",
                "{file}: {n} new entries",
                one.merged.added,
                file=f"{path.name} ({one.sender.name})",
            )
        )
        warnings += one.warnings
    if open_conflicts:
        print(words.n("{n} conflict waits for a supervisor.", "{n} conflicts wait for a supervisor.", open_conflicts))
    return print_problems(warnings, words, as_json=False)
