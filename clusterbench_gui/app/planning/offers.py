"""What leaves the planner: a variant as papers for the coordinator, the customers and the firms, and as tables. All files of a call or none."""

import math
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path

from clusterbench_gui.app.files import write_all
from clusterbench_gui.app.planning.audiences import Offered, customer_offers, internal_offer, work_packages
from clusterbench_gui.app.planning.variant_tables import variant_tables
from clusterbench_gui.app.reports.kinds import safe_code, slug_of
from clusterbench_gui.domain.planning import Book, KeptVariant, Standing, Variant
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import Texts, texts

_LONGEST = 60
"""Characters of the codes in a file's name."""

File = tuple[str, bytes]


class OfferKind(Enum):
    """For whom a variant is written down."""

    INTERNAL = "internal"
    CUSTOMER = "customer"
    PACKAGES = "packages"
    TABLES = "tables"


def write_offer(
    book: Book,
    kept: KeptVariant | Variant,
    folder: Path,
    *,
    kind: OfferKind,
    language: str,
    names: bool = True,
    price: float | None = None,
    valid_until: date | None = None,
    invented: bool = False,
) -> tuple[Path, ...]:
    """Write a variant for its readers, all files or none; the same data give the same bytes.

    One paper for the coordinator; one for each customer, with the partners' `names` or without; one for each firm; or tables. `price` of all orders of the
    variant in place of their own: an order without any is offered at a price to be agreed. Raises `ProblemError` where the variant has no work, was withdrawn
    and would be offered all the same, the price is none, or the files cannot be written.
    """
    return write_all(
        folder,
        offer_files(
            book,
            kept,
            kind=kind,
            language=language,
            names=names,
            price=price,
            valid_until=valid_until,
            invented=invented,
        ),
    )


def offer_files(
    book: Book,
    kept: KeptVariant | Variant,
    *,
    kind: OfferKind,
    language: str,
    names: bool = True,
    price: float | None = None,
    valid_until: date | None = None,
    invented: bool = False,
) -> tuple[File, ...]:
    """Names and contents of the files, to look at or to write. Raises `ProblemError` as `write_offer` does."""
    offered = Offered(book, kept, valid_until, invented=invented)
    _require(offered, kind, price)
    words = texts(language)
    match kind:
        case OfferKind.INTERNAL:
            return tuple(_internal(offered, words, price))
        case OfferKind.CUSTOMER:
            return tuple(_customers(offered, words, names=names, price=price))
        case OfferKind.PACKAGES:
            return tuple(_packages(offered, words))
        case OfferKind.TABLES:
            return tuple(_tables(offered, words))


def _require(offered: Offered, kind: OfferKind, price: float | None) -> None:
    where = Place(name="" if offered.head.number is None else str(offered.head.number))
    if not offered.variant.jobs:
        raise ProblemError(problem("offer-empty", where))
    if offered.standing is Standing.WITHDRAWN and kind in {OfferKind.CUSTOMER, OfferKind.PACKAGES}:
        raise ProblemError(problem("offer-withdrawn", where))
    if price is not None and not (math.isfinite(price) and price >= 0):
        raise ProblemError(problem("offer-price", where, price=str(price)))


def _internal(offered: Offered, words: Texts, price: float | None) -> Iterator[File]:
    from clusterbench_gui.reports.offers.internal import internal_paper  # noqa: PLC0415 - reportlab and matplotlib, only here

    yield (
        f"{_prefix(offered)}-internal-{words.language}.pdf",
        internal_paper(internal_offer(offered, price=price), words),
    )


def _customers(offered: Offered, words: Texts, *, names: bool, price: float | None) -> Iterator[File]:
    from clusterbench_gui.reports.offers.customer import customer_paper  # noqa: PLC0415 - likewise

    offers = customer_offers(offered, words, names=names, price=price)
    if price is not None and len(offers) > 1:
        raise ProblemError(problem("offer-price-whose", count=len(offers)))
    taken: set[str] = set()
    for one in offers:
        codes = "-".join(safe_code(order.code) for order in one.orders)[:_LONGEST]
        yield _apart(f"{_outside(offered)}-offer-{codes}", words, taken), customer_paper(one, words)


def _packages(offered: Offered, words: Texts) -> Iterator[File]:
    from clusterbench_gui.reports.offers.package import package_paper  # noqa: PLC0415 - likewise

    taken: set[str] = set()
    for one in work_packages(offered, words):
        parts = (_outside(offered), "package", safe_code(one.code)[:_LONGEST], slug_of(one.firm))
        yield _apart("-".join(part for part in parts if part), words, taken), package_paper(one, words)


def _tables(offered: Offered, words: Texts) -> Iterator[File]:
    from clusterbench_gui.exchange.networks.variant_files import csv_of, workbook_of  # noqa: PLC0415 - likewise

    made = variant_tables(offered.book, offered.variant, words)
    mark = (words.t("Confidential"), words.t("trade secrets of the members"))
    notices = [": ".join(mark), *([words.t("Invented data")] if offered.head.invented else [])]
    said, prefix = " · ".join(notices), f"{_prefix(offered)}-confidential"
    title = ", ".join(offered.variant.orders)
    yield f"{prefix}-{words.language}.xlsx", workbook_of(made, title, said, offered.head.made)
    row_mark = (mark[0], " · ".join([mark[1], *notices[1:]]))
    for table in made:
        name = f"{prefix}-{table.id}-{words.language}.csv"
        yield name, csv_of(table, row_mark, comma=words.language == "pl")


def _prefix(offered: Offered) -> str:
    """How all files of a variant begin: by its number, else by its orders."""
    if offered.head.number is not None:
        return f"variant-{offered.head.number}"
    return "-".join(["variant", *map(safe_code, offered.variant.orders)])[:_LONGEST]


def _outside(offered: Offered) -> str:
    """The same for papers that leave the cluster: orders of others are not told by the name of a file."""
    return "variant" if offered.head.number is None else _prefix(offered)


def _apart(name: str, words: Texts, taken: set[str]) -> str:
    """A file's name that no other of the call has, in letters of any case."""
    number, made = 1, name
    while made.lower() in taken:
        number += 1
        made = f"{name}-{number}"
    taken.add(made.lower())
    return f"{made}-{words.language}.pdf"
