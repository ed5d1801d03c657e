"""The command that writes the answers of a study for other programs."""

import argparse
from pathlib import Path

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase
from clusterbench_gui.cli.progress import show_progress

FORMATS = {
    "csv": "tables with Table Schemas",
    "xlsx": "an Excel workbook",
    "sav": "SPSS",
    "dta": "Stata",
    "ddi": "a DDI-Codebook 2.5 with the SPSS files it describes",
}
"""What can be written, as `app.export.EXPORTERS` names it, for the help."""

BUNDLE = ("bundle", "what was said on this device, one file for the office or the devices of --to")


def add_parser(commands: Commands) -> None:
    """Register `export`."""
    parser = study_parser(
        commands, "export", "Write the answers of a study.", "study.clusterbench answers --format sav"
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for the files; a bundle's file")
    about = "; ".join(f"{name}: {what}" for name, what in (*FORMATS.items(), BUNDLE))
    parser.add_argument("--format", choices=(*FORMATS, BUNDLE[0]), default="csv", help=f"{about} (default csv)")
    parser.add_argument(
        "--language", choices=("pl", "en"), help="of labels and dictionary (default: the edition's first)"
    )
    parser.add_argument("--to", metavar="CARD", type=Path, nargs="+", default=[], help="cards of a bundle's receivers")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.bundles import export_bundle  # noqa: PLC0415 - cryptography, only here
    from clusterbench_gui.app.export import EXPORTERS  # noqa: PLC0415 - reads questionnaires, only here

    study = open_study(options.file, passphrase=passphrase(options), read_only=True)
    try:
        if options.format == BUNDLE[0]:
            print(export_bundle(study, options.out, options.to))
            return 0
        for path in EXPORTERS[options.format](study, options.out, options.language or "", show_progress):
            print(path)
    finally:
        study.close()
    return 0
