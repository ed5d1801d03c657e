"""What a finished interview says of entities: ODK XForms, "Entities" (`meta/entity` with `entities:saveto` on binds)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.model import Element

_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity to be created or changed in a list (`dataset`), with its properties; with both, changed where it exists.

    `base_version` is the version that the change starts from.
    """

    dataset: str
    id: str
    creates: bool
    updates: bool
    label: str
    properties: Mapping[str, str]
    base_version: str = ""


def entity_changes(form: Form, top: Row) -> Iterator[EntityChange]:
    """The entities that an interview creates or changes, in form order; those with neither mark are left alone."""
    declared = [one for one in form.elements if _is_entity(one)]
    saved = [(one, _entity_around(one)) for one in form.elements if one.bind.saveto]
    for entity in declared:
        fields = [field for field, owner in saved if owner is entity]
        for cell in top.cells(entity):
            change = _change(cell, fields)
            if cell.relevant and (change.creates or change.updates):
                yield change


def _change(cell: Cell, fields: list[Element]) -> EntityChange:
    stated = {one.qualified_name: one.value for one in cell.attributes}
    label = next((one.value for one in cell.children if one.name == "label"), "")
    saved = [(field.bind.saveto, cell.row.slots[field.slot]) for field in fields]
    return EntityChange(
        dataset=stated.get("dataset", ""),
        id=stated.get("id", ""),
        creates=stated.get("create", "") in _TRUE,
        updates=stated.get("update", "") in _TRUE,
        label=label,
        properties={name: one.value for name, one in saved if one.relevant},
        base_version=stated.get("baseVersion", ""),
    )


def _is_entity(element: Element) -> bool:
    parent = element.parent
    return element.name == "entity" and isinstance(parent, Element) and parent.name == "meta"


def _entity_around(element: Element) -> Element | None:
    """The entity that a question belongs to: that of the nearest group or repeat around it, in the same rows."""
    place = element.parent
    while isinstance(place, Element):
        meta = place.names.get("meta")
        entity = meta.names.get("entity") if meta else None
        if entity is not None:
            return entity if entity.scope is element.scope else None
        place = place.parent
    return None
