"""Why a variant cannot be offered."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "offer-empty": _("This variant has no work, so there is nothing to offer. Please plan the order first."),
    "offer-withdrawn": _(
        "This variant was withdrawn: its windows may be taken by others. Please commit a variant before you offer it."
    ),
    "offer-price": _("{price} is no price. Please give an amount in PLN, or none to leave it to be agreed."),
    "offer-price-whose": _(
        "The variant has orders of {count} customers, so one price cannot be offered. Please give each order its own price."
    ),
}
