"""A small book with a plan by hand, and a large invented one with long Polish names."""

from datetime import date, timedelta
from random import Random

from clusterbench_gui.charts.networks.view import View
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import (
    Book,
    Closure,
    ClusterFrame,
    Cost,
    Firm,
    Job,
    Order,
    Proof,
    Resource,
    RouteLink,
    RouteStep,
    Shipment,
    Variant,
)

WEEK = (8, 8, 8, 8, 8, 0, 0)
NAMES = (
    "Zakład Obróbki Skrawaniem i Ślusarstwa Żółkiewski i Synowie Sp. z o.o.",
    "Przedsiębiorstwo Produkcyjno-Handlowe „Łęgowianka” Spółka jawna",
    "Meblarstwo Ćwikła",
    "Lakiernia Proszkowa Świt",
    "Tartak Źródło Sp. k.",
    "Galwanizernia Śląska S.A.",
    "Tapicerstwo Gąska",
    "Hartownia Ostrów",
    "Odlewnia Żeliwa „Kujawy” Spółdzielnia Pracy",
    "Montaż-Serwis Wrzesień",
    "Szkło Hartowane Jaśmin",
    "Transport i Pakowanie Ęlk",
)
TOWNS = (
    (52.41, 16.93), (52.24, 16.36), (51.84, 16.57), (51.65, 17.79), (52.03, 17.29), (52.53, 17.60),
    (51.97, 17.50), (52.08, 17.01), (52.28, 17.35), (52.33, 17.57), (53.15, 16.74), (52.57, 16.96),
)  # fmt: skip
STEPS = (
    "Cięcie płyt",
    "Okleinowanie krawędzi",
    "Wiercenie CNC",
    "Spawanie ram stalowych",
    "Malowanie proszkowe",
    "Montaż końcowy i pakowanie",
)


def frame() -> ClusterFrame:
    return ClusterFrame("Klaster Meblowy „Żubr”", date(2026, 6, 1))


def small() -> View:
    """Two branches cut and weld, then one assembles: three firms, the third of which has no place; ready two days early."""
    firms = (
        Firm("F1", NAMES[2], place=TOWNS[0]),
        Firm("F2", NAMES[3], place=TOWNS[3]),
        Firm("F3", NAMES[9]),
        Firm("F4", NAMES[4], place=TOWNS[4]),
    )
    resources = (
        Resource("R1", "F1", "cut", WEEK, "Piły panelowe"),
        Resource("R2", "F2", "weld", WEEK, "Spawalnia"),
        Resource("R3", "F3", "join", WEEK, "Montownia"),
    )
    steps = tuple(
        RouteStep("stół", code, code, name) for code, name in (("10", STEPS[0]), ("20", STEPS[3]), ("30", STEPS[5]))
    )
    links = (RouteLink("stół", "10", "30"), RouteLink("stół", "20", "30"))
    order = Order("Z1", "stół", 40, "Biuro Źródła Sp. z o.o.", due=date(2026, 6, 17), price=9000, place=(51.1, 17.03))
    book = Book(
        frame(),
        firms,
        resources,
        (),
        (Closure(date(2026, 6, 4), date(2026, 6, 4), note="Boże Ciało"),),
        (),
        (),
        steps,
        links,
        (order,),
    )
    jobs = (
        Job("Z1", "10", "", "F1", "R1", "cut", date(2026, 6, 1), date(2026, 6, 3), 0, 3, 6, 1800),
        Job("Z1", "20", "", "F2", "R2", "weld", date(2026, 6, 2), date(2026, 6, 8), 1, 5, 4, 2500),
        Job("Z1", "30", "", "F3", "R3", "join", date(2026, 6, 10), date(2026, 6, 12), 6, 9, 8, 2400),
    )
    shipments = (
        Shipment("Z1", "F1", "F3", "10", "30", date(2026, 6, 3), date(2026, 6, 5), 1, 120, 110.0),
        Shipment("Z1", "F2", "F3", "20", "30", date(2026, 6, 8), date(2026, 6, 9), 1, 150, 62.0),
        Shipment("Z1", "F3", "", "30", "", date(2026, 6, 12), date(2026, 6, 15), 1, 200, 140.0),
    )
    proof = Proof(Status.OPTIMAL, 7170, 0.0)
    variant = Variant(("Z1",), jobs, shipments, date(2026, 6, 15), 10, Cost(6700, 470, 0), 0.91, proof)
    return View(book, variant, invented=True)


