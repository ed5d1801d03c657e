"""Reading XML safely: no document type entities, nothing fetched, bounded in size and depth."""

from xml.parsers import expat

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.support.plain import plain

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200
XML_SPACE = "http://www.w3.org/XML/1998/namespace"
_SEPARATOR = "\x1f"


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
        raise ProblemError(problem(refused.code, Place(file=name))) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        place = Place(file=name, row=line, column=str(getattr(error, "offset", "") or ""))
        raise ProblemError(problem("xml-malformed", place, text=str(error))) from None
    return builder.document


class _Builder:
    """Expat's callbacks, building `Node`s."""

    def __init__(self) -> None:
        self.document = Node(NodeKind.DOCUMENT)
        self._node = self.document
        self._depth = 0
        self._text: list[str] = []
        self._declared: list[Node] = []

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.ordered_attributes = True
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

    def _start(self, name: str, attributes: list[str]) -> None:
        self._flush()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            code = "xml-too-deep"
            raise _RefusedError(code)
        element = _named(NodeKind.ELEMENT, name, self._node)
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            attribute = _named(NodeKind.ATTRIBUTE, key, element)
            attribute.value = value
            element.attributes.append(attribute)
        for declaration in self._declared:
            declaration.parent = element
        element.attributes += self._declared
        self._declared = []
        self._node.children.append(element)
        self._node = element

    def _namespace(self, prefix: str | None, space: str | None) -> None:
        name, before = (prefix, "xmlns") if prefix else ("xmlns", "")
        self._declared.append(Node(NodeKind.ATTRIBUTE, name, prefix=before, value=space or ""))

    def _end(self, _name: str) -> None:
        self._flush()
        self._depth -= 1
        assert self._node.parent is not None
        self._node = self._node.parent

    def _flush(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            self._node.children.append(Node(NodeKind.TEXT, value=text, parent=self._node))

    def _comment(self, text: str) -> None:
        self._flush()
        self._node.children.append(Node(NodeKind.COMMENT, value=text, parent=self._node))

    def _instruction(self, target: str, data: str) -> None:
        self._flush()
        self._node.children.append(Node(NodeKind.INSTRUCTION, target, value=data, parent=self._node))

    def _entity(self, *_declaration: object) -> None:
        code = "xml-entities"
        raise _RefusedError(code)


def _named(kind: NodeKind, name: str, parent: Node) -> Node:
    parts = name.split(_SEPARATOR)
    if len(parts) == 1:
        return Node(kind, parts[0], parent=parent)
    prefix = parts[2] if len(parts) > 2 else ""
    return Node(kind, parts[1], space=parts[0], prefix=prefix, parent=parent)


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
