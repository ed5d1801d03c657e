"""The command `clusters`: a list of clusters, with whom to see and who goes there, into a study."""

import argparse
from pathlib import Path

from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.support.texts import preferred_language, texts


def add_parser(commands: Commands) -> None:
    """Register the command."""
    about = (
        "Take a list of clusters (CSV, XLSX) into a study: code, name, groups, person, function, phone, email, address, "
        "interviewer, day, time, place, note."
    )
    parser = study_parser(commands, "clusters", about, "study.clusterbench clusters.xlsx")
    parser.add_argument("list", metavar="LIST", type=Path, help="a table with one row a cluster; only a name is needed")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.cluster_list import read_cluster_list  # noqa: PLC0415 - opens the database layer
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options))
    try:
        done = read_cluster_list(study, options.list)
    finally:
        study.close()
    print(words.n("{n} new cluster", "{n} new clusters", len(done.new)))
    print(words.n("{n} known cluster", "{n} known clusters", len(done.known)))
    return 0
