"""The environment in which a session's expressions run."""

import hashlib
import math
import uuid
from collections.abc import Callable
from datetime import datetime
from random import Random, SystemRandom

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.limits import MOST_LETTERS, Meter
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.context import Closure, Context
from clusterbench_gui.forms.xpath.lookup import Library
from clusterbench_gui.forms.xpath.values import Atom, Value, date_text, parse_date, text_number, to_number, to_string

NUMERIC = frozenset({"int", "integer", "decimal"})
DATED = frozenset({"date", "dateTime"})


def local_now() -> datetime:
    """The machine's time with its offset."""
    return datetime.now().astimezone()


class SessionEnvironment(Meter):
    """Reads the cells of one interview. Irrelevant cells read as empty, as in JavaRosa."""

    javarosa = True

    def __init__(
        self,
        form: Form,
        document: Node,
        now: Callable[[], datetime] | None = None,
        last_saved: Library | None = None,
    ) -> None:
        """`document` holds the instance's root cell, `last_saved` is the submission before."""
        self.form = form
        self.root = document
        self.language = form.default_language
        self.random: Random = SystemRandom()
        self.seed = 1
        self.last_saved = last_saved
        self._now = now or local_now
        self.labels: Callable[[str, str, Node], str] = lambda value, _path, _context: value

    def read(self, node: Node) -> str:
        """The value of a relevant cell; the text of a node of another document."""
        if type(node) is Cell:
            return node.value if node.relevant else ""
        return node.text()

    def value(self, node: Node) -> Atom:
        """The answer in a cell as its bind types it, which decides how it compares (JavaRosa's XPathPathExpr)."""
        text = self.read(node)
        if not text or type(node) is not Cell:
            return text
        kind = node.element.bind.type
        if kind in NUMERIC:
            number = text_number(text, self)
            return text if math.isnan(number) else number
        return (parse_date(text) or text) if kind in DATED else text

    def truth(self, nodes: list[Node]) -> bool:
        """A cell is true when it has a value that is not the number 0 (JavaRosa)."""
        if not nodes:
            return False
        node = nodes[0]
        if not isinstance(node, Cell):
            return True
        text = self.read(node)
        if node.element.bind.type in NUMERIC:
            number = text_number(text, self)
            return number != 0 and not math.isnan(number)
        return bool(text)

    def visible(self, nodes: list[Node]) -> list[Node]:
        """Relevant nodes."""
        self.spend(len(nodes))
        return [node for node in nodes if node.relevant]

    def entering(self, holder: Node, repeat: Node, wanted: Node) -> None:
        """Nothing to say: no rows are no nodes."""

    def optional(self, closure: Closure, context: Context) -> Value:
        """As it is."""
        return closure(context)

    def instance(self, name: str) -> Node | None:
        """A secondary instance of the form."""
        if self.last_saved is not None and name in self.form.last_saved:
            return self.last_saved
        return self.form.instances.get(name)

    def itext(self, name: str) -> str | None:
        """A text in the session's language, outputs aside."""
        for language in (self.language, self.form.default_language):
            parts = self.form.itext.get(language, {}).get(name, {}).get("")
            if parts:
                return "".join(parts)
        return None

    def seed_by(self, instance_id: str) -> None:
        """Shuffle choices in the same way whenever this interview is opened."""
        self.seed = int.from_bytes(hashlib.sha256(instance_id.encode()).digest()[:4], "big") >> 1

    def new_uuid(self) -> str:
        """A random UUID."""
        return str(uuid.uuid4())

    def now(self) -> datetime:
        """The moment, aware."""
        return self._now()

    def choice_name(self, value: str, path: str, context: Node) -> str:
        """The label of a choice."""
        return self.labels(value, path, context)

    def property(self, name: str) -> str:
        """The form's version; nothing is told of the device."""
        return self.form.version if name == "version" else ""


def stored(value: Value, cell: Cell, env: SessionEnvironment) -> str:
    """A computed value as the instance keeps it: by the type of the bind; not-a-number is empty, yes and no are 1 and 0."""
    kind = cell.element.bind.type
    if kind in NUMERIC and not isinstance(value, bool):
        number = to_number(value, env)
        if math.isnan(number):
            return ""
        if kind != "decimal" and math.isfinite(number):
            number = float(math.trunc(number))
        return to_string(number, env)
    if isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    text = date_text(value) if isinstance(value, datetime) else to_string(value, env)
    if len(text) > MOST_LETTERS:
        return ""
    return text[:10] if kind == "date" and text[10:11] == "T" else text
