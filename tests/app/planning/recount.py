"""What a variant comes to, counted from the files of the demonstration cluster by plain arithmetic: nothing of the program's own is used but the variant."""

import csv
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from clusterbench_gui.domain.planning import Job, Shipment, Variant

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "networks" / "demo"
HOLIDAYS = {
    *("2026-11-01", "2026-11-11", "2026-12-24", "2026-12-25", "2026-12-26"),
    *("2027-01-01", "2027-01-06", "2027-03-28", "2027-03-29", "2027-05-01", "2027-05-03"),
}
"""Days off by Polish law from September 2026 on, as the calendar on the wall has them."""

Record = Mapping[str, str]


def number(text: str, otherwise: float = 0) -> Fraction:
    return Fraction(text) if text else Fraction(otherwise)


def nearest(amount: Fraction | float) -> int:
    """A half upwards."""
    return math.floor(amount + Fraction(1, 2))


def codes(text: str) -> set[str]:
    return {one.strip() for one in text.replace(";", ",").split(",") if one.strip()}


class Recount:
    """The tables, and what they say."""

    def __init__(self) -> None:
        self.rows = {
            path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
            for path in FOLDER.glob("*.csv")
        }
        self.frame = self.rows["cluster"][0]
        self.firms = {row["code"]: row for row in self.rows["firms"]}
        self.resources = {row["code"]: row for row in self.rows["resources"]}
        self.orders = {row["code"]: row for row in self.rows["orders"]}
        self.days = self._days()

    def _days(self) -> list[date]:
        day, found, week = date.fromisoformat(self.frame["start"]), [], self.frame["week"].split()
        while len(found) < int(self.frame["days"]):
            if week[day.weekday()] != "0" and day.isoformat() not in HOLIDAYS:
                found.append(day)
            day += timedelta(days=1)
        return found

    def free(self, resource: str, day: date) -> int:
        row, when = self.resources[resource], day.isoformat()
        for closure in self.rows["closures"]:
            if closure["firm"] in ("", row["firm"]) and closure["first"] <= when <= (
                closure["last"] or closure["first"]
            ):
                return 0
        for window in self.rows["windows"]:
            if window["resource"] == resource and window["first"] <= when <= window["last"]:
                return int(window["hours"])
        week = row["week"].split()
        if len(week) == 1:
            return int(week[0]) if day.weekday() < 5 else 0
        return int(week[day.weekday()]) if day.weekday() < len(week) else 0

    def steps(self, order: str) -> dict[str, Record]:
        product = self.orders[order]["product"]
        return {row["code"]: row for row in self.rows["operations"] if row["product"] == product}

    def links(self, order: str) -> list[Record]:
        return [row for row in self.rows["links"] if row["product"] == self.orders[order]["product"]]

    def quantity(self, order: str, step: Record) -> Fraction:
        return number(self.orders[order]["quantity"]) * number(step["units"], 1) / number(step["portions"], 1)

    def rate(self, resource: str, technology: str) -> Record:
        (found,) = (row for row in self.rows["rates"] if (row["resource"], row["technology"]) == (resource, technology))
        return found

    def hours(self, rate: Record, quantity: Fraction) -> Fraction:
        whole = 1 - number(rate["scrap"]) / 100
        return number(rate["setup_hours"]) + quantity * number(rate["minutes_per_unit"]) / 60 / whole

    def price(self, rate: Record, quantity: Fraction) -> int:
        by_hour = number(rate["price_per_hour"]) * self.hours(rate, quantity)
        return nearest(number(rate["setup_price"]) + number(rate["price_per_unit"]) * quantity + by_hour)

    def km(self, one: Record, other: Record) -> float:
        """Along the chord and back to the arc, not by the formula of the program."""
        ends = []
        for row in (one, other):
            lat, lon = math.radians(float(row["latitude"])), math.radians(float(row["longitude"]))
            ends.append((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)))
        return 2 * 6371 * math.asin(math.dist(*ends) / 2) * float(self.frame["road_factor"])

    def way(self, sender: str, receiver: str, kg: int) -> tuple[int, int]:
        """Days and price from a firm to another, or to the customer of an order."""
        both = (sender, receiver), (receiver, sender)
        for pair in both if receiver in self.firms else both[:1]:
            for row in self.rows["ways"]:
                if (row["sender"], row["receiver"]) == pair:
                    holds = number(row["vehicle_kg"])
                    trips = max(1, math.ceil(kg / holds)) if holds and receiver in self.firms else 1
                    by_kg = number(row["price_per_kg"]) * kg if receiver in self.firms else 0
                    return int(row["days"]), trips * nearest(number(row["price"])) + math.floor(by_kg)
        km = self.km(self.firms[sender], self.firms.get(receiver) or self.orders[receiver])
        price = float(self.frame["shipment_price"]) + float(self.frame["km_price"]) * km
        return (1 if km <= float(self.frame["near_km"]) else 2), nearest(price)

    def problems(self, variant: Variant) -> list[str]:
        """Everything in which a variant of one order is not what the tables say."""
        (order,) = variant.orders
        wrong = [
            *self._work(order, variant.jobs),
            *self._load(variant.jobs),
            *self._ways(order, variant.jobs, variant.shipments),
        ]
        finish = max(one.arrives for one in variant.shipments if not one.receiver)
        row, late = self.orders[order], 0
        if row["due_is_soft"]:
            over = sum(row["due"] < day.isoformat() <= finish.isoformat() for day in self.days)
            late = over * nearest(number(row["penalty_per_day"]))
        elif row["due"] and finish.isoformat() > row["due"]:
            wrong.append("late")
        work, sent = (sum(one.cost for one in some) for some in (variant.jobs, variant.shipments))
        told = (variant.cost.work, variant.cost.transport, variant.cost.penalty, variant.cost.all, variant.finish)
        if told != (work, sent, late, work + sent + late, finish):
            wrong.append(f"sums {told}")
        if row["budget"] and work + sent + late > number(row["budget"]):
            wrong.append("budget")
        firms = {one.firm for one in variant.jobs}
        if row["partners"] and len(firms) > int(row["partners"]):
            wrong.append("partners")
        sure = math.prod(self.reliability(firm) for firm in firms)
        if not math.isclose(sure, variant.reliability or 0, rel_tol=1e-4 * len(firms)):
            wrong.append(f"reliability {sure} {variant.reliability}")
        if row["reliability"] and sure < float(row["reliability"]) / 100 - 1e-3:
            wrong.append("reliability")
        return wrong

    def reliability(self, firm: str) -> float:
        row = self.firms[firm]
        return float(number(row["on_time"], 100) * (100 - number(row["dropout"]))) / 10_000

    def _work(self, order: str, jobs: Sequence[Job]) -> list[str]:
        wrong, steps = [], self.steps(order)
        wanted = [code for code, step in steps.items() for _ in range(int(step["portions"] or 1))]
        if sorted(wanted) != sorted(one.operation for one in jobs):
            wrong.append("operations")
        for job in jobs:
            step, firm = steps[job.operation], self.firms[job.firm]
            quantity, rate = self.quantity(order, step), self.rate(job.resource, step["technology"])
            days, where = self.days[job.start : job.end], f"{job.operation} {job.resource}"
            hours, length = math.ceil(self.hours(rate, quantity)), job.end - job.start
            pace = math.ceil(Fraction(hours, length))
            allowed = codes(step["only_firms"])
            checks = {
                "resource": self.resources[job.resource]["firm"] == job.firm,
                "active": firm["active"] in ("", "yes"),
                "certificates": codes(self.orders[order]["certificates"]) <= codes(firm["certificates"]),
                "firm": job.firm not in codes(step["barred_firms"]) and (not allowed or job.firm in allowed),
                "lot": number(rate["least_lot"]) <= quantity <= number(rate["most_lot"], 10**9),
                "price": job.cost == self.price(rate, quantity),
                "dates": (job.first, job.last) == (days[0], days[-1]),
                "release": job.first.isoformat() >= self.orders[order]["release"],
                "term": not rate["days"] or (int(rate["days"]), 0) == (length, job.hours_per_day),
                "hours": bool(rate["days"]) or job.hours_per_day == pace,
            }
            wrong += [f"{where}: {name}" for name, holds in checks.items() if not holds]
        return wrong

    def _load(self, jobs: Sequence[Job]) -> list[str]:
        load: dict[tuple[str, date], int] = defaultdict(int)
        for job in jobs:
            for day in self.days[job.start : job.end]:
                load[job.resource, day] += job.hours_per_day
        return [f"load {key}" for key, hours in load.items() if hours > self.free(*key)]

    def _ways(self, order: str, jobs: Sequence[Job], shipments: Sequence[Shipment]) -> list[str]:
        wrong, at = [], defaultdict(list)
        wanted: list[tuple[str, str, str, str, date, date, int, int]] = []
        for job in jobs:
            at[job.operation].append(job)
        steps, links = self.steps(order), self.links(order)
        for link in links:
            step, pairs = steps[link["before"]], len(at[link["before"]]) * len(at[link["after"]])
            kg = nearest(
                number(self.orders[order]["quantity"]) * number(step["units"], 1) * number(step["kg_per_unit"]) / pairs
            )
            for one in at[link["before"]]:
                for other in at[link["after"]]:
                    days, price = (0, 0) if one.firm == other.firm else self.way(one.firm, other.firm, kg)
                    if other.start < one.end + days + int(link["days"] or 0):
                        wrong.append(f"too early {other.operation}")
                    if one.firm != other.firm:
                        when = self.days[one.end - 1], self.days[one.end + days - 1]
                        wanted.append((one.firm, other.firm, one.operation, other.operation, *when, days, price))
        for code in steps.keys() - {link["before"] for link in links}:
            for one in at[code]:
                days, price = self.way(one.firm, order, 0)
                when = self.days[one.end - 1], self.days[one.end + days - 1]
                wanted.append((one.firm, "", one.operation, "", *when, days, price))
        told = [
            (one.sender, one.receiver, one.before, one.after, one.leaves, one.arrives, one.days, one.cost)
            for one in shipments
        ]
        wrong += [f"shipment {one}" for one in set(wanted) ^ set(told)]
        return wrong if len(wanted) == len(told) else [*wrong, "shipments"]
