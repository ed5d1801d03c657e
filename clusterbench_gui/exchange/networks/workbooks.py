"""The workbook in which people keep what a cluster can make and what is ordered: a tab for each sheet, typed and checked, and one that explains them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from clusterbench_gui.domain.sheets import SHEETS, Column, Kind, Sheet, Sheets
from clusterbench_gui.exchange.networks.cells import FIRST_DAY, LAST_DAY, CellError, plain, read_cell
from clusterbench_gui.exchange.networks.titles import choice_title, column_hint, column_title, sheet_title
from clusterbench_gui.exchange.xlsx import column_width, fitting
from clusterbench_gui.support.texts import Texts

SECRET = ("resources", "windows", "rates")
"""Sheets with what members tell nobody but the coordinator."""
_CHECKED = 2_000
"""So many rows have lists and bounds."""
_MADE = datetime(2012, 6, 25)  # noqa: DTZ001 - equal tables give equal bytes
_A4, _MESSAGE, _TITLE = 9, 255, 32
_SECRET_COLOUR, _HEAD_COLOUR = "#9A3324", "#E8ECEF"
_PATTERNS = {Kind.MONEY: "#,##0.00", Kind.CODE: "@", Kind.CODES: "@", Kind.WEEK: "@"}
_DAY_PATTERNS = {"pl": "dd.mm.yyyy", "en": "yyyy-mm-dd"}


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_BOUNDED = {
    Kind.WHOLE: _("whole number, {least} to {most}"),
    Kind.NUMBER: _("number, {least} to {most}"),
    Kind.MONEY: _("number, {least} to {most}"),
    Kind.SHARE: _("per cent, {least} to {most}"),
    Kind.WEEK: _("seven whole numbers, {least} to {most}"),
}
_REFERRING = {
    Kind.CODE: _("code of the sheet {table}"),
    Kind.CODES: _("codes of the sheet {table}, apart by commas"),
}
_PLAIN = {
    Kind.TEXT: _("text"),
    Kind.CODE: _("code"),
    Kind.CODES: _("texts, apart by commas"),
    Kind.DATE: _("date, for example 2026-06-30"),
    Kind.YES: _("yes or no"),
}


def template(texts: Texts) -> bytes:
    """The workbook without any rows, for people to fill in."""
    return workbook_of({}, texts)


def workbook_of(sheets: Sheets, texts: Texts) -> bytes:
    """Tables as a workbook that `sheets_of_workbook` reads as the same tables. Cells that hold no value of their kind stay as they were typed."""
    import xlsxwriter  # noqa: PLC0415 - only for this format

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        secret = texts.t("Trade secret of the members: not for others than those who plan.")
        book.set_properties({"title": texts.t("Production network"), "created": _MADE, "comments": secret})
        writer = _Writer(book, texts, secret)
        for sheet in SHEETS:
            writer.sheet(sheet, sheets.get(sheet.id, ()))
        writer.explanations()
    return out.getvalue()


def explanations_title(texts: Texts) -> str:
    """What the tab is called that explains the others."""
    return texts.t("explanations")


def kind_words(texts: Texts, column: Column) -> str:
    """What may stand in a column, with an example."""
    if column.kind in _BOUNDED:
        least, most = (texts.number(bound, 0 if bound.is_integer() else 3) for bound in _bounds(column))
        return texts.t(_BOUNDED[column.kind], least=least, most=most)
    if column.kind is Kind.CHOICE:
        return texts.t("one of: {choices}", choices=", ".join(choice_title(texts, one) for one in column.choices))
    if column.refers:
        return texts.t(_REFERRING[column.kind], table=sheet_title(texts, column.refers))
    return texts.t(_PLAIN[column.kind])


def _bounds(column: Column) -> tuple[float, float]:
    return float(column.least or 0), float(column.most or 0)


class _Writer:
    """Writes the tabs of one workbook, which share their formats."""

    def __init__(self, book: Any, texts: Texts, secret: str) -> None:
        self._book, self._texts, self._secret = book, texts, secret
        self._formats: dict[str, Any] = {}
        look = {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "bg_color": _HEAD_COLOUR}
        self._head = book.add_format(look)
        self._lines = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._warning = book.add_format({"bold": True, "font_color": _SECRET_COLOUR})

    def sheet(self, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
        """A tab: headings that stay in sight, with a line of help, lists and bounds below, and the rows."""
        tab = self._tab(sheet_title(self._texts, sheet.id), secret=sheet.id in SECRET)
        tab.freeze_panes(1, min(sheet.keys, 2))
        for place, column in enumerate(sheet.columns):
            self._column(tab, sheet, place, [row[place] for row in rows if place < len(row)])
            for number, row in enumerate(rows, start=1):
                if place < len(row) and plain(row[place]):
                    self._cell(tab, (number, place), column, row[place])

    def explanations(self) -> None:
        """All columns in one list."""
        t = self._texts.t
        tab = self._tab(explanations_title(self._texts), secret=False)
        tab.write_string(0, 0, t("One row is one entry. Headings with * need an answer; the order of columns is free."))
        tab.write_string(1, 0, self._secret, self._warning)
        heads = (t("Sheet"), t("Column"), t("Needed"), t("What may stand there"), t("What it is"))
        for place, (head, width) in enumerate(zip(heads, (20, 28, 12, 36, 90), strict=True)):
            tab.write_string(3, place, head, self._head)
            tab.set_column(place, place, width)
        tab.freeze_panes(4, 0)
        tab.repeat_rows(3)
        line = 4
        for sheet in SHEETS:
            for column in sheet.columns:
                needed = t("yes") if column.required else ""
                title = column_title(self._texts, sheet.id, column.id)
                about = (needed, kind_words(self._texts, column), column_hint(self._texts, sheet.id, column.id))
                tab.write_string(line, 0, sheet_title(self._texts, sheet.id), self._bold)
                for place, text in enumerate((title, *about), start=1):
                    tab.write_string(line, place, text, self._lines)
                line += 1

    def _tab(self, name: str, *, secret: bool) -> Any:
        tab = self._book.add_worksheet(name)
        tab.set_landscape()
        tab.set_paper(_A4)
        tab.fit_to_pages(1, 0)
        tab.repeat_rows(0)
        tab.set_header(f"&L&A&R{self._secret if secret else ''}")
        tab.set_footer("&L&F&R&P / &N")
        if secret:
            tab.set_tab_color(_SECRET_COLOUR)
        return tab

    def _column(self, tab: Any, sheet: Sheet, place: int, cells: Sequence[str]) -> None:
        column = sheet.columns[place]
        title = column_title(self._texts, sheet.id, column.id) + (" *" if column.required else "")
        tab.write_string(0, place, title, self._head)
        width = max(column_width(title, cells[:200]), 12)
        tab.set_column(place, place, width, self._format(column.kind))
        hint = column_hint(self._texts, sheet.id, column.id)
        if sheet.id in SECRET:
            hint = f"{hint} {self._secret}"
        about = {"input_title": _cut(title, _TITLE), "input_message": _cut(hint, _MESSAGE)}
        tab.data_validation(0, place, 0, place, {"validate": "any", **about})
        if check := self._check(column):
            wrong = self._texts.t("Expected: {what}.", what=kind_words(self._texts, column))
            words = {
                "error_title": _cut(title, _TITLE),
                "error_message": _cut(wrong, _MESSAGE),
                "error_type": "warning",
            }
            tab.data_validation(1, place, _CHECKED, place, {**check, **words})

    def _check(self, column: Column) -> dict[str, object]:
        """What the spreadsheet itself offers and checks."""
        least, most = (int(bound) if bound.is_integer() else bound for bound in _bounds(column))
        match column.kind:
            case Kind.CHOICE:
                return {"validate": "list", "source": [choice_title(self._texts, one) for one in column.choices]}
            case Kind.YES:
                return {"validate": "list", "source": [self._texts.t("yes"), self._texts.t("no")]}
            case Kind.CODE if column.refers and not column.also:
                table = sheet_title(self._texts, column.refers)
                return {"validate": "list", "source": f"='{table}'!$A$2:$A${_CHECKED + 1}"}
            case Kind.DATE:
                return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
            case Kind.WHOLE:
                return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
            case Kind.NUMBER | Kind.MONEY | Kind.SHARE:
                return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
        return {}

    def _cell(self, tab: Any, at: tuple[int, int], column: Column, cell: str) -> None:
        try:
            value = read_cell(column, cell)
        except CellError:
            value = cell
        look = self._format(column.kind)
        if isinstance(value, bool):
            tab.write_string(*at, self._texts.t("yes") if value else self._texts.t("no"))
        elif isinstance(value, date):
            tab.write_datetime(*at, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a day
        elif isinstance(value, (int, float)):
            tab.write_number(*at, round(value * 100, 10) if column.kind is Kind.SHARE else value, look)
        elif column.kind is Kind.CHOICE:
            tab.write_string(*at, choice_title(self._texts, value))
        else:
            tab.write_string(*at, fitting(cell), look)

    def _format(self, kind: Kind) -> Any:
        pattern = _DAY_PATTERNS[self._texts.language] if kind is Kind.DATE else _PATTERNS.get(kind, "General")
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
