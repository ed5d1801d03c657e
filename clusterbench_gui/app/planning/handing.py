"""A variant written down for several readers at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clusterbench_gui.app.files import write_all
from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.app.planning.offers import OfferKind, offer_files
from clusterbench_gui.domain.planning import Book, KeptVariant, Variant
from clusterbench_gui.domain.problems import ProblemError, problem, raise_errors
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.exchange.networks.titles import titled
from clusterbench_gui.support.texts import texts


@dataclass(frozen=True, slots=True)
class Terms:
    """How a variant is written down: as `write_offer` takes it."""

    language: str
    names: bool = True
    price: float | None = None
    valid_until: date | None = None
    invented: bool = False


def write_offers(
    book: Book, kept: KeptVariant | Variant, folder: Path, kinds: Sequence[OfferKind], terms: Terms
) -> tuple[Path, ...]:
    """The files of all kinds, all or none. Raises `ProblemError` as `write_offer` does."""
    made = (
        offer_files(
            book,
            kept,
            kind=kind,
            language=terms.language,
            names=terms.names,
            price=terms.price,
            valid_until=terms.valid_until,
            invented=terms.invented,
        )
        for kind in kinds
    )
    return write_all(folder, tuple(file for files in made for file in files))


def write_kept(
    network: Network, number: int, folder: Path, kinds: Sequence[OfferKind], terms: Terms
) -> tuple[Path, ...]:
    """The same of a kept variant of a network, by its number.

    Raises `ProblemError` as `write_offers` does, "variant-unknown", and what is wrong with the tables.
    """
    kept = next((one for one in network.variants if one.number == number), None)
    if kept is None:
        raise ProblemError(problem("variant-unknown", number=number))
    book, problems = book_of(network.sheets, str(network.folder))
    raise_errors(titled(one, texts(terms.language)) for one in problems)
    assert book is not None
    return write_offers(book, kept, folder, kinds, replace(terms, invented=network.info.synthetic))
