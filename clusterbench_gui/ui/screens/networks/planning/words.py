"""Planning in words: steps of the ladder, how sure a variant is, what breaks when work is moved."""

import math
from dataclasses import dataclass

from clusterbench_gui.app.planning.bench import Moved
from clusterbench_gui.app.planning.breaking import Broken
from clusterbench_gui.app.planning.robust import Robustness
from clusterbench_gui.app.planning.verdicts import Rung, Sign
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import KeptVariant, Proof, Standing, Variant
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.support.texts import DASH, MINUS, NO_BREAK_SPACE, Texts
from clusterbench_gui.ui.screens.networks.planning.shelf import Listed

_NAMED = 3
"""Operations that a sentence names."""


@dataclass(frozen=True, slots=True)
class Said:
    """A step in words: what it is called, a word for its sign, what was found, and the number."""

    title: str
    sign: str
    sentence: str
    number: str


def money(value: float, texts: Texts) -> str:
    """Whole PLN."""
    return texts.t("{amount} PLN", amount=texts.number(value, 0)).replace(" ", NO_BREAK_SPACE)


def percent(share: float, texts: Texts, decimals: int = 0) -> str:
    """A share as a per cent."""
    return f"{texts.number(100 * share, decimals)}{NO_BREAK_SPACE}%"


def rung_said(rung: Rung, texts: Texts) -> Said:
    """A step of the ladder."""
    title = {
        Step.COMPETENCE: texts.t("Competence"),
        Step.HOURS: texts.t("Free hours"),
        Step.TIME: texts.t("Time"),
        Step.COST: texts.t("Cost"),
        Step.RELIABILITY: texts.t("Reliability"),
        Step.PARTNERS: texts.t("Partners"),
        Step.SCHEDULE: texts.t("Joint schedule"),
    }[rung.step]
    if rung.sign is Sign.OPEN:
        open_ = (
            texts.t("Whether all of it fits together is searched with the button below.")
            if rung.step is Step.SCHEDULE
            else texts.t("Looked at when the steps above hold.")
        )
        return Said(title, sign_word(rung.sign, texts), open_, "")
    sentence, number = _SAYERS[rung.step](rung, texts)
    return Said(title, sign_word(rung.sign, texts), sentence, number)


def sign_word(sign: Sign, texts: Texts) -> str:
    """A sign in a word, for whoever cannot see its colour."""
    return {
        Sign.OK: texts.c("step of the ladder", "holds"),
        Sign.WARN: texts.c("step of the ladder", "tight"),
        Sign.BAD: texts.c("step of the ladder", "does not hold"),
        Sign.OPEN: texts.c("step of the ladder", "not yet known"),
    }[sign]


def _competence(rung: Rung, texts: Texts) -> tuple[str, str]:
    number = f"{texts.number(rung.needed, 0)}/{texts.number(rung.allowed, 0)}"
    if rung.sign is Sign.BAD:
        return texts.t("Nobody can do: {names}.", names=named(rung.about, texts)), number
    return texts.t("Each operation has somebody who can do it."), number


def _hours(rung: Rung, texts: Texts) -> tuple[str, str]:
    if rung.needed is None:
        return texts.t("No operation takes hours of a resource."), ""
    number = texts.t(
        "{needed} of {free} h", needed=texts.number(rung.needed, 0), free=texts.number(rung.allowed, 0)
    ).replace(" ", NO_BREAK_SPACE)
    names = named(rung.about, texts)
    if rung.sign is Sign.BAD:
        missing = texts.number(rung.needed - (rung.allowed or 0), 0)
        return texts.t("{missing} h are missing for: {names}.", missing=missing, names=names), number
    return texts.t("Scarcest for: {names}.", names=names), number


def _time(rung: Rung, texts: Texts) -> tuple[str, str]:
    if rung.needed is None:
        return texts.t("It cannot be done before the last day that is looked at."), DASH
    number = earliest = texts.date(rung.day) if rung.day else DASH
    if rung.latest is None:
        return texts.t("Earliest delivery {day}; no due date is set.", day=earliest), number
    if rung.sign is Sign.BAD:
        late = int(rung.needed) - int(rung.allowed or 0)
        sentence = texts.n(
            "Earliest delivery {day}: {n} working day too late.",
            "Earliest delivery {day}: {n} working days too late.",
            late,
            day=earliest,
        )
        return sentence, number
    return texts.t("Earliest delivery {day}, due {due}.", day=earliest, due=texts.date(rung.latest)), number


def _cost(rung: Rung, texts: Texts) -> tuple[str, str]:
    if rung.needed is None:
        return texts.t("No plan is cheap enough in time."), DASH
    number = money(rung.needed, texts)
    if rung.allowed is None:
        return texts.t("At least this much; no budget is set."), number
    if rung.sign is Sign.BAD:
        over = money(rung.needed - rung.allowed, texts)
        return texts.t("At least this much: {over} over the budget.", over=over), number
    return texts.t("At least this much, of {budget}.", budget=money(rung.allowed, texts)), number


