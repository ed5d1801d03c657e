"""A form that is ready to be answered: immutable, shared by all its sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.forms.attached import Files, no_files
from clusterbench_gui.forms.looks import MEDIA
from clusterbench_gui.forms.model import OUTPUT, Action, Element, Program, Rule, Wording
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.texts import Itext
from clusterbench_gui.support.markup import has_markup


@dataclass(frozen=True, slots=True)
class Unit:
    """A computation of the graph: a rule of an element. Units with a lower `order` come first."""

    element: Element
    rule: Rule
    program: Program
    order: int


@dataclass(slots=True)
class Graph:
    """What depends on what. By the index of an element: the units that read it, and the elements whose look it changes.

    Each entry has the number of repeats whose row is shared by reader and read (`model.Read`).
    """

    units: list[Unit] = field(default_factory=list)
    of_element: dict[int, list[Unit]] = field(default_factory=dict)
    readers: dict[int, list[tuple[Unit, int]]] = field(default_factory=dict)
    looks: dict[int, list[tuple[Element, int]]] = field(default_factory=dict)


@dataclass(eq=False)
class Form:
    """A questionnaire. Take it as read-only: sessions share it.

    `languages` as the form names them, such as "Polski (pl)". `xml` is the XForm it was made from. `spaces` are the
    namespaces that it declares at its top, by prefix. `last_saved` are the instances that stand for the submission before
    (`FormSession`). `files` are those that lie beside it; `broken` says what is wrong with them: their lists are empty.
    """

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    xml: bytes
    root: Element
    elements: tuple[Element, ...]
    itext: Itext
    instances: Mapping[str, Node]
    last_saved: frozenset[str] = frozenset()
    graph: Graph = field(default_factory=Graph)
    actions: list[Action] = field(default_factory=list)
    outputs: dict[tuple[int, str], Program] = field(default_factory=dict)
    spaces: Mapping[str, str] = field(default_factory=dict)
    files: Files = no_files
    broken: tuple[Problem, ...] = ()

    def language_for(self, code: str) -> str:
        """The form's language for a code: "pl" gives "Polski (pl)"; the default one where there is none."""
        wanted = code.lower()
        for language in self.languages:
            name, _, rest = language.lower().partition("(")
            if wanted in (rest.rstrip(") "), name.strip(), language.lower()):
                return language
        return self.default_language

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Names of questions to their paths; a name that occurs twice is not among them."""
        found: dict[str, list[str]] = {}
        for element in self.elements:
            if element.kind is NodeKind.ELEMENT:
                found.setdefault(element.name, []).append(element.path)
        return {name: paths[0] for name, paths in found.items() if len(paths) == 1}

    @cached_property
    def quoting(self) -> frozenset[str]:
        """Ids of the texts that have outputs in some language."""
        return frozenset(
            name
            for texts in self.itext.values()
            for name, forms in texts.items()
            if any(part.startswith(OUTPUT) for parts in forms.values() for part in parts)
        )

    @cached_property
    def illustrated(self) -> frozenset[str]:
        """Ids of the texts that have pictures or sounds in some language."""
        texts = (one for language in self.itext.values() for one in language.items())
        return frozenset(name for name, forms in texts if any(form in forms for form in MEDIA))

    @cached_property
    def _styled(self) -> frozenset[str]:
        texts = (one for language in self.itext.values() for one in language.items())
        return frozenset(
            name for name, forms in texts if any(_is_styled(one) for parts in forms.values() for one in parts)
        )

    def is_styled(self, wording: Wording) -> bool:
        """Whether a wording may have markup, in some language."""
        if wording.itext:
            return wording.itext in self._styled
        return any(map(_is_styled, wording.parts)) or any(has_markup(text) for _, text in wording.languages)

    @cached_property
    def by_path(self) -> Mapping[str, Element]:
        """Elements by path."""
        return {element.path: element for element in self.elements}

    def texts(self, wording: Wording, language: str, form: str = "") -> tuple[str, ...]:
        """The parts of a wording in a language; of the default one where that has no such text."""
        if wording.languages:
            by_language = dict(wording.languages)
            return (by_language.get(language) or by_language.get(self.default_language, ""),)
        if not wording.itext:
            return wording.parts if not form else ()
        for one in (language, self.default_language):
            parts = self.itext.get(one, {}).get(wording.itext, {}).get(form)
            if parts:
                return () if parts == ("-",) else parts
        return ()


def _is_styled(part: str) -> bool:
    return not part.startswith(OUTPUT) and has_markup(part)
