"""The demonstration cluster of planning: invented furniture and metal firms of one region, as the tables in resources/networks/demo.

    python scripts/build_network_demo.py [--check]

Equal runs give equal tables; `--check` writes nothing and fails where they are not current. Names, figures and orders are invented; towns are real.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from clusterbench_gui.domain.sheets import SHEET, Row, Sheets
from clusterbench_gui.exchange.networks.folders import folder_of

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "networks" / "demo"
SEED = 2012
START = date(2026, 9, 7)

TOWNS = {
    "Leszno": (51.8419, 16.5749), "Kościan": (52.0863, 16.6450), "Wolsztyn": (52.1150, 16.1170),
    "Gostyń": (51.8796, 17.0123), "Śmigiel": (52.0130, 16.5260), "Rawicz": (51.6094, 16.8586),
    "Grodzisk": (52.2275, 16.3656), "Nowy Tomyśl": (52.3180, 16.1290), "Krobia": (51.7756, 16.9869),
    "Przemęt": (52.0120, 16.3010), "Święciechowa": (51.8650, 16.4960), "Rydzyna": (51.7860, 16.6660),
    "Wschowa": (51.8060, 16.3160), "Krzywiń": (51.9610, 16.8210), "Czempiń": (52.1430, 16.7630),
    "Osieczna": (51.9050, 16.6780), "Włoszakowice": (51.9330, 16.3680), "Siedlec": (52.1650, 16.0060),
    "Zbąszyń": (52.2520, 15.9180), "Sława": (51.8780, 16.0710), "Śrem": (52.0880, 17.0150),
    "Góra": (51.6660, 16.5400), "Poniec": (51.7640, 16.8060), "Rakoniewice": (52.1410, 16.2740),
}  # fmt: skip

CUT, CNC, EDGE, SAND, PAINT, SEAT = (
    "rozkrój",
    "obróbka CNC",
    "okleinowanie",
    "szlifowanie",
    "lakierowanie",
    "tapicerowanie",
)
LASER, BEND, WELD, POWDER, FIT, BUY = (
    "cięcie laserowe",
    "gięcie blach",
    "spawanie",
    "malowanie proszkowe",
    "montaż",
    "zakup okuć",
)

WORK = {
    CUT: ("Piła panelowa", 3.0, 95, 0.5, 2.0), CNC: ("Centrum CNC", 4.0, 140, 1.0, 1.5),
    EDGE: ("Okleiniarka", 1.6, 110, 0.5, 2.0), SAND: ("Szlifierka szerokotaśmowa", 5.0, 80, 0.5, 1.0),
    PAINT: ("Linia lakiernicza", 7.0, 120, 1.5, 4.0), SEAT: ("Stanowiska tapicerskie", 26.0, 78, 0.5, 2.0),
    LASER: ("Wycinarka laserowa", 1.1, 230, 0.5, 1.5), BEND: ("Prasa krawędziowa", 0.8, 150, 1.0, 1.0),
    WELD: ("Stanowiska spawalnicze", 3.5, 105, 1.0, 2.5), POWDER: ("Malarnia proszkowa", 5.0, 115, 1.5, 2.0),
    FIT: ("Hala montażu", 14.0, 72, 1.0, 0.5),
}  # fmt: skip
"""Machine, minutes for a unit, PLN for an hour, hours of setup, per cent of scrap."""

KINDS = (
    ("Stolarnia", (CUT, CNC, EDGE, SAND), (3, 4), "FSC", 11),
    ("Fabryka Mebli", (CUT, CNC, EDGE, SAND, PAINT, FIT), (4, 6), "FSC", 8),
    ("Lakiernia", (SAND, PAINT), (2, 2), "", 6),
    ("Tapicernia", (SEAT, FIT, CUT), (1, 3), "", 7),
    ("Zakład Ślusarski", (WELD, LASER, BEND), (2, 3), "EN 1090-2", 9),
    ("Konstrukcje Stalowe", (LASER, BEND, WELD, POWDER, FIT), (3, 5), "EN 1090-2", 8),
    ("Malarnia Proszkowa", (POWDER,), (1, 1), "", 5),
    ("Montaż Mebli", (FIT, EDGE), (2, 2), "", 4),
    ("Hurtownia Okuć", (BUY,), (1, 1), "", 2),
)
"""What firms are called, what they may have, how many resources, a certificate of many of them, how many firms."""

NAMES = """
Wolniak Maćkowiak Ratajczak Skrzypczak Kaźmierczak Nowaczyk Andrzejak Przybylski Jankowiak Szymkowiak Matuszak Walkowiak
Bartkowiak Stachowiak Pawlicki Rzepecki Kubiak Dudziak Łakomy Żurek Gbiorczyk Tomczak Olejniczak Frąckowiak Banaszak
Ciesielski Grześkowiak Hałas Idziak Józefiak Klupś Lisiecki Majorek Naskręt Owsianny Piotrowiak Roszak Śliwa Talarczyk
Urbaniak Wawrzyniak Zieliński Adamczak Borowiak Cwojdziński Dopierała Fabisiak Gierczyk Hoffmann Jarmuż Kaczmarek
Ławniczak Michalak Nadolny Orzechowski Poprawa Rybarczyk Szudra Twardowski Wojciechowski
"""
"""Common in the region; the firms are not there."""

Step = tuple[str, str, str, float, float, str]
"""Code, technology, name, units for a product, kg of a unit, the operation that waits for it."""


def board(part: str, first: int, area: float, target: str, *, edges: bool = True) -> list[Step]:
    """A part of board: cut, drilled, its edges covered."""
    steps = [
        (f"{first}", CUT, f"Rozkrój: {part}", area, 9.0, f"{first + 1}"),
        (f"{first + 1}", CNC, f"Wiercenie: {part}", round(area * 1.5, 1), 6.0, f"{first + 2}" if edges else target),
    ]
    return (
        [*steps, (f"{first + 2}", EDGE, f"Okleinowanie: {part}", round(area * 3, 1), 3.0, target)] if edges else steps
    )


def wood(part: str, first: int, area: float, target: str, *, cut: bool = True) -> list[Step]:
    """A part of solid wood: milled, sanded, lacquered."""
    steps = [(f"{first}", CUT, f"Rozkrój: {part}", area, 11.0, f"{first + 1}")] if cut else []
    return [
        *steps,
        (f"{first + 1}", CNC, f"Frezowanie: {part}", round(area * 2, 1), 5.0, f"{first + 2}"),
        (f"{first + 2}", SAND, f"Szlifowanie: {part}", area, 10.0, f"{first + 3}"),
        (f"{first + 3}", PAINT, f"Lakierowanie: {part}", area, 10.0, target),
    ]


def steel(part: str, first: int, size: float, target: str, *, bent: bool = True) -> list[Step]:
    """A part of steel: cut, bent, welded, powder-coated."""
    bend = [(f"{first + 1}", BEND, f"Gięcie: {part}", round(size * 4, 1), 1.5, f"{first + 2}")] if bent else []
    return [
        (f"{first}", LASER, f"Cięcie: {part}", round(size * 5, 1), 1.4, f"{first + 1 if bent else first + 2}"),
        *bend,
        (f"{first + 2}", WELD, f"Spawanie: {part}", round(size * 3, 1), 2.4, f"{first + 3}"),
        (f"{first + 3}", POWDER, f"Malowanie: {part}", size, 7.5, target),
    ]


def seat(code: int, name: str, units: float, target: str) -> list[Step]:
    """Something upholstered."""
    return [(f"{code}", SEAT, name, units, 4.0, target)]


def fit(code: int, name: str, units: float, target: str = "") -> list[Step]:
    """Parts put together."""
    return [(f"{code}", FIT, name, units, 15.0, target)]


def buy(code: int, target: str) -> list[Step]:
    """Hardware bought."""
    return [(f"{code}", BUY, "Zakup okuć i łączników", 1, 0.5, target)]


ROUTES: dict[str, list[Step]] = {
    "KRZESŁO-DREWNIANE": [*wood("nogi i rama", 10, 0.5, "90"), *wood("siedzisko", 20, 0.2, "90", cut=False), *fit(90, "Montaż krzesła", 0.6)],
    "KRZESŁO-TAPICEROWANE": [*wood("nogi i rama", 10, 0.5, "90"), *board("płyta siedziska", 20, 0.2, "30", edges=False), *seat(30, "Tapicerowanie siedziska i oparcia", 1, "90"), *fit(90, "Montaż krzesła", 0.7)],
    "STÓŁ-ROZKŁADANY": [*wood("blat", 10, 1.6, "90"), *wood("nogi", 20, 0.7, "90"), *buy(40, "90"), *fit(90, "Montaż stołu", 2)],
    "STÓŁ-KONFERENCYJNY": [*board("blat", 10, 3.2, "90"), *steel("stelaż", 20, 1.8, "90"), *board("maskownica", 30, 1.1, "90"), *buy(40, "90"), *fit(90, "Montaż stołu", 3)],
    "SZAFA-PRZESUWNA": [*board("korpus", 10, 6.5, "90"), *board("półki", 20, 3.0, "90"), *wood("drzwi", 30, 3.6, "90"), *buy(40, "90"), *fit(90, "Montaż próbny i pakowanie", 4)],
    "SZAFA-METALOWA": [*steel("korpus", 10, 4.2, "90"), *steel("drzwi", 20, 1.9, "90", bent=False), *buy(40, "90"), *fit(90, "Montaż szafy", 2)],
    "RAMA-STALOWA": [("10", LASER, "Cięcie profili", 6.0, 1.6, "30"), ("20", LASER, "Cięcie blach węzłowych", 3.0, 0.8, "25"), ("25", BEND, "Gięcie blach węzłowych", 6.0, 0.4, "30"), ("30", WELD, "Spawanie ramy", 9.0, 2.5, "40"), ("40", POWDER, "Malowanie ramy", 3.2, 6.0, "50"), ("50", FIT, "Kontrola i pakowanie", 0.5, 45.0, "")],
    "BALUSTRADA": [("10", LASER, "Cięcie słupków", 4.0, 2.0, "30"), ("15", LASER, "Cięcie wypełnienia", 7.0, 1.1, "20"), ("20", BEND, "Gięcie wypełnienia", 5.0, 1.1, "30"), ("30", WELD, "Spawanie przęseł", 10.0, 2.2, "40"), ("40", POWDER, "Malowanie przęseł", 2.6, 9.0, "60"), *wood("poręcz", 50, 0.4, "60"), ("60", FIT, "Montaż i pakowanie", 1.5, 26.0, "")],
    "STOJAK-EKSPOZYCYJNY": [*steel("stelaż", 10, 0.9, "90"), *board("półki", 20, 0.8, "90"), *fit(90, "Montaż i pakowanie", 0.8)],
    "ŁÓŻKO-TAPICEROWANE": [*board("skrzynia", 10, 3.4, "90"), *board("zagłówek", 20, 1.2, "30", edges=False), *seat(30, "Tapicerowanie zagłówka", 2.5, "90"), *seat(35, "Tapicerowanie boków", 1.5, "90"), *steel("stelaż", 40, 1.3, "90"), *buy(50, "90"), *fit(90, "Montaż próbny i pakowanie", 2.5)],
    "LADA-RECEPCYJNA": [*board("korpus", 10, 5.5, "80"), *wood("front", 20, 2.4, "80"), *steel("rama", 30, 1.5, "80"), *board("blat", 40, 1.8, "80"), *wood("listwy", 50, 0.6, "85", cut=False), *seat(60, "Tapicerowanie paneli", 1, "85"), *buy(70, "80"), *fit(80, "Montaż lady", 4, "85"), *fit(85, "Wykończenie i pakowanie", 2)],
    "WYPOSAŻENIE-SALI": [*board("blaty stołów", 10, 14, "140"), *steel("stelaże stołów", 20, 9, "140"), *board("korpusy szaf", 30, 18, "150"), *wood("fronty szaf", 40, 9, "150"), *wood("ramy krzeseł", 50, 6, "160"), *board("siedziska", 60, 3, "65", edges=False), *seat(65, "Tapicerowanie krzeseł", 12, "160"), *steel("wieszaki", 70, 3, "170", bent=False), *buy(80, "150"), *fit(140, "Montaż stołów", 8, "170"), *fit(150, "Montaż szaf", 8, "170"), *fit(160, "Montaż krzeseł", 7, "170"), *fit(170, "Kompletowanie", 4, "180"), *fit(180, "Kontrola i pakowanie", 2)],
}  # fmt: skip
PORTIONS = {("WYPOSAŻENIE-SALI", "65"): 2, ("STOJAK-EKSPOZYCYJNY", "12"): 2, ("KRZESŁO-TAPICEROWANE", "30"): 2}
SAME_FIRM = {("BALUSTRADA", "20"): "15", ("RAMA-STALOWA", "25"): "20", ("LADA-RECEPCYJNA", "85"): "80"}
PAUSES = {("LADA-RECEPCYJNA", "23"): 1, ("STÓŁ-ROZKŁADANY", "13"): 1, ("WYPOSAŻENIE-SALI", "43"): 1}
"""Days to dry."""

POZNAN, WROCLAW, ZIELONA_GORA, BERLIN = (52.4064, 16.9252), (51.1079, 17.0385), (51.9356, 15.5062), (52.52, 13.405)
ORDERS = (
    {"code": "Z-01", "product": "KRZESŁO-TAPICEROWANE", "customer": "Hotel Nad Wartą", "quantity": 240, "due": 46, "price": 24_000, "place": POZNAN},
    {"code": "Z-02", "product": "STÓŁ-KONFERENCYJNY", "customer": "Biura Przy Moście", "quantity": 60, "due": 42, "budget": 20_500, "price": 25_000, "place": WROCLAW},
    {"code": "Z-03", "product": "BALUSTRADA", "customer": "Osiedle Słoneczne", "quantity": 180, "due": 32, "soft": True, "penalty": 400, "price": 43_000, "place": POZNAN},
    {"code": "Z-04", "product": "RAMA-STALOWA", "customer": "Hale Lubuskie", "quantity": 120, "release": 7, "due": 36, "price": 22_500, "place": ZIELONA_GORA},
    {"code": "Z-05", "product": "SZAFA-PRZESUWNA", "customer": "Mieszkania pod Klucz", "quantity": 150, "due": 25, "price": 96_000, "place": POZNAN},
    {"code": "Z-06", "product": "STOJAK-EKSPOZYCYJNY", "customer": "Sklepy Przy Rynku", "quantity": 500, "due": 60, "reliability": 75, "price": 52_000, "place": BERLIN},
    {"code": "Z-07", "product": "WYPOSAŻENIE-SALI", "customer": "Centrum Szkoleń", "quantity": 10, "release": 14, "due": 95, "partners": 9, "price": 46_000, "place": BERLIN},
    {"code": "Z-08", "product": "LADA-RECEPCYJNA", "customer": "Przychodnia Zdrowie", "quantity": 24, "due": 53, "price": 22_500, "place": WROCLAW},
)  # fmt: skip
"""Days of release and due date are counted from the start."""


def sheets() -> Sheets:
    """All tables of the cluster."""
    chance = random.Random(SEED)  # noqa: S311 - invents, hides nothing
    firms, resources, rates = _firms(chance)
    return {
        "cluster": (row("cluster", name="Klaster Meblowo-Metalowy Ziemi Leszczyńskiej (wymyślony)", start=START, days=120, week="1 1 1 1 1 0 0", holidays="pl", near_km=45, road_factor=1.3, shipment_price=90, km_price=2.8),),
        "firms": tuple(firms),
        "resources": tuple(resources),
        "windows": tuple(_windows(chance, resources)),
        "closures": tuple(_closures(chance, firms)),
        "rates": tuple(rates),
        "ways": tuple(_ways(chance, firms)),
        "operations": tuple(_operations()),
        "links": tuple(row("links", product=product, before=code, after=after, days=PAUSES.get((product, code), "")) for product, steps in ROUTES.items() for code, *_, after in steps if after),
        "orders": tuple(_orders()),
    }  # fmt: skip


def row(sheet: str, **values: object) -> Row:
    """A row by the columns that it has."""
    columns = [column.id for column in SHEET[sheet].columns]
    if unknown := set(values) - set(columns):
        raise ValueError(unknown)
    return tuple(str(values.get(name, "")) for name in columns)


def _firms(chance: random.Random) -> tuple[list[Row], list[Row], list[Row]]:
    firms, resources, rates = [], [], []
    names, towns = NAMES.split(), list(TOWNS)
    chance.shuffle(names)
    for kind, technologies, (fewest, most), certificate, count in KINDS:
        for _ in range(count):
            code = f"F{len(firms) + 1:02}"
            town = towns[(len(firms) * 7 + chance.randrange(3)) % len(towns)]
            latitude, longitude = (round(one + chance.uniform(-0.02, 0.02), 4) for one in TOWNS[town])
            held = [one for one, share in (("ISO 9001", 0.45), (certificate, 0.7)) if one and chance.random() < share]
            size = chance.choices(("micro", "small", "medium"), (3, 5, 2))[0]
            limit = chance.choice((60, 70)) if size == "micro" and chance.random() < 0.4 else ""
            firms.append(row("firms", code=code, name=f"{kind} {names[len(firms)]}, {town}", size=size, latitude=latitude, longitude=longitude, on_time=chance.randint(93, 99), dropout=chance.randint(1, 2), certificates=", ".join(held), most_share=limit, active="no" if code == "F50" else "yes"))  # fmt: skip
            others = chance.sample(technologies[1:], chance.randint(fewest, most) - 1)
            for technology in (technologies[0], *sorted(others, key=technologies.index)):
                _resource(chance, (code, size), technology, resources, rates)
    return firms, resources, rates


def _resource(
    chance: random.Random, firm: tuple[str, str], technology: str, resources: list[Row], rates: list[Row]
) -> None:
    code = f"{firm[0]}-{sum(one[1] == firm[0] for one in resources) + 1}"
    if technology == BUY:
        resources.append(row("resources", code=code, firm=firm[0], technology=BUY, name="Magazyn okuć", week=8))
        rates.append(
            row(
                "rates",
                resource=code,
                technology=BUY,
                days=chance.choice((3, 4)),
                price_per_unit=chance.choice((18, 21)),
                setup_price=60,
            )
        )
        return
    machine, minutes, price, setup, scrap = WORK[technology]
    stations = {"micro": 1, "small": chance.choice((1, 2)), "medium": chance.choice((2, 3))}[firm[1]]
    hours = stations * chance.choice((4, 5, 6, 8))
    week = f"{hours} {hours} {hours} {hours} {max(hours - 2, 2)} 0 0" if chance.random() < 0.3 else hours
    resources.append(
        row("resources", code=code, firm=firm[0], technology=technology, name=machine, stations=stations, week=week)
    )
    pace = chance.uniform(0.8, 1.3)
    rates.append(
        row(
            "rates",
            resource=code,
            technology=technology,
            setup_hours=round(setup * chance.choice((1, 1, 1.5)), 1),
            minutes_per_unit=round(minutes * pace, 1),
            price_per_hour=5 * round(price * chance.uniform(0.85, 1.15) / pace**0.6 / 5),
            setup_price=chance.choice(("", "", 40, 80)),
            scrap=round(scrap * chance.uniform(0.5, 1.5), 1),
            least_lot=chance.choice((40, 60)) if firm[1] == "medium" and chance.random() < 0.3 else "",
        )
    )  # fmt: skip


def _windows(chance: random.Random, resources: Sequence[Row]) -> Iterator[Row]:
    """Some have sold weeks already, some work longer in a slack month."""
    for one in sorted(chance.sample([one for one in resources if one[2] != BUY], 32)):
        first = START + timedelta(days=7 * chance.randrange(12))
        hours = 0 if chance.random() < 0.6 else int(one[5].split()[0]) + 4 * int(one[4])
        yield row(
            "windows",
            resource=one[0],
            first=first,
            last=first + timedelta(days=7 * chance.choice((1, 2)) - 3),
            hours=hours,
        )


def _closures(chance: random.Random, firms: Sequence[Row]) -> Iterator[Row]:
    yield row("closures", first=START + timedelta(days=46), note="Dzień targów klastra")
    for number, note in enumerate(
        ("Przegląd maszyn", "Inwentaryzacja", "Urlop", "Przeprowadzka hali", "Urlop", "Przegląd maszyn")
    ):
        first = START + timedelta(days=7 * (2 + 2 * number) + chance.randrange(3))
        yield row(
            "closures",
            first=first,
            last=first + timedelta(days=chance.randint(1, 6)),
            firm=firms[7 + 9 * number][0],
            note=note,
        )


def _ways(chance: random.Random, firms: Sequence[Row]) -> Iterator[Row]:
    """Regular runs, cheaper than a shipment of one's own, with what a van takes."""
    for sender, receiver in sorted({tuple(sorted(chance.sample([one[0] for one in firms], 2))) for _ in range(12)}):
        yield row(
            "ways",
            sender=sender,
            receiver=receiver,
            days=1,
            price=chance.choice((45, 60, 75)),
            price_per_kg=0.02,
            vehicle_kg=1200,
        )


def _operations() -> Iterator[Row]:
    for product, steps in ROUTES.items():
        for code, technology, name, units, kg, _after in steps:
            key = product, code
            yield row("operations", product=product, code=code, technology=technology, name=name, units=units, kg_per_unit=kg, portions=PORTIONS.get(key, ""), same_firm_as=SAME_FIRM.get(key, ""))  # fmt: skip


def _orders() -> Iterator[Row]:
    for one in ORDERS:
        values = dict(one)
        days = {name: START + timedelta(days=values[name]) for name in ("release", "due") if name in values}
        latitude, longitude = values.pop("place")
        soft = {"due_is_soft": "yes"} if values.pop("soft", False) else {}
        penalty = {"penalty_per_day": values.pop("penalty")} if "penalty" in values else {}
        yield row("orders", **(values | days | soft | penalty), latitude=latitude, longitude=longitude)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a table is not current")
    check = parser.parse_args(arguments).check
    stale = []
    for name, made in folder_of(sheets()).items():
        path, content = FOLDER / name, made.decode("utf-8-sig").replace("\r\n", "\n").encode()  # as Git keeps texts
        if not path.exists() or path.read_bytes() != content:
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    print("\n".join(stale) or "current")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