def _reliability(rung: Rung, texts: Texts) -> tuple[str, str]:
    if rung.needed is None:
        return texts.t("Nothing is known of the firms' reliability."), ""
    number = percent(rung.needed / 100, texts, 1)
    if rung.allowed is None:
        return texts.t("At most this much; no limit is set."), number
    wanted = percent(rung.allowed / 100, texts)
    if rung.sign is Sign.BAD:
        return texts.t(
            "At most this much, wanted {wanted}: {names}.", wanted=wanted, names=named(rung.about, texts)
        ), number
    return texts.t("At most this much, wanted {wanted}.", wanted=wanted), number


def _partners(rung: Rung, texts: Texts) -> tuple[str, str]:
    number = texts.n("{n} firm", "{n} firms", int(rung.needed or 0))
    if rung.allowed is None:
        return texts.t("At least this many; no limit is set."), number
    most = texts.number(rung.allowed, 0)
    if rung.sign is Sign.BAD:
        return texts.t(
            "At least this many, allowed {most}: {names}.", most=most, names=named(rung.about, texts)
        ), number
    return texts.t("At least this many, allowed {most}.", most=most), number


def _schedule(rung: Rung, texts: Texts) -> tuple[str, str]:
    if rung.sign is Sign.BAD:
        return texts.t("Impossible together: the reasons stand on the right."), ""
    if rung.sign is Sign.WARN:
        return texts.t("Not found in the time. Please search longer."), ""
    count = int(rung.needed or 0)
    return texts.t("All of it fits together."), texts.n("{n} variant", "{n} variants", count)


_SAYERS = {
    Step.COMPETENCE: _competence,
    Step.HOURS: _hours,
    Step.TIME: _time,
    Step.COST: _cost,
    Step.RELIABILITY: _reliability,
    Step.PARTNERS: _partners,
    Step.SCHEDULE: _schedule,
}


def named(names: tuple[str, ...], texts: Texts) -> str:
    """Some names in a row, no more than a few."""
    shown = ", ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return shown if rest <= 0 else texts.n("{names} and {n} more", "{names} and {n} more", rest, names=shown)


def proof_word(proof: Proof, texts: Texts) -> str:
    """How sure it is that nothing better exists."""
    if proof.status is Status.OPTIMAL:
        return texts.t("optimal (proved)")
    if proof.gap is None:
        return texts.t("best found")
    return texts.t("best found, gap ≤ {gap}", gap=gap_word(proof.gap, texts))


def gap_word(gap: float, texts: Texts) -> str:
    """By how much anything could be better at most: rounded up, for less is not known."""
    return percent(math.ceil(round(gap * 1000, 6)) / 1000, texts, 1)


def sure_word(variant: Variant, texts: Texts) -> str:
    """How a variant came about, and how sure it is."""
    return texts.t("moved by hand, checked") if variant.by_hand else proof_word(variant.proof, texts)


def standing_word(standing: Standing, number: int, texts: Texts) -> str:
    """Where a kept variant stands."""
    word = {
        Standing.PROPOSED: texts.c("variant", "kept"),
        Standing.COMMITTED: texts.c("variant", "committed"),
        Standing.WITHDRAWN: texts.c("variant", "withdrawn"),
    }[standing]
    return texts.t("No. {number}, {word}", number=number, word=word)


def kept_word(kept: KeptVariant, texts: Texts) -> str:
    """Which kept variant it is, of which orders, and where it stands."""
    standing = standing_word(kept.standing, kept.number, texts)
    return f"{', '.join(kept.variant.orders)}: {standing}"


def status_sentence(status: Status, texts: Texts) -> str:
    """What a search came to that found nothing."""
    if status is Status.IMPOSSIBLE:
        return texts.t("Impossible under these limits.")
    return texts.t("Not found in the time. A longer search may find a plan; nothing says that there is none.")


def listed_word(one: Listed, texts: Texts) -> str:
    """What a variant is called in a choice."""
    name = kept_word(one.kept, texts) if one.kept is not None else one.why
    figures = f"{texts.date(one.variant.finish)}, {money(one.variant.cost.all, texts)}"
    return f"{figures} ({name})" if name else figures


def signed(value: float, texts: Texts, decimals: int = 0) -> str:
    """A difference with its sign."""
    sign = "+" if value > 0 else MINUS if value < 0 else "±"
    return f"{sign}{texts.number(abs(value), decimals)}"


def futures_said(found: Robustness, texts: Texts) -> str:
    """What many disturbed futures of a variant came to."""
    said = []
    count = texts.number(found.count, 0)
    if found.on_time is not None:
        share = percent(found.on_time, texts)
        said.append(texts.t("Of {count} futures {share} are delivered on time.", count=count, share=share))
    if found.half is not None:
        said.append(texts.t("Half are delivered by {day}.", day=texts.date(found.half)))
    if found.nine is not None:
        said.append(texts.t("Nine in ten are delivered by {day}.", day=texts.date(found.nine)))
    else:
        said.append(texts.t("Nine in ten are delivered only after the last day that is looked at."))
    if found.no_dropout is not None:
        said.append(texts.t("No partner fails with a chance of {share}.", share=percent(found.no_dropout, texts)))
    if found.delaying:
        firms = "; ".join(f"{name} ({texts.number(days, 1)})" for name, days in found.delaying)
        said.append(texts.t("Firms that cost most working days on average: {firms}.", firms=firms))
    if found.critical:
        said.append(texts.t("There is no plan without: {names}.", names=named(found.critical, texts)))
    if found.unknown:
        said.append(texts.t("Taken as the middle firm, for lack of data: {names}.", names=named(found.unknown, texts)))
    return "\n".join(said)


