"""The command that writes a kept variant of a network down for its readers."""

import argparse
from datetime import date
from pathlib import Path

from clusterbench_gui.cli.options import Commands, bare_parser
from clusterbench_gui.cli.passphrases import passphrase_of

KINDS = {
    "customer": "an offer for each customer, without the firms' inner prices",
    "internal": "everything, for the coordinator",
    "packages": "a work package for each firm",
    "tables": "CSV and XLSX with everything, for the coordinator",
}
"""What can be written, as `app.planning.offers.OfferKind` names it, for the help."""


def add_parser(commands: Commands) -> None:
    """Register `offer`."""
    example = "firms.network --variant 3 --kind customer packages --language pl --out offers"
    parser = bare_parser(commands, "offer", "Write a planned variant as offers, work packages and tables.", example)
    parser.add_argument("file", metavar="NETWORK", type=Path, help="network of firms, a folder NAME.network")
    parser.add_argument("--variant", metavar="N", type=int, required=True, help="its number")
    about = "; ".join(f"{name}: {what}" for name, what in KINDS.items())
    parser.add_argument("--kind", choices=tuple(KINDS), nargs="+", default=["customer"], help=f"{about} (customer)")
    parser.add_argument("--language", choices=("pl", "en"), required=True, help="of the files")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder for the files")
    parser.add_argument("--no-names", action="store_true", help="do not tell the customer who the partners are")
    parser.add_argument("--price", metavar="PLN", type=float, help="of all orders, in place of their own prices")
    parser.add_argument("--valid-until", metavar="DATE", type=day, help="such as 2026-06-30")
    parser.set_defaults(run=_run)


def day(text: str) -> date:
    """A day as 2026-06-30; its name stands in the message about one that is not."""
    return date.fromisoformat(text)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.planning.handing import Terms, write_kept  # noqa: PLC0415 - storage and tables, only here
    from clusterbench_gui.app.planning.keeping import Network  # noqa: PLC0415 - likewise
    from clusterbench_gui.app.planning.offers import OfferKind  # noqa: PLC0415 - likewise

    terms = Terms(options.language, not options.no_names, options.price, options.valid_until)
    kinds = [OfferKind(one) for one in dict.fromkeys(options.kind)]
    network = Network.open(options.file, passphrase_of(options))
    try:
        for path in write_kept(network, options.variant, options.out, kinds, terms):
            print(path)
    finally:
        network.close()
    return 0