def days_from(count: int, first: date = date(2026, 6, 1)) -> list[date]:
    found, day = [], first
    while len(found) < count:
        if day.weekday() < 5:
            found.append(day)
        day += timedelta(days=1)
    return found


def large(operations: int = 30, *, seed: int = 7, depth: int = 9) -> View:
    """A route of many operations in branches that join, at twelve firms with long names."""
    random, days = Random(seed), days_from(200)
    firms = tuple(
        Firm(f"F{n + 1}", name, place=town, on_time=0.9)
        for n, (name, town) in enumerate(zip(NAMES, TOWNS, strict=True))
    )
    resources = tuple(
        Resource(f"R{n + 1}", f"F{n + 1}", f"T{n % 6}", WEEK, f"Gniazdo {STEPS[n % 6].lower()}") for n in range(12)
    )
    codes = [f"{10 * (n + 1)}" for n in range(operations)]
    steps = tuple(RouteStep("szafa", code, f"T{n % 6}", f"{STEPS[n % 6]} {n + 1}") for n, code in enumerate(codes))
    layer = {code: min(n * depth // operations, depth - 1) for n, code in enumerate(codes)}
    links = []
    for code in codes[:-1]:
        later = [one for one in codes if layer[one] == layer[code] + 1] or [codes[-1]]
        links += [
            RouteLink("szafa", code, one)
            for one in random.sample(later, 1 + (random.random() < 0.2 and len(later) > 1))
            if one != code
        ]
    jobs, shipments, end = [], [], {}
    firm = {code: random.randrange(12) for code in codes}
    for n, code in enumerate(codes):
        before = [one.before for one in links if one.after == code]
        start = max((end[one] + (firm[one] != firm[code]) for one in before), default=random.randrange(4))
        length = random.randint(1, 6)
        end[code] = start + length
        jobs.append(
            Job(
                "Z9",
                code,
                f"{STEPS[n % 6]} {n + 1}",
                f"F{firm[code] + 1}",
                f"R{firm[code] + 1}",
                "T",
                days[start],
                days[end[code] - 1],
                start,
                end[code],
                random.choice([2, 4, 8]),
                random.randint(400, 4000),
            )
        )
        shipments += [
            Shipment(
                "Z9",
                f"F{firm[one] + 1}",
                f"F{firm[code] + 1}",
                one,
                code,
                days[end[one]],
                days[end[one]],
                1,
                random.randint(60, 300),
                80.0,
            )
            for one in before
            if firm[one] != firm[code]
        ]
    finish = days[end[codes[-1]]]
    shipments.append(Shipment("Z9", f"F{firm[codes[-1]] + 1}", "", codes[-1], "", finish, finish, 1, 250, 95.0))
    order = Order(
        "Z9",
        "szafa",
        25,
        "Hotel „Śnieżka” Karpacz",
        due=days[end[codes[-1]] - 3],
        due_is_soft=True,
        penalty_per_day=100,
        place=(50.78, 15.75),
    )
    cost = Cost(sum(one.cost for one in jobs), sum(one.cost for one in shipments), 400)
    proof = Proof(Status.FOUND, cost.all - 800, 800 / cost.all)
    book = Book(frame(), firms, resources, (), (), (), (), steps, tuple(links), (order,))
    return View(
        book,
        Variant(("Z9",), tuple(jobs), tuple(shipments), finish, end[codes[-1]] + 1, cost, 0.83, proof),
        invented=True,
    )


def free_hours(view: View, *others: Variant) -> dict[str, dict[date, int]]:
    """Free hours of every resource by chance, never less than what the plan and others take."""
    random, found = Random(3), {}
    for one in view.book.resources:
        hours = {day: random.choice([4, 8, 8, 8, 16]) for day in days_from(140)}
        for job in (job for variant in (view.variant, *others) for job in variant.jobs if job.resource == one.code):
            for day, amount in hours.items():
                if job.first <= day <= job.last:
                    hours[day] = amount + job.hours_per_day
        found[one.code] = hours
    return found
