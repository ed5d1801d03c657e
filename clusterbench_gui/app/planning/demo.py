"""The demonstration cluster: invented firms of furniture and metal around Leszno, their offers, twelve routes and eight orders."""

from datetime import date, timedelta

from clusterbench_gui.domain.sheets import CLUSTER, SHEETS, Kind, Row, Sheet, Sheets
from clusterbench_gui.exchange.networks.folders import sheets_of_folder
from clusterbench_gui.support.resources import resource

_WEEK = 7


def demo_sheets(start: date | None = None) -> Sheets:
    """Its tables, planning from `start` on (None: the day for which they were made). Other dates move by whole weeks with it, so that days of the week stay."""
    sheets, _ = sheets_of_folder(resource("networks", "demo"))
    made = date.fromisoformat(sheets[CLUSTER.id][0][CLUSTER.column("start")])
    first = start or made
    ahead = timedelta(weeks=-((made - first).days // _WEEK))
    moved = {sheet.id: tuple(_moved(sheet, row, ahead) for row in sheets.get(sheet.id, ())) for sheet in SHEETS}
    frame = list(moved[CLUSTER.id][0])
    frame[CLUSTER.column("start")] = first.isoformat()
    return moved | {CLUSTER.id: (tuple(frame),)}


def _moved(sheet: Sheet, row: Row, ahead: timedelta) -> Row:
    return tuple(
        (date.fromisoformat(cell) + ahead).isoformat() if cell and column.kind is Kind.DATE else cell
        for column, cell in zip(sheet.columns, row, strict=True)
    )
