"""The page that lists the files of a folder of views, with each view in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

_STYLE = (
    f"body{{font:16px/1.5 Lato,sans-serif;color:{LIGHT.ink};background:{LIGHT.surface};max-width:60em;margin:2em auto;padding:0 1em}}"
    f"img{{max-width:100%;border:1px solid {LIGHT.line}}}"
    f".note{{color:{LIGHT.muted};font-size:.85em}}"
    f".warning{{color:{LIGHT.warn};background:{LIGHT.warn_soft};font-weight:bold;padding:.5em 1em}}"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A view: its name, its finding, all of it in words, its files, its source line. Without files: why there are none."""

    name: str
    finding: str
    words: str
    files: tuple[str, ...] = ()
    source: str = ""


def page(
    title: str, source: str, entries: Sequence[Entry], texts: Texts, *, warning: str = "", workbook: str = ""
) -> bytes:
    """The page as HTML that needs nothing but the files beside it. `warning` stands above everything, `workbook` is a file."""
    numbers = texts.t("All numbers in one workbook")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{texts.language}">',
        f'<head><meta charset="utf-8"><title>{escape(f"{warning}: {title}" if warning else title)}</title>',
        f"<style>{_STYLE}</style></head>",
        "<body>",
        _paragraph(warning, "warning"),
        f"<h1>{escape(title)}</h1>",
        _paragraph(source, "note"),
        f"<p>{_link(workbook, numbers)}</p>" if workbook else "",
        *(line for entry in entries for line in _section(entry)),
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines if line).encode()


def _section(entry: Entry) -> list[str]:
    image = next((file for ending in (".svg", ".png") for file in entry.files if file.endswith(ending)), "")
    links = " · ".join(_link(file, PurePath(file).suffix[1:].upper()) for file in entry.files)
    return [
        f"<h2>{escape(entry.name)}</h2>",
        _paragraph(entry.finding),
        f'<p><img src="{escape(image)}" alt="{escape(entry.finding)}"></p>' if image else "",
        f"<p>{links}</p>" if links else "",
        _paragraph(entry.words),
        _paragraph(entry.source, "note"),
    ]


def _paragraph(words: str, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    return f"<p{look}>{escape(words)}</p>" if words else ""


def _link(file: str, words: str) -> str:
    return f'<a href="{escape(file)}">{escape(words)}</a>'