def differing(cost: int, days: int, texts: Texts) -> str:
    """How much more or less something costs, in money and working days."""
    price = texts.t("{amount} PLN", amount=signed(cost, texts))
    return f"{price}, {working_days(days, texts)}".replace(" ", NO_BREAK_SPACE).replace(f",{NO_BREAK_SPACE}", ", ")


def working_days(days: int, texts: Texts) -> str:
    """How many working days later or earlier."""
    return texts.n("{days} working day", "{days} working days", abs(days), days=signed(days, texts))


def what_if_word(why: str, before: Variant, found: Variant, texts: Texts) -> str:
    """What a what-if came to, against the variant that it was asked of."""
    return texts.t(
        "{what}: {cost}, delivered on {day} ({difference}).",
        what=why[:1].upper() + why[1:],
        cost=money(found.cost.all, texts),
        day=texts.date(found.finish),
        difference=differing(found.cost.all - before.cost.all, found.finish_slot - before.finish_slot, texts),
    )


def moved_said(moved: Moved, texts: Texts) -> str:
    """What becomes of a variant: what breaks first, then what it costs, unless the firm has no price for it."""
    costs = differing(moved.cost, moved.days, texts)
    if moved.holds:
        return texts.t("It holds: {costs}.", costs=costs)
    said = " ".join(broken_said(one, texts) for one in moved.broken[:_NAMED])
    rest = len(moved.broken) - _NAMED
    more = " " + texts.n("And {n} more.", "And {n} more.", rest) if rest > 0 else ""
    is_priced = all(one.code != "move-unable" for one in moved.broken)
    return f"{said}{more} ({costs})" if is_priced else f"{said}{more}"


def broken_said(broken: Broken, texts: Texts) -> str:
    """A rule that is not kept."""
    day = texts.date(broken.day) if broken.day else DASH
    ready = texts.date(broken.ready) if broken.ready else ""
    name, other = broken.name, broken.other
    match broken.code:
        case "move-unable":
            return texts.t("{firm} has no offer for “{name}”.", firm=other, name=name)
        case "plan-order" if ready:
            return texts.t(
                "“{name}” waits for “{other}”: the goods are there on {ready}.", name=name, other=other, ready=ready
            )
        case "plan-order" | "plan-beyond":
            return texts.t("“{name}” would end beyond the last day that is looked at.", name=name)
        case "plan-overload":
            return texts.t(
                "{name} has {free} free hours on {day}, {load} are needed.",
                name=name,
                free=broken.limit,
                day=day,
                load=broken.value,
            )
        case "plan-term":
            return texts.t("The firm's offer does not hold on {day}.", day=day)
        case "plan-too-late":
            return texts.t("“{name}” would begin too late.", name=name)
        case "plan-too-early":
            return texts.t("“{name}” may not begin before the release of its order.", name=name)
        case _:
            return _rule_said(broken, day, ready, texts)


def _late_said(broken: Broken, day: str, ready: str, texts: Texts) -> str:
    if broken.code == "plan-delivered-beyond":
        return texts.t("Order {name} would be delivered beyond the last day that is looked at.", name=broken.name)
    if broken.day is None:
        return texts.t(
            "Order {name} would be delivered after the last day that is looked at, due {due}.",
            name=broken.name,
            due=ready,
        )
    return texts.t("Order {name} would be delivered on {day}, due {due}.", name=broken.name, day=day, due=ready)


def _rule_said(broken: Broken, day: str, ready: str, texts: Texts) -> str:
    match broken.code:
        case "plan-late" | "plan-delivered-beyond":
            return _late_said(broken, day, ready, texts)
        case "plan-cost":
            return texts.t(
                "Order {name} would cost {cost}, its budget is {budget}.",
                name=broken.name,
                cost=money(broken.value, texts),
                budget=money(broken.limit, texts),
            )
        case "plan-risk":
            return texts.t("The partners of order {name} would not be reliable enough together.", name=broken.name)
        case "plan-partners":
            return texts.n(
                "Order {name} would have {n} partner, allowed {most}.",
                "Order {name} would have {n} partners, allowed {most}.",
                broken.value,
                name=broken.name,
                most=broken.limit,
            )
        case "plan-share":
            return texts.t(
                "{firm} would have {share} of the work of order {name}, allowed {most}.",
                firm=broken.other,
                share=percent(broken.value / 100, texts),
                name=broken.name,
                most=percent(broken.limit / 100, texts),
            )
        case "plan-same-firm":
            return texts.t("“{name}” and “{other}” belong to the same firm.", name=broken.name, other=broken.other)
        case _:
            return texts.t("A rule of the plan is not kept.")
