"""An XForm document to a `Form`: model, binds, texts, instances and body."""

import re
from dataclasses import dataclass, field

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem, raise_errors
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.attached import Files, add_itemsets, missing_columns, no_files, read_instances
from clusterbench_gui.forms.body import read_body
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.graph import CycleError, build_graph
from clusterbench_gui.forms.looks import pixels_of
from clusterbench_gui.forms.model import Bind, Element, Rule, Stated
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.programs import compile_form
from clusterbench_gui.forms.texts import read_absences, read_itext, wording_of
from clusterbench_gui.forms.values import accepted
from clusterbench_gui.forms.xml import parse_xml
from clusterbench_gui.support.memory import collection_paused

ROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"
_PREFIX = re.compile(r"/[\w.-]+:")
CLUSTERBENCH = "urn:clusterbench:xforms"
_RULES = tuple(
    (rule, rule.value) for rule in (Rule.RELEVANT, Rule.CALCULATE, Rule.REQUIRED, Rule.READONLY, Rule.CONSTRAINT)
)


@dataclass(slots=True)
class Draft:
    """A form in the making."""

    file: str
    document: Node
    model: Node
    body: Node
    elements: list[Element] = field(default_factory=list)
    by_path: dict[str, Element] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repeats: set[str] = field(default_factory=set)
    source: Node = field(default_factory=lambda: Node(NodeKind.DOCUMENT))
    holder: Node = field(default_factory=lambda: Node(NodeKind.DOCUMENT))

    def note(self, code: str, name: str = "", severity: Severity = Severity.ERROR, /, **values: str | int) -> None:
        """Add a problem at a named place."""
        self.problems.append(problem(code, Place(file=self.file, name=name), severity, **values))

    def element(self, path: str) -> Element | None:
        """The element at a nodeset or ref, written absolutely; prefixes do not matter. An attribute is computed from now on."""
        found = self.by_path.get(path.strip()) or self.by_path.get(_PREFIX.sub("/", path.strip()))
        owner, _, name = path.strip().rpartition("/@")
        above = self.element(owner) if found is None and owner else None
        if above is None or name not in above.written:
            return found
        return above.names.get(f"@{name}") or above.compute(name)


def form_of_xml(file: str, xml: bytes, files: Files = no_files) -> tuple[Form, tuple[Problem, ...]]:
    """Read an XForm with its attached files. Raises `ProblemError` with all errors found in the form itself.

    Returns beside the form its warnings, and what is wrong with the files: such lists are empty, and the form runs.
    """
    with collection_paused():
        return _read(file, xml, files)


def _read(file: str, xml: bytes, files: Files) -> tuple[Form, tuple[Problem, ...]]:
    document = parse_xml(file, xml)
    draft = _draft(file, document)
    _read_instance(draft)
    _read_binds(draft)
    languages, default, itext = read_itext(draft.model)
    actions = read_body(draft)
    draft.elements = draft.elements[0].subtree()
    for element in draft.elements:
        element.default = _typed(element, element.default)
    draft.elements[0].template = _stated(draft.elements[0], draft.source)
    _number(draft.elements[0])
    instances = read_instances(file, draft.model, files)
    add_itemsets(instances, draft.elements, files)
    title = next((one.text().strip() for one in document.walk() if one.name == "title"), "")
    root = draft.elements[0]
    form = Form(
        id=root.attribute("id") or root.name,
        version=root.attribute("version") or "",
        title=title,
        languages=languages,
        default_language=default,
        xml=xml,
        root=root,
        elements=tuple(draft.elements),
        itext=itext,
        instances=instances.found,
        last_saved=instances.last_saved,
        files=files,
        spaces={one.name: one.value for one in next(document.elements()).attributes if one.prefix == "xmlns"},
        broken=(*instances.problems, *missing_columns(instances, draft.elements)),
    )
    draft.problems += compile_form(form, draft.holder, actions, file)
    try:
        build_graph(form)
    except CycleError as cycle:
        draft.note("cyclic-calculation", cycle.names[0], names=", ".join(cycle.names))
    raise_errors(sorted(draft.problems, key=lambda one: one.severity is Severity.WARNING))
    return form, (*draft.problems, *form.broken)


def _draft(file: str, document: Node) -> Draft:
    top = next(document.elements(), None)
    model = next((one for one in document.walk() if one.name == "model"), None)
    body = next((one for one in top.elements() if one.name == "body"), None) if top else None
    if model is None or body is None:
        raise ProblemError(problem("not-a-form", Place(file=file)))
    return Draft(file, document, model, body)


def _read_instance(draft: Draft) -> None:
    primary = draft.model.first("instance")
    source = next(primary.elements(), None) if primary else None
    if source is None:
        raise ProblemError(problem("form-without-instance", Place(file=draft.file)))
    draft.source = source
    draft.repeats |= {(one.attribute("nodeset") or "").strip() for one in draft.body.walk() if one.name == "repeat"}
    root = _element(draft, source, None)
    root.parent = draft.holder
    draft.holder.children.append(root)


