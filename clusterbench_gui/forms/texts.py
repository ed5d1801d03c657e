"""Wordings of a form: itext in all languages, literals, outputs."""

import ast
from collections.abc import Mapping

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.model import OUTPUT, Wording
from clusterbench_gui.forms.nodes import Node, NodeKind

Itext = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
"""Parts by language, id and form ("" is the plain one)."""


def parts_of(node: Node) -> tuple[str, ...]:
    """The literal pieces and outputs of a label, hint or itext value."""
    if not node.children:
        text = node.value.strip()
        return (text,) if text else ()
    found: list[str] = []
    for child in node.children:
        if child.kind is NodeKind.TEXT:
            found.append(child.value)
        elif child.name == "output":
            found.append(OUTPUT + (child.attribute("value") or child.attribute("ref") or "''"))
        elif child.kind is NodeKind.ELEMENT:
            found.append(child.text())
    if found and not found[0].startswith(OUTPUT):
        found[0] = found[0].lstrip()
    if found and not found[-1].startswith(OUTPUT):
        found[-1] = found[-1].rstrip()
    return tuple(one for one in found if one)


def wording_of(text: str) -> Wording:
    """A message of a bind: `jr:itext('id')`, or a literal.

    pyxform writes a translated column of a foreign namespace as a Python mapping by language; it is kept by language.
    """
    stripped = text.strip()
    if stripped.startswith("jr:itext("):
        return Wording(itext=stripped[9:].rstrip(") ").strip("'\" "))
    if stripped.startswith("{"):
        try:
            mapping = ast.literal_eval(stripped)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return Wording((text,))
        if isinstance(mapping, dict):
            return Wording(languages=tuple((str(key), str(value)) for key, value in mapping.items()))
    return Wording((text,))


def wording(node: Node | None) -> Wording:
    """The wording of a label or hint element."""
    if node is None:
        return Wording()
    ref = node.attribute("ref")
    return wording_of(ref) if ref else Wording(parts_of(node))


def read_itext(model: Node) -> tuple[tuple[str, ...], str, Itext]:
    """Languages in the form's order, the default one, and all texts."""
    itext = model.first("itext")
    languages: list[str] = []
    default = ""
    texts: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for translation in itext.elements() if itext else ():
        language = translation.attribute("lang") or "default"
        languages.append(language)
        if translation.attribute("default") is not None:
            default = language
        texts[language] = {one.attribute("id") or "": _forms(one) for one in translation.elements()}
    return tuple(languages), default or (languages[0] if languages else ""), texts


def _forms(text: Node) -> dict[str, tuple[str, ...]]:
    return {value.attribute("form") or "": parts_of(value) for value in text.elements()}


def read_absences(text: str) -> tuple[tuple[Absence, ...], list[str]]:
    """The allowed reasons, and the words that are none."""
    known = {one.value: one for one in Absence}
    words = text.replace(",", " ").split()
    return tuple(known[word] for word in words if word in known), [word for word in words if word not in known]
