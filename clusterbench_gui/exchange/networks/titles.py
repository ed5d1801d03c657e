"""What sheets, columns and choices of planning are called, and a line on each column: what it is, its unit, what counts where it is empty."""

from collections.abc import Mapping
from dataclasses import replace

from clusterbench_gui.domain.problems import Place, Problem
from clusterbench_gui.domain.sheets import SHEET
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_SHEETS: Mapping[str, str] = {
    "cluster": _("cluster"),
    "firms": _("firm"),
    "resources": _("resource"),
    "windows": _("free hours"),
    "closures": _("calendar exceptions"),
    "rates": _("rate"),
    "ways": _("transport"),
    "operations": _("operation"),
    "links": _("sequence"),
    "orders": _("order"),
}

_CHOICES: Mapping[str, str] = {
    "pl": _("Polish holidays"),
    "none": _("no holidays"),
    "micro": _("micro"),
    "small": _("small"),
    "medium": _("medium"),
    "large": _("large"),
}

_COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "cluster": {
        "name": (_("Name of the cluster"), _("As it stands on offers.")),
        "start": (_("First day"), _("The first day of planning, for example 2026-09-01.")),
        "days": (_("Working days"), _("How many working days are planned, 5 to 260. Empty: 120.")),
        "week": (
            _("Days of the week"),
            _("From Monday to Sunday 1 for a day on which people work, 0 for a free one. Empty: 1 1 1 1 1 0 0."),
        ),
        "holidays": (_("Holidays"), _("Whether nobody works on public holidays. Empty: Polish holidays.")),
        "near_km": (
            _("One day up to (km)"),
            _("Up to this distance transport takes one working day, beyond it two. Empty: 120 km."),
        ),
        "road_factor": (
            _("Road factor"),
            _("How much longer roads are than the straight line, 1 to 3. Empty: 1.3."),
        ),
        "shipment_price": (
            _("Price of a shipment (PLN)"),
            _("PLN for each shipment where the sheet of transport says nothing. Empty: 0."),
        ),
        "km_price": (
            _("Price per km (PLN)"),
            _("PLN per kilometre of road where the sheet of transport says nothing. Empty: 0."),
        ),
    },
    "firms": {
        "code": (_("Firm code"), _("A short code without blanks, by which the other sheets name the firm.")),
        "name": (_("Firm"), _("Name of the firm.")),
        "tax_number": (_("Tax number"), _("For example 1234563218. May be empty.")),
        "size": (_("Size"), _("Micro, small, medium or large by the European definition. Empty: not known.")),
        "latitude": (_("Latitude"), _("Degrees north, for example 52.0833. Empty: distances are not known.")),
        "longitude": (_("Longitude"), _("Degrees east, for example 16.6453. Empty: distances are not known.")),
        "on_time": (_("On time (%)"), _("Share of deliveries on time, in per cent. Empty: not known.")),
        "dropout": (
            _("Chance of dropping out (%)"),
            _("How often the firm fails an order that it has taken, in per cent. Empty: not known."),
        ),
        "certificates": (_("Certificates"), _("Apart by commas, for example ISO 9001, FSC. Empty: none.")),
        "most_share": (
            _("Greatest share of an order (%)"),
            _("The most that the firm may do of the value of one order, in per cent. Empty: no limit."),
        ),
        "active": (_("Takes part"), _("No leaves the firm out of planning. Empty: yes.")),
    },
    "resources": {
        "code": (
            _("Resource code"),
            _("A short code of the machines or stations, by which the other sheets name them."),
        ),
        "firm": (_("Firm code"), _("Code of the firm that has the resource.")),
        "technology": (_("Technology"), _("What is done there, written the same everywhere.")),
        "name": (_("Resource"), _("What the firm calls it. May be empty.")),
        "stations": (_("Stations"), _("How many machines or stations stand together. Empty: 1.")),
        "week": (
            _("Free hours in the week"),
            _("Free hours of all stations together from Monday to Sunday: 8 8 8 8 8 0 0, five numbers, or one a day."),
        ),
    },
    "windows": {
        "resource": (_("Resource code"), _("Code of the resource whose free hours differ from its week.")),
        "first": (_("From"), _("First day of this time.")),
        "last": (_("To"), _("Last day, which still counts.")),
        "hours": (_("Free hours a day"), _("Free hours on each working day of this time; 0 where nothing is free.")),
    },
    "closures": {
        "first": (_("From"), _("First day without work.")),
        "last": (_("To"), _("Last day without work. Empty: one day only.")),
        "firm": (_("Firm code"), _("Whose free days they are. Empty: those of all firms.")),
        "note": (_("Note"), _("For people; planning does not read it.")),
    },
    "rates": {
        "resource": (_("Resource code"), _("Code of the resource that makes the offer.")),
        "technology": (_("Technology"), _("For which technology the offer is.")),
        "setup_hours": (_("Setup (h)"), _("Hours to set up, once for each lot. Empty: 0.")),
        "minutes_per_unit": (
            _("Minutes per unit"),
            _("Time of one unit in minutes. May be empty only where working days are given."),
        ),
        "days": (
            _("Term in days"),
            _("Working days that a service or a purchase takes however many hours it needs. Empty: time by the unit."),
        ),
        "price_per_hour": (_("Price per hour (PLN)"), _("PLN for an hour of work. One of the prices must be given.")),
        "price_per_unit": (_("Price per unit (PLN)"), _("PLN for a unit. One of the prices must be given.")),
        "setup_price": (_("Price of setup (PLN)"), _("PLN for each lot. Empty: 0.")),
        "scrap": (_("Scrap (%)"), _("Share of units that are spoilt, in per cent. Empty: 0.")),
        "least_lot": (_("Smallest lot"), _("Fewer units are not taken. Empty: no limit.")),
        "most_lot": (_("Greatest lot"), _("More units are not taken. Empty: no limit.")),
        "first": (_("From"), _("First day of the offer. Empty: no limit.")),
        "last": (_("To"), _("Last day of the offer. Empty: no limit.")),
    },
    "ways": {
        "sender": (_("From firm"), _("Code of the firm that sends.")),
        "receiver": (
            _("To firm"),
            _(
                "Code of the firm that receives, or of an order for the way to its customer. The way back is the same"
                " unless it has its own row."
            ),
        ),
        "days": (
            _("Days on the way"),
            _("Working days between the end of one work and the start of the next; 0: the same day."),
        ),
        "price": (_("Price of a shipment (PLN)"), _("PLN for each shipment. Empty: 0.")),
        "price_per_kg": (_("Price per kg (PLN)"), _("PLN per kilogram on top. Empty: 0.")),
        "vehicle_kg": (
            _("Load of a vehicle (kg)"),
            _("What one vehicle takes; more needs another shipment. Empty: no limit."),
        ),
    },
    "operations": {
        "product": (_("Product"), _("Code of the product that the route makes, as orders name it.")),
        "code": (_("Operation code"), _("A short code, different within the product.")),
        "technology": (_("Technology"), _("What is needed, written as in the sheet of rates.")),
        "name": (_("Operation"), _("What is done. May be empty.")),
        "units": (_("Units per product"), _("How many units this operation does for one product. Empty: 1.")),
        "kg_per_unit": (
            _("Weight per unit (kg)"),
            _("Weight of one unit of what goes on from here. Empty: 0."),
        ),
        "portions": (
            _("Portions"),
            _("Into how many portions the work may be divided between firms, 1 to 8. Empty: 1."),
        ),
        "only_firms": (_("Only firms"), _("Codes of the firms that may do it, apart by commas. Empty: all.")),
        "barred_firms": (_("Barred firms"), _("Codes of firms that may not do it, apart by commas. Empty: none.")),
        "same_firm_as": (
            _("Same firm as"),
            _("Code of an operation of the product that the same firm does. Empty: any firm."),
        ),
    },
    "links": {
        "product": (_("Product"), _("Code of the product.")),
        "before": (_("Operation before"), _("Code of the operation that comes first.")),
        "after": (_("Operation after"), _("Code of the operation that waits for it.")),
        "days": (_("Pause in days"), _("Working days between them, for drying for example. Empty: 0.")),
    },
    "orders": {
        "code": (_("Order code"), _("Number of the order.")),
        "product": (_("Product"), _("Code of a product that has operations.")),
        "customer": (_("Customer"), _("Who ordered. May be empty.")),
        "quantity": (_("Quantity"), _("How many products.")),
        "release": (_("Not before"), _("The day from which work may start. Empty: the first day of planning.")),
        "due": (_("Due date"), _("The day by which the goods are with the customer. Empty: no limit.")),
        "due_is_soft": (_("Delay allowed"), _("Yes where the due date may be missed at a penalty. Empty: no.")),
        "penalty_per_day": (_("Penalty per day (PLN)"), _("PLN for each working day of delay. Empty: 0.")),
        "budget": (_("Budget (PLN)"), _("The most that work and transport may cost. Empty: no limit.")),
        "price": (_("Price for the customer (PLN)"), _("What the customer pays. Empty: not known.")),
        "reliability": (
            _("Least reliability (%)"),
            _("The least that the partners must reach together, in per cent. Empty: no limit."),
        ),
        "partners": (_("Most partners"), _("How many firms may take part. Empty: no limit.")),
        "certificates": (_("Certificates"), _("What every partner must have, apart by commas. Empty: none.")),
        "latitude": (_("Latitude"), _("Of the place of delivery, degrees north. Empty: no transport to the customer.")),
        "longitude": (
            _("Longitude"),
            _("Of the place of delivery, degrees east. Empty: no transport to the customer."),
        ),
    },
}


