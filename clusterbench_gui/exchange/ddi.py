"""Tables as a DDI-Codebook 2.5 (ddialliance.org/Specification/DDI-Codebook/2.5): the description of the SPSS files of `exchange.sav`.

Order and names of the elements are those of its schema, version 2.5.1.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from math import fsum
from xml.etree import ElementTree as ET

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Names, text_in
from clusterbench_gui.exchange.coding import Column, Stored, absence_codes
from clusterbench_gui.exchange.sav import coded_tables
from clusterbench_gui.exchange.tables import Dataset, Table, reason

NAMESPACE = "ddi:codebook:2_5"
_SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KINDS = {Stored.TEXT: "text", Stored.NUMBER: "numeric"}

_CATEGORIES = {Stored.DATE: "date", Stored.DATETIME: "date", Stored.TIME: "time"}

Codes = Mapping[Absence, int]


def codebook(dataset: Dataset, language: str) -> bytes:
    """The codebook: document, study, files and variables, with questions, categories, missing codes and counts.

    Labels are in all languages of the study; the title and what the program itself says in the one asked for.
    """
    root = ET.Element("codeBook", {"xmlns": NAMESPACE, "xmlns:xsi": _XSI, "version": "2.5", "xml:lang": language})
    root.set("xsi:schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    title = text_in(dataset.titles, language)
    _document(root, dataset, title)
    _study(root, dataset, title, language)
    coded = coded_tables(dataset)
    for number, (table, made) in enumerate(zip(dataset.tables, coded, strict=True), start=1):
        _file(root, f"F{number}", table, made, language)
    described = _add(root, "dataDscr")
    codes = absence_codes(coded)
    for number, made in enumerate(coded, start=1):
        for place, column in enumerate(made, start=1):
            _Variable(dataset, column, codes, language).add_to(described, f"F{number}", f"F{number}V{place}")
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def _add_in_all(parent: ET.Element, name: str, texts: Names) -> None:
    """An element per language."""
    for language, text in texts.items():
        made = _add(parent, name, text)
        if language:
            made.set("xml:lang", language)


def _document(root: ET.Element, dataset: Dataset, title: str) -> None:
    citation = _add(_add(root, "docDscr"), "citation")
    _add(_add(citation, "titlStmt"), "titl", title)
    produced = _add(citation, "prodStmt")
    if dataset.moment:
        _add(produced, "prodDate", dataset.moment[:10], date=dataset.moment[:10])
    _add(produced, "software", "ClusterBench", version=dataset.program)


def _study(root: ET.Element, dataset: Dataset, title: str, language: str) -> None:
    study = _add(root, "stdyDscr")
    titles = _add(_add(study, "citation"), "titlStmt")
    _add(titles, "titl", title)
    _add(titles, "IDNo", dataset.edition, agency="ClusterBench")
    about = _add(study, "stdyInfo")
    if dataset.notice:
        _add(about, "abstract", text_in(dataset.notice, language))
    summary = _add(about, "sumDscr")
    _add(summary, "dataKind", "survey data")


def _file(root: ET.Element, identity: str, table: Table, made: Sequence[Column], language: str) -> None:
    text = _add(_add(root, "fileDscr", ID=identity), "fileTxt")
    _add(text, "fileName", f"{table.name}.sav")
    _add(text, "fileCont", text_in(table.titles, language, table.name))
    size = _add(text, "dimensns")
    _add(size, "caseQnty", str(len(table.rows)))
    _add(size, "varQnty", str(len(made)))
    _add(text, "fileType", "SPSS system file", charset="UTF-8")


class _Variable:
    """A column with what its cells hold."""

    def __init__(self, dataset: Dataset, column: Column, codes: Codes, language: str) -> None:
        self.dataset = dataset
        self.column = column
        self.codes = codes
        self.language = language
        self.counts = Counter(cell for cell in column.cells if cell not in {None, ""})
        self.absent = {one: self.counts[one] for one in column.absences}

    def add_to(self, parent: ET.Element, file: str, identity: str) -> None:
        """Add the element, its parts in the schema's order."""
        column = self.column
        interval = "contin" if column.stored is not Stored.TEXT and not column.nominal else "discrete"
        var = _add(parent, "var", ID=identity, name=column.name, files=file, intrvl=interval)
        var.set("representationType", "code" if column.labels else _KINDS.get(column.stored, "datetime"))
        if column.decimals:
            var.set("dcml", str(column.decimals))
        for language in self.dataset.languages:
            _add(var, "labl", column.label(language)).set("xml:lang", language)
        self._question(var)
        self._missing(var)
        for kind, text in self._statistics():
            _add(var, "sumStat", text, type=kind)
        self._categories(var)
        if column.variable.relevant:
            _add(var, "codInstr", column.variable.relevant)
        written = "character" if column.stored is Stored.TEXT else "numeric"
        _add(var, "varFormat", type=written, schema="SPSS", category=_CATEGORIES.get(column.stored, "other"))
        _add(var, "notes", f"{column.variable.name} {column.variable.path}".strip())

    def _question(self, var: ET.Element) -> None:
        variable = self.column.variable
        if not variable.absences:
            return
        asked = _add(var, "qstn")
        _add_in_all(asked, "qstnLit", variable.labels)
        _add_in_all(asked, "ivuInstr", variable.hints)

    def _missing(self, var: ET.Element) -> None:
        if not self.absent:
            return
        invalid = _add(var, "invalrng")
        for absence in self.absent:
            _add(invalid, "item", VALUE=str(self.codes[absence]))
        _add(
            invalid,
            "key",
            "\n".join(f"{self.codes[one]} {reason(self.dataset, one, self.language)}" for one in self.absent),
        )

    def _statistics(self) -> Iterator[tuple[str, str]]:
        cells = self.column.cells
        answered = sum(count for cell, count in self.counts.items() if not isinstance(cell, Absence))
        yield "vald", str(answered)
        yield "invd", str(len(cells) - answered)
        figures = [cell for cell in cells if isinstance(cell, float)]
        if figures and not self.column.nominal:
            yield "min", f"{min(figures):.15g}"
            yield "max", f"{max(figures):.15g}"
            yield "mean", f"{fsum(figures) / len(figures):.15g}"
        moments = [cell.isoformat() for cell in cells if isinstance(cell, (date, time, datetime))]
        if moments and self.column.stored is Stored.DATE:
            yield "min", min(moments)
            yield "max", max(moments)

    def _categories(self, var: ET.Element) -> None:
        for code, labels in self.column.labels.items():
            one = _add(var, "catgry")
            _add(one, "catValu", str(code))
            _add_in_all(one, "labl", labels)
            _add(one, "catStat", str(self.counts[float(code)]), type="freq")
        for absence, count in self.absent.items():
            one = _add(var, "catgry", missing="Y", missType=absence.value)
            _add(one, "catValu", str(self.codes[absence]))
            _add_in_all(one, "labl", self.dataset.reasons[absence])
            _add(one, "catStat", str(count), type="freq")