def _element(draft: Draft, source: Node, parent: Element | None) -> Element:
    element = Element(source, parent)
    element.written = source.written
    draft.elements.append(element)
    draft.by_path.setdefault(element.path, element)
    element.is_repeat = element.path in draft.repeats
    for inner in source.elements():
        known = element.names.get(inner.name)
        known = known if known is not None and known.is_repeat else None
        if known is None:
            known = _element(draft, inner, element)
            element.add(known)
        else:
            _more(draft, known, inner)
    if not element.children:
        element.default = source.text().strip()
    return element


def _more(draft: Draft, element: Element, source: Node) -> None:
    """A further row of a repeat may hold elements that the first one lacks."""
    for inner in source.elements():
        known = element.names.get(inner.name)
        if known is None:
            element.add(_element(draft, inner, element))
        else:
            _more(draft, known, inner)


def _stated(element: Element, source: Node) -> Stated:
    """What an instance or row states; templates are put on their repeats, else the first row, emptied, serves as one."""
    found = Stated()
    _state(element, source, found)
    for repeat, rows in found.rows.items():
        if not repeat.template.values and not repeat.template.rows:
            repeat.template = _emptied(rows[0])
    return found


def _emptied(row: Stated) -> Stated:
    """The same without values: what stands in a row that is no template is said of that row alone (JavaRosa)."""
    rows = {repeat: [_emptied(one) for one in inner] for repeat, inner in row.rows.items()}
    return Stated(dict.fromkeys(row.values, ""), rows)


def _state(element: Element, source: Node, found: Stated) -> None:
    if element.is_leaf:
        found.values[element] = _typed(element, source.text().strip())
    for one in source.elements():
        inner = element.names.get(one.name)
        if inner is None:
            continue
        if not inner.is_repeat:
            _state(inner, one, found)
        elif one.attribute("template", ROSA) is not None:
            inner.template = _stated(inner, one)
        else:
            found.rows.setdefault(inner, []).append(_stated(inner, one))


def _read_binds(draft: Draft) -> None:
    for one in draft.model.elements():
        if one.name == "bind":
            path = one.attribute("nodeset") or one.attribute("ref") or ""
            element = draft.element(path)
            if element is None:
                if "@" not in path:
                    draft.note("bind-without-node", path)
                continue
            element.bind = _bind(draft, one, element)


def _typed(element: Element, value: str) -> str:
    """A default as its type has it; one that is not of the type is none."""
    if element.control and element.control.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return " ".join(value.split())
    return (accepted(value, Kind.TEXT, element.bind.type) or "") if value else ""


def _bind(draft: Draft, source: Node, element: Element) -> Bind:
    bind = Bind(type=(source.attribute("type") or "string").rpartition(":")[2])
    for rule, name in _RULES:
        text = source.attribute(name)
        if text and not text.isspace():
            bind.sources[rule] = text
    foreign = source.foreign
    if not foreign:
        return bind
    warning = foreign.get((CLUSTERBENCH, "warning"))
    if warning:
        bind.sources[Rule.WARNING] = warning
    for rule, name, space in (
        (Rule.CONSTRAINT, "constraintMsg", ROSA),
        (Rule.REQUIRED, "requiredMsg", ROSA),
        (Rule.WARNING, "warningMsg", CLUSTERBENCH),
    ):
        message = foreign.get((space, name))
        if message:
            bind.messages[rule] = wording_of(message)
    bind.saveto = foreign.get((ENTITIES, "saveto"), "")
    bind.preload = (foreign.get((ROSA, "preload"), ""), foreign.get((ROSA, "preloadParams"), ""))
    absences, unknown = read_absences(foreign.get((CLUSTERBENCH, "absence"), ""))
    bind.absences = absences
    bind.pixels = pixels_of(foreign.get((OPENROSA, "max-pixels"), ""))
    bind.previous = foreign.get((CLUSTERBENCH, "previous"), "").strip()
    for word in unknown:
        place = Place(file=draft.file, column="bind::cb:absence", name=element.name)
        draft.problems.append(problem("unknown-absence", place, word=word))
    return bind


def _number(root: Element) -> None:
    """Give every element its index, scope, depth and slot; slots in the order in which rows make their cells."""
    counts: dict[Element, int] = {}
    for index, element in enumerate(root.subtree()):
        element.index = index
        parent = element.parent
        above = parent.scope if isinstance(parent, Element) else element
        element.scope = element if element.is_repeat or element is root else above
        element.depth = above.depth + element.is_repeat if element is not root else 0
        element.slot = counts.get(element.scope, 0)
        counts[element.scope] = element.slot + 1
