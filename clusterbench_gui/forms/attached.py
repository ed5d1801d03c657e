"""Tables in files beside a form: secondary instances with a `src` (ODK XForms, "External secondary instances").

A file that is missing or broken leaves its list empty, and a problem says so; the form runs all the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.delimited import read_delimited
from clusterbench_gui.forms.geojson import read_geojson
from clusterbench_gui.forms.model import Element, Itemset
from clusterbench_gui.forms.nodes import Node, TableRow
from clusterbench_gui.forms.xml import parse_xml
from clusterbench_gui.forms.xpath.lookup import Library

Files = Callable[[str], bytes | None]
"""The content of an attached file by its name; None where there is no such file."""

MAX_BYTES = 32 * 1024 * 1024
ITEMSETS = "itemsets.csv"
"""Where the choices of `select_one_external` are, all lists in one table."""

_SOURCE = re.compile(r"jr://(file|file-csv)/(.+)", re.IGNORECASE)
_LAST_SAVED = "jr://instance/last-saved"
_UNSAFE = re.compile(r"[/\\:\x00]|\.{1,2}\Z")
_INSTANCE = re.compile(r"\s*(?:randomize\s*\(\s*)?instance\s*\(\s*(['\"])(.+?)\1\s*\)")
_LOOKED_AT = 20
"""So many rows tell which columns a table has; features of a map need not all have the same."""
_LIST_NAMES = ("list_name", "list name")


@dataclass(slots=True)
class Instances:
    """The secondary instances of a `form`, by id; `files` names those of attached tables. `last_saved` are filled per session."""

    form: str
    found: dict[str, Library] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    last_saved: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)


def no_files(_name: str) -> bytes | None:
    """Of a form that lies alone."""
    return None


def beside(form: Path) -> Files:
    """The files in the folder of a form, and none outside of it."""
    folder = form.resolve().parent

    def read(name: str) -> bytes | None:
        try:
            file = (folder / name).resolve()
            if file.parent != folder or not file.is_file():
                return None
            with file.open("rb") as opened:
                return opened.read(MAX_BYTES + 1)
        except OSError:
            return None

    return read


def read_instances(form: str, model: Node, files: Files) -> Instances:
    """Read the instances of a model; `form` is the name of its file. What a `src` names replaces what is written inside."""
    made = Instances(form)
    for one in model.elements():
        table = one.attribute("id")
        if one.name != "instance" or not table:
            continue
        source = (one.attribute("src") or "").strip()
        match = _SOURCE.fullmatch(source)
        if match and not _UNSAFE.search(match[2]):
            made.files[table] = match[2]
            made.found[table] = _read(made, table, match[1].lower(), files)
            continue
        made.found[table] = Library(one.elements())
        if source.lower() == _LAST_SAVED:
            made.last_saved |= {table}
        elif source:
            place = Place(file=form, name=table)
            made.problems.append(problem("table-source", place, Severity.WARNING, table=table, source=source))
    return made


def _read(made: Instances, table: str, kind: str, files: Files) -> Library:
    """The table in a file, empty where that is missing or broken."""
    file = made.files[table]
    content = files(file)
    if content is None:
        place = Place(file=made.form, name=table)
        made.problems.append(problem("table-missing", place, Severity.WARNING, table=table, file=file))
        return Library()
    try:
        library, problems = _parsed(file, kind, content)
    except ProblemError as error:
        library, problems = Library(), list(error.problems)
    made.problems += problems
    return library


def _parsed(file: str, kind: str, content: bytes) -> tuple[Library, list[Problem]]:
    if len(content) > MAX_BYTES:
        raise ProblemError(problem("table-too-large", Place(file), megabytes=MAX_BYTES // 1024 // 1024))
    if kind != "file-csv" and not file.lower().endswith("geojson"):
        return Library(parse_xml(file, content).children), []
    root, problems = (read_delimited if kind == "file-csv" else read_geojson)(file, content)
    return Library([root]), problems


def add_itemsets(made: Instances, elements: Iterable[Element], files: Files) -> None:
    """Add the lists of `itemsets.csv`, each as a table of its own, where questions look for choices there."""
    if not any(itemset.external for itemset in _itemsets(elements)):
        return
    made.files[ITEMSETS] = ITEMSETS
    whole = _read(made, ITEMSETS, "file-csv", files)
    lists: dict[str, Library] = {}
    for root in whole.elements():
        for row in root.children:
            assert isinstance(row, TableRow)
            name = next((text for column in _LIST_NAMES for text in row.texts(column)), "")
            parent = next(lists.setdefault(name, Library([Node(root.kind, root.name)])).elements())
            row.parent = parent
            parent.children.append(row)
    made.found = lists | made.found


def missing_columns(made: Instances, elements: Iterable[Element]) -> list[Problem]:
    """Columns with names or labels of choices that the attached tables do not have."""
    missing: dict[tuple[str, str], None] = {}
    for itemset in _itemsets(elements):
        table = table_of(itemset.source)
        root = next(made.found[table].elements(), None) if table in made.files else None
        rows = list(islice(root.elements(), _LOOKED_AT)) if root else []
        known = {one.name for row in rows for one in row.elements()}
        wanted = (itemset.value, itemset.label_column) if rows else ()
        missing |= {(made.files[table], name): None for name in wanted if name not in known}
    return [problem("column-missing", Place(file, row=1), name=name) for file, name in missing]


def table_of(source: str) -> str:
    """The table that an itemset's expression starts from; "" where it starts from answers."""
    match = _INSTANCE.match(source)
    return match[2] if match else ""


def _itemsets(elements: Iterable[Element]) -> Iterator[Itemset]:
    return (one.control.itemset for one in elements if one.control and one.control.itemset)