def sheet_title(texts: Texts, sheet: str) -> str:
    """What a sheet is called; an id that is none stays as it is."""
    return texts.t(_SHEETS.get(sheet, sheet))


def column_title(texts: Texts, sheet: str, column: str) -> str:
    """The heading of a column; an id that is none stays as it is."""
    return texts.t(_COLUMNS.get(sheet, {}).get(column, (column, ""))[0])


def column_hint(texts: Texts, sheet: str, column: str) -> str:
    """A line on a column."""
    return texts.t(_COLUMNS[sheet][column][1])


def choice_title(texts: Texts, choice: str) -> str:
    """What a choice is called; an id that is none stays as it is."""
    return texts.t(_CHOICES.get(choice, choice))


def titled(one: Problem, texts: Texts) -> Problem:
    """A problem of the tables with sheets, columns and choices as people call them, instead of their ids."""
    sheet, place = one.place.sheet, one.place
    if sheet not in SHEET:
        return one
    called = Place(
        place.file, sheet_title(texts, sheet), place.row, column_title(texts, sheet, place.column), place.name
    )
    values = dict(one.values)
    for name, value in one.values.items():
        if name.endswith("column") and isinstance(value, str):
            values[name] = column_title(texts, sheet, value)
        elif name == "choices" and isinstance(value, str):
            values[name] = ", ".join(choice_title(texts, choice) for choice in value.split(", "))
    return replace(one, place=called, values=values)
