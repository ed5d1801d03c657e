"""Rules that a plan moved by hand does not keep, in the names and days of its book: what the checker says by numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from clusterbench_gui.app.planning.verdicts import day_of
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.networks.making.made import Made


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a moved plan does not keep: its code ("plan-order" …), what it is about, and its numbers; days where it has any."""

    code: str
    name: str = ""
    other: str = ""
    day: date | None = None
    ready: date | None = None
    value: int = 0
    limit: int = 0


def broken_of(made: Made, problems: Iterable[Problem]) -> tuple[Broken, ...]:
    """One of each rule and name: a resource that is asked for too much on five days is one sentence."""
    told: dict[tuple[str, str, str], Broken] = {}
    for one in problems:
        broken = _broken(made, one)
        told.setdefault((broken.code, broken.name, broken.other), broken)
    return tuple(told.values())


def _broken(made: Made, wrong: Problem) -> Broken:
    """A problem of the checker, which knows numbers only, in names and days."""
    number = int(wrong.place.name) if wrong.place.name.isdigit() else 0
    values = {key: value for key, value in wrong.values.items() if isinstance(value, int)}
    tell = _TOLD.get(wrong.code)
    return Broken(wrong.code) if tell is None else tell(made, wrong.code, number, values)


def _of_time(made: Made, code: str, place: int, values: Mapping[str, int]) -> Broken:
    names = made.labels.operations
    before = names[values["before"]] if "before" in values else ""
    first = values.get("first", 0)
    ready = made.days[first] if 0 <= first < len(made.days) else None
    return Broken(code, names[place], before, _morning(made, values.get("slot", 0)), ready)


def _of_load(made: Made, code: str, resource: int, values: Mapping[str, int]) -> Broken:
    day = _morning(made, values["slot"])
    if not made.task.has_hours(resource):
        return Broken("plan-term", day=day)
    return Broken(code, made.labels.resources[resource], "", day, None, values["load"], values["free"])


def _of_rule(made: Made, code: str, order: int, values: Mapping[str, int]) -> Broken:
    value, limit = values["value"], values["limit"]
    is_late = code == "plan-late"
    days = (day_of(made, value), day_of(made, limit)) if is_late else (None, None)
    return Broken(code, made.orders[order], "", *days, value, limit)


def _morning(made: Made, slot: int) -> date | None:
    return made.days[slot] if 0 <= slot < len(made.days) else None


def _of_share(made: Made, code: str, order: int, values: Mapping[str, int]) -> Broken:
    return Broken(
        code, made.orders[order], made.labels.firms[values["firm"]], None, None, values["value"], values["limit"]
    )


def _of_pair(made: Made, code: str, place: int, values: Mapping[str, int]) -> Broken:
    return Broken(code, made.labels.operations[place], made.labels.operations[values["other"]])


_TOLD: Mapping[str, Callable[[Made, str, int, Mapping[str, int]], Broken]] = {
    "plan-too-early": _of_time,
    "plan-too-late": _of_time,
    "plan-beyond": _of_time,
    "plan-order": _of_time,
    "plan-overload": _of_load,
    "plan-late": _of_rule,
    "plan-delivered-beyond": _of_rule,
    "plan-cost": _of_rule,
    "plan-risk": _of_rule,
    "plan-partners": _of_rule,
    "plan-share": _of_share,
    "plan-same-firm": _of_pair,
}
