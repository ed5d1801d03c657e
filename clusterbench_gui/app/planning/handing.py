"""A variant written down for several readers at once."""

from collections.abc import Sequence
from pathlib import Path

from clusterbench_gui.app.files import write_all
from clusterbench_gui.app.planning.offers import OfferKind, offer_files
from clusterbench_gui.domain.planning import Book, KeptVariant, Variant


def write_offers(
    book: Book, kept: KeptVariant | Variant, folder: Path, kinds: Sequence[OfferKind], wish: tuple[str, bool]
) -> tuple[Path, ...]:
    """The files of all kinds, all or none. `wish`: the language, and whether the customer reads the partners' names. Raises `ProblemError` as `write_offer` does."""
    language, names = wish
    made = (offer_files(book, kept, kind=kind, language=language, names=names) for kind in kinds)
    return write_all(folder, tuple(file for files in made for file in files))
