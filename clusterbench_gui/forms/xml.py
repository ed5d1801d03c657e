"""Reading XML safely: no document type entities, nothing fetched, bounded in size and depth."""

from xml.parsers import expat

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.forms.limits import MOST_NODES
from clusterbench_gui.forms.nodes import SEPARATOR, Node, NodeKind, split
from clusterbench_gui.support.plain import plain

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200
XML_SPACE = "http://www.w3.org/XML/1998/namespace"


class _RefusedError(Exception):
    """The document declares entities or is nested too deeply; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_xml(name: str, content: bytes) -> Node:
    """Parse a document into its document node. Raises `ProblemError` ("xml-…") where it is not safe, well-formed XML."""
    if len(content) > MAX_BYTES:
        raise ProblemError(problem("xml-too-large", Place(file=name), megabytes=MAX_BYTES // 1024 // 1024))
    builder = _Builder()
    try:
        builder.parse(content)
    except _RefusedError as refused:
        raise ProblemError(problem(refused.code, Place(file=name), count=MOST_NODES)) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        place = Place(file=name, row=line, column=str(getattr(error, "offset", "") or ""))
        raise ProblemError(problem("xml-malformed", place, text=str(error))) from None
    return builder.document


class _Builder:
    """Expat's callbacks, building `Node`s. Large forms are read while somebody waits, so that these few lines are kept lean."""

    def __init__(self) -> None:
        self.document = Node(NodeKind.DOCUMENT)
        self._node = self.document
        self._depth = 0
        self._nodes = 0
        self._text: list[str] = []
        self._declared: dict[str, str] = {}
        self._names: dict[str, tuple[str, str, str]] = {}

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartCdataSectionHandler = self._flush
        parser.EndCdataSectionHandler = self._flush
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._text:
            self._flush()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            code = "xml-too-deep"
            raise _RefusedError(code)
        self._count(1 + len(attributes))
        parent = self._node
        element = Node(NodeKind.ELEMENT, *(self._names.get(name) or self._named(name)), "", parent)
        if attributes:
            element.written = attributes
        if self._declared:
            element.written = {**attributes, **self._declared}
            self._declared = {}
        parent.children.append(element)
        self._node = element

    def _named(self, name: str) -> tuple[str, str, str]:
        """What a name of an element means; forms use few of them, many times."""
        found = self._names[name] = split(name)
        return found

    def _namespace(self, prefix: str | None, space: str | None) -> None:
        key = f"{SEPARATOR}{prefix}{SEPARATOR}xmlns" if prefix else "xmlns"
        self._declared[key] = space or ""

    def _end(self, _name: str) -> None:
        node = self._node
        if self._text:
            if node.children:
                self._flush()
            else:
                node.value = "".join(self._text)
                self._text.clear()
        self._depth -= 1
        parent = node.parent
        assert parent is not None
        self._node = parent

    def _flush(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            self._count(1)
            self._node.children.append(Node(NodeKind.TEXT, value=text, parent=self._node))

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            code = "xml-too-many-nodes"
            raise _RefusedError(code)

    def _comment(self, text: str) -> None:
        self._flush()
        self._count(1)
        self._node.children.append(Node(NodeKind.COMMENT, value=text, parent=self._node))

    def _instruction(self, target: str, data: str) -> None:
        self._flush()
        self._count(1)
        self._node.children.append(Node(NodeKind.INSTRUCTION, target, value=data, parent=self._node))

    def _entity(self, *_declaration: object) -> None:
        code = "xml-entities"
        raise _RefusedError(code)


def escape(text: str) -> str:
    """Text for an element's content; a visible mark stands for characters that XML 1.0 cannot hold."""
    return (
        plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )


def escape_attribute(text: str) -> str:
    """Text for a quoted attribute, where readers would make blanks of line breaks and tabs."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")
