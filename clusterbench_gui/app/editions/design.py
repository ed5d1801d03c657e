"""`reports.toml`: what an edition's reports look like and who speaks in them. An edition may do without it."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from clusterbench_gui.app.editions.entries import EntryReader, is_kind, place_of, text_of, texts_of
from clusterbench_gui.domain.editions import PLAIN_DESIGN, Edition, Names, ReportDesign, ReportPlan
from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.support.colours import READABLE, contrast

DESIGN_FILE = "reports.toml"
INDIVIDUAL, GENERAL = "individual", "general"
LOGO_BYTES = 500_000
"""A logo travels in every report."""
LOGO_SIDE = 3_000
_KEYS = frozenset({"accent", "publisher", "contact", "logo", INDIVIDUAL, GENERAL})
_PLAN_KEYS = frozenset({"sections", "texts"})
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PAPER = "#FFFFFF"


class DesignReader(EntryReader):
    """The entries of `reports.toml`. What is wrong with one goes to the faults, and reports are made without it."""

    def __init__(self, files: Mapping[str, bytes], languages: Sequence[str], faults: list[Problem]) -> None:
        """An edition without this file has reports as the program makes them."""
        super().__init__(DESIGN_FILE, files, faults)
        self._languages = languages

    def design(self) -> ReportDesign:
        """All of it."""
        if self._table is None:
            return PLAIN_DESIGN
        self._known(self._table, _KEYS)
        logo, words = self._logo()
        return ReportDesign(
            publisher=self._words("publisher"),
            contact=self._words("contact"),
            logo=logo,
            logo_words=words,
            accent=self._accent(),
            individual=self._plan(INDIVIDUAL),
            general=self._plan(GENERAL),
        )

    def _words(self, key: str) -> Names:
        """A text in every language; none where the entry is not there."""
        return self._part(
            key, lambda table: self._translated(table[key], key, self._languages) if key in table else {}, {}
        )

    def _accent(self) -> str:
        colour = self._part("accent", lambda table: text_of(table.get("accent", ""), "accent"), "")
        if not colour:
            return ""
        if not _COLOUR.fullmatch(colour):
            self._faults.append(problem("report-colour", self.place("accent"), text=colour))
            return ""
        if contrast(colour, _PAPER) < READABLE:
            self._faults.append(problem("report-colour-faint", self.place("accent"), text=colour))
        return colour

    def _logo(self) -> tuple[bytes, Names]:
        table = self._table_of("logo")
        if not table:
            return b"", {}
        self._known(table, {"file", *self._languages}, "logo.")
        words = {language: text for language, text in table.items() if language in self._languages}
        names = self._nested("logo", lambda: self._translated(words, "logo", self._languages)) or {}
        picture = self._picture(self._entry(table, "logo", "file"))
        return picture, names if picture else {}

    def _table_of(self, key: str) -> Mapping[str, Any]:
        nothing: Mapping[str, Any] = {}
        return self._part(key, lambda table: is_kind(table.get(key, nothing), Mapping, key), nothing)

    def _picture(self, name: str) -> bytes:
        """The logo's file; nothing where it is no picture that can be printed."""
        if not name:
            return b""
        if name not in self._files:
            self._faults.append(problem("edition-file-missing", Place(file=name)))
            return b""
        picture = self._files[name]
        code = "report-logo-large" if len(picture) > LOGO_BYTES else picture_fault(picture)
        if code:
            self._faults.append(problem(code, Place(file=name), kilobytes=LOGO_BYTES // 1000, side=LOGO_SIDE))
            return b""
        return picture

    def _plan(self, key: str) -> ReportPlan:
        table = self._table_of(key)
        self._known(table, _PLAN_KEYS, f"{key}.")
        sections = self._nested(key, lambda: texts_of(table.get("sections", []), f"{key}.sections")) or []
        for name in dict.fromkeys(one for one in sections if sections.count(one) > 1):
            self._faults.append(problem("report-section-twice", self.place(f"{key}.sections"), text=name))
        texts = self._nested(key, lambda: is_kind(table.get("texts", {}), Mapping, f"{key}.texts")) or {}
        found = {name: self._opening(f"{key}.texts.{name}", one) for name, one in texts.items()}
        return ReportPlan(tuple(dict.fromkeys(sections)), found)

    def _opening(self, place: str, names: Any) -> Names:
        """The words that open a section, in the languages in which they can be printed."""
        read = self._nested(place, lambda: self._translated(names, place, self._languages)) or {}
        return {language: text for language, text in read.items() if self._is_printable(f"{place}.{language}", text)}

    def _is_printable(self, place: str, text: str) -> bool:
        from clusterbench_gui.reports.typesetting.markdown import (  # noqa: PLC0415 - only where there are such texts
            UnknownMarkupError,
            read_markdown,
        )

        try:
            read_markdown(text)
        except UnknownMarkupError as error:
            self._faults.append(problem("report-markup", self.place(place), detail=str(error)))
            return False
        return True


def picture_fault(content: bytes) -> str:
    """The code of what keeps a file from being a logo; "" where nothing does."""
    from PIL import Image  # noqa: PLC0415 - only for editions that have a logo

    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if max(picture.size) > LOGO_SIDE:
                return "report-logo-large"
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "report-logo-unreadable"
    return ""


def check_sections(edition: Edition) -> Iterator[Problem]:
    """Sections that an edition asks for or opens, and that its reports do not have."""
    text = edition.files.get(DESIGN_FILE, b"").decode("utf-8-sig", "replace")
    for report, plan in ((INDIVIDUAL, edition.design.individual), (GENERAL, edition.design.general)):
        wanted = [(name, "sections") for name in plan.sections] + [(name, f"texts.{name}") for name in plan.texts]
        known = sections_of(report) if wanted else ()
        for name, entry in wanted:
            if name not in known:
                place = place_of(DESIGN_FILE, text, f"{report}.{entry}")
                yield problem("report-section-unknown", place, text=name, known=", ".join(known))


def sections_of(report: str) -> tuple[str, ...]:
    """The names of the sections of a report, in its own order."""
    # reports bring charts and fonts with them, which nobody needs who only reads an edition
    sections: tuple[str, ...] = import_module(f"clusterbench_gui.reports.{report}.sections").SECTIONS
    return sections
