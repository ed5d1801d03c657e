"""The history of a network in words, and where its variants stand."""

from datetime import datetime

from clusterbench_gui.domain.planning import Happening, KeptVariant, Standing
from clusterbench_gui.exchange.networks.titles import sheet_title
from clusterbench_gui.support.texts import Texts


def happening_words(happening: Happening, texts: Texts) -> str:
    """What happened, as a sentence; a word that this version does not know stays as it is."""
    said = {name: str(value) for name, value in happening.values.items()}
    orders, number = said.get("orders", ""), said.get("number", "")
    match happening.what:
        case "made":
            return texts.t("The network “{title}” was made.", title=said.get("title", ""))
        case "imported":
            return texts.t("Tables were read from a file.")
        case "changed":
            return texts.t("The table “{table}” was changed.", table=sheet_title(texts, said.get("sheet", "")))
        case "planned":
            return texts.t("Variant {number} of {orders} was kept.", number=number, orders=orders)
        case Standing.COMMITTED.value:
            return texts.t("Variant {number} of {orders} was committed.", number=number, orders=orders)
        case Standing.WITHDRAWN.value:
            return texts.t("Variant {number} of {orders} was withdrawn.", number=number, orders=orders)
    return happening.what


def standing_word(standing: Standing, texts: Texts) -> str:
    """Where a variant stands, in a word."""
    return {
        Standing.PROPOSED: texts.c("variant", "kept"),
        Standing.COMMITTED: texts.c("variant", "committed"),
        Standing.WITHDRAWN: texts.c("variant", "withdrawn"),
    }[standing]


def variant_row(kept: KeptVariant, texts: Texts) -> tuple[str, ...]:
    """A kept variant as a row: number, orders, where it stands, when it was made, finish, cost, partners."""
    one = kept.variant
    return (
        str(kept.number),
        ", ".join(one.orders),
        standing_word(kept.standing, texts),
        moment_words(kept.made, texts),
        texts.date(one.finish),
        texts.number(one.cost.all, 0),
        str(len(one.firms)),
    )


def moment_words(moment: str, texts: Texts) -> str:
    """A moment (ISO) as day and minute."""
    when = datetime.fromisoformat(moment)
    return f"{texts.date(when.date())}, {when:%H:%M}"
