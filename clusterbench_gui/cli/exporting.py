"""The command that writes the answers of a study for other programs."""

import argparse
from pathlib import Path

from clusterbench_gui.app.studies import Study, open_study
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.progress import show_progress

BUNDLE = "bundle"
FORMATS = {
    "csv": "tables with Table Schemas",
    "xlsx": "an Excel workbook",
    "sav": "SPSS",
    "dta": "Stata",
    "ddi": "a DDI-Codebook 2.5 with the SPSS files it describes",
    "odk": "OpenRosa submissions as ODK Briefcase keeps them",
    BUNDLE: "a bundle with this device's work",
}
"""What can be written, all but the bundle as `app.export.EXPORTERS` names it, for the help."""


def add_parser(commands: Commands) -> None:
    """Register `export`."""
    parser = study_parser(
        commands, "export", "Write the answers of a study.", "study.clusterbench answers --format sav"
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for the files; a bundle's file")
    about = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    parser.add_argument("--format", choices=tuple(FORMATS), default="csv", help=f"{about} (default csv)")
    parser.add_argument(
        "--language", choices=("pl", "en"), help="of labels and dictionary (default: the edition's first)"
    )
    parser.add_argument(
        "--to", metavar="CARD", type=Path, nargs="+", default=(), help="receivers of a bundle (default: the office)"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=True)
    try:
        for path in _write(study, options):
            print(path)
    finally:
        study.close()
    return 0


def _write(study: Study, options: argparse.Namespace) -> tuple[Path, ...]:
    if options.format == BUNDLE:
        from clusterbench_gui.app.bundles import export_bundle  # noqa: PLC0415 - cryptography, only here

        return (export_bundle(study, options.out, options.to),)
    from clusterbench_gui.app.export import EXPORTERS  # noqa: PLC0415 - reads questionnaires, only here

    return EXPORTERS[options.format](study, options.out, options.language or "", show_progress)
