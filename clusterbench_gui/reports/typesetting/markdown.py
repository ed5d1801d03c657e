"""Texts written as Markdown, in blocks that a manuscript can take: the subset that guides need, and nothing else.

CommonMark with tables, as markdown-it-py reads it. Ticks of checklists are `- [ ]`, as GitHub writes them; a line of dashes begins a new page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import DASH

Runs: TypeAlias = tuple[Run, ...]
BOX = "☐"
"""What stands before a line to be ticked."""
_TICK = "[ ] "


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; `is_quoted` where it stands in a block quote."""

    runs: Runs
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list without lists inside. `signs` has what stands before each entry: a dash, a number, or a box to tick."""

    signs: tuple[str, ...]
    entries: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row is its head."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Passage | Listing | Grid | PageBreak


class UnknownMarkupError(ValueError):
    """The text uses Markdown outside of the subset: nothing of a text may get lost silently."""


def read_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a text in their order. Raises `UnknownMarkupError` with the line of what it does not know."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return tuple(_blocks(SyntaxTreeNode(tokens)))


def words_of(runs: Sequence[Run]) -> str:
    """The words without their looks."""
    return "".join(run.text for run in runs)


def _blocks(root: SyntaxTreeNode) -> Iterator[Block]:
    for node in root.children:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1:]), words_of(_inline(node)))
            case "paragraph":
                yield Passage(_inline(node))
            case "blockquote":
                yield Passage(_inline(_paragraph(node)), is_quoted=True)
            case "bullet_list" | "ordered_list":
                yield _listing(node)
            case "table":
                yield Grid(tuple(_row(row) for part in node.children for row in part.children))
            case "hr":
                yield PageBreak()
            case _:
                raise _unknown(node)


def _listing(node: SyntaxTreeNode) -> Listing:
    entries = tuple(_inline(_paragraph(item)) for item in node.children)
    if node.type == "ordered_list":
        first = int(node.attrs.get("start", 1))
        return Listing(tuple(f"{number}." for number in range(first, first + len(entries))), entries)
    if all(words_of(entry).startswith(_TICK) for entry in entries):
        return Listing((BOX,) * len(entries), tuple(_without_tick(*entry) for entry in entries))
    return Listing((DASH,) * len(entries), entries)


def _without_tick(first: Run, *others: Run) -> Runs:
    return (replace(first, text=first.text.removeprefix(_TICK)), *others)


def _paragraph(item: SyntaxTreeNode) -> SyntaxTreeNode:
    """The one paragraph inside."""
    if [child.type for child in item.children] != ["paragraph"]:
        raise _unknown(item)
    return item.children[0]


def _row(row: SyntaxTreeNode) -> tuple[Runs, ...]:
    return tuple(_inline(cell) for cell in row.children)


def _inline(node: SyntaxTreeNode) -> Runs:
    """The text of a block: the pieces of its one inline child, between tokens that open and close emphasis."""
    runs: list[Run] = []
    style = Run("")
    for token in node.children[0].to_tokens()[0].children or ():
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting > 0)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting > 0)
            case "text":
                runs.append(replace(style, text=token.content))
            case "softbreak" | "hardbreak":
                runs.append(replace(style, text=" " if token.type == "softbreak" else "\n"))
            case other:
                raise _unknown(node, other)
    return tuple(run for run in runs if run.text)


def _unknown(node: SyntaxTreeNode, kind: str = "") -> UnknownMarkupError:
    line = node.map[0] + 1 if node.map else "?"
    return UnknownMarkupError(f"line {line}: {kind or node.type}")
