"""Expressions over any XML document, without a form: what `form xpath` evaluates."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from random import Random, SystemRandom

from clusterbench_gui.forms.environment import local_now
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xml import parse_xml
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.context import Closure, Context, EvaluationError
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.values import Atom, Value

_PARSED = 64


class DocumentEnvironment:
    """A plain document, or an XForm whose instances and texts lie in it."""

    javarosa = False

    def __init__(self, document: Node, root: Node, language: str | None) -> None:
        """`root` is what a leading "/" means."""
        self.document = document
        self.root = root
        self.language = language
        self.random: Random = SystemRandom()
        self.seed = self.random.getrandbits(31)

    def read(self, node: Node) -> str:
        """The string value of XPath 1.0."""
        return node.text()

    def value(self, node: Node) -> Atom:
        """The same: a plain document has no types."""
        return node.text()

    def truth(self, nodes: list[Node]) -> bool:
        """A node-set is true when it is not empty."""
        return bool(nodes)

    def visible(self, nodes: list[Node]) -> list[Node]:
        """All of them."""
        return nodes

    def entering(self, holder: Node, repeat: Node, wanted: Node) -> None:
        """Nothing to say."""

    def optional(self, closure: Closure, context: Context) -> Value:
        """As it is."""
        return closure(context)

    def instance(self, name: str) -> Node | None:
        """The element `instance` with this id."""
        return next(
            (one for one in self.document.walk() if one.name == "instance" and one.attribute("id") == name), None
        )

    def itext(self, name: str, form: str = "") -> str | None:
        """The text of the current, else the default, else the first language."""
        translations = [one for one in self.document.walk() if one.name == "translation"]
        chosen = [one for one in translations if one.attribute("lang") == self.language]
        chosen += [one for one in translations if one.attribute("default") is not None] + translations[:1]
        for text in chosen[0].elements() if chosen else ():
            if text.attribute("id") == name:
                return next((one.text() for one in text.elements() if (one.attribute("form") or "") == form), None)
        return None

    def now(self) -> datetime:
        """The machine's time."""
        return local_now()

    def choice_name(self, value: str, _path: str, _context: Node, /) -> str:
        """No body, no choices."""
        return value

    def property(self, _name: str, /) -> str:
        """Nothing is known of the device."""
        return ""


@lru_cache(maxsize=_PARSED)
def _document(xml: str) -> Node:
    return parse_xml("document", xml.strip().encode())


def evaluate(
    expression: str,
    *,
    xml: str | None,
    context: str | None,
    root: str | None,
    language: str | None,
    wanted: str,
) -> str | float | bool | list[str]:
    """The expression's value at a context node, as boolean, number, string, or the string values of a node-set.

    Raises `SyntaxFault`, `EvaluationError`, or `ProblemError` for XML that cannot be read.
    """
    document = _document(xml or "<root/>")
    top = _place(document, root) if root else document
    env = DocumentEnvironment(document, top, language)
    at = Context(env, _place(document, context) if context else document)
    compiler = Compiler()
    tree = parse(expression)
    if wanted == "nodeset":
        return [env.read(node) for node in compiler.nodes(tree)(at)]
    kinds: dict[str, Callable[[Context], str | float | bool]] = {
        "boolean": compiler.truth(tree),
        "number": compiler.figure(tree),
        "string": compiler.text(tree),
    }
    return kinds.get(wanted, kinds["string"])(at)


def _place(document: Node, path: str) -> Node:
    env = DocumentEnvironment(document, document, None)
    found = Compiler().nodes(parse(path))(Context(env, document))
    if not found:
        code = "no-such-node"
        raise EvaluationError(code, path)
    return found[0]
