"""What a finished report says, read back from its file: structure, words, tables, everything that could tell a secret."""

import ctypes
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from tests.reports.archival import pages_of


@dataclass
class Part:
    """An element of the structure tree with its own words and what is below it."""

    role: str
    words: str = ""
    parts: list["Part"] = field(default_factory=list)

    def below(self, role: str) -> Iterator["Part"]:
        """All elements of a role, in reading order."""
        for part in self.parts:
            if part.role == role:
                yield part
            yield from part.below(role)

    @property
    def text(self) -> str:
        """All words of it and below, with single spaces."""
        return " ".join(" ".join([self.words, *(part.text for part in self.parts)]).split())


def run(tool: str, *arguments: str) -> str:
    """What a tool of poppler or qpdf says."""
    path = shutil.which(tool)
    if path is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([path, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.decode("utf-8")


def structure(report: bytes) -> Part:
    """The structure tree with the words of its marked content."""
    said = _marked(report)
    with pikepdf.open(io.BytesIO(report)) as pdf:
        pages_ = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return _part(pdf.Root.StructTreeRoot.K[0], pages_, said)


def _part(element: pikepdf.Object, pages_: dict[tuple[int, int], int], said: dict[tuple[int, int], str]) -> Part:
    part = Part(str(element.S).lstrip("/"))
    for child in element.K:
        if not isinstance(child, pikepdf.Object):
            continue
        if child.get("/S") is not None:
            part.parts.append(_part(child, pages_, said))
        elif child.get("/Type") == "/MCR":
            words_ = said.get((pages_[child.Pg.objgen], int(child.MCID)), "")
            part.parts.append(Part("", words_.replace("\xa0", " ")))
    return part


def _marked(report: bytes) -> dict[tuple[int, int], str]:
    """The words of each marked content, by page from 0 and mark, as pdfium reads them."""
    found: dict[tuple[int, int], str] = {}
    document = pdfium.PdfDocument(report)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=1):
            mark = pdfium_c.FPDFPageObj_GetMarkedContentID(thing.raw)
            if mark >= 0:
                found[number, mark] = found.get((number, mark), "") + _words_of(thing.raw, text.raw)
    document.close()
    return found


def _words_of(thing: object, text: object) -> str:
    size = pdfium_c.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def tables(report: bytes) -> list[list[list[str]]]:
    """Rows of cells of every table, spanned columns left empty at their place."""
    return [list(_rows(table)) for table in structure(report).below("Table")]


def _rows(table: Part) -> Iterator[list[str]]:
    for row in table.below("TR"):
        yield [cell.text for cell in row.parts if cell.role in {"TH", "TD"}]


def running_text(report: bytes) -> str:
    """All words outside of tables, figures, links, captions and the table of contents."""
    return " ".join(" ".join(_outside(structure(report))).split())


def _outside(part: Part) -> Iterator[str]:
    if part.role in {"Table", "Figure", "TOC", "Link", "Caption"}:
        return
    yield part.words
    for below in part.parts:
        yield from _outside(below)


def words(report: bytes) -> str:
    """All text, with single spaces between words."""
    return " ".join(" ".join(pages_of(report)).split())


def attached(report: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        return {name: entry.get_file().read_bytes() for name, entry in pdf.attachments.items()}


def everything(report: bytes) -> str:
    """Whatever the file holds in any form: text, tree, alternative texts, bookmarks, attachments, metadata, raw streams."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        pdf.save(
            plain := io.BytesIO(),
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    raw = plain.getvalue()
    return " ".join([spoken(report), raw.decode("latin-1"), raw.replace(b"\x00", b"").decode("latin-1")])


def spoken(report: bytes) -> str:
    """Whatever somebody can read or hear: text, tree, all strings (alternative texts, bookmarks, metadata), attachments."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        strings = " ".join([*_strings(pdf), pdf.Root.Metadata.read_bytes().decode()])
    return " ".join([words(report), structure(report).text, strings, *map(repr, attached(report).items())])


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every string object, decoded."""
    for thing in pdf.objects:
        yield from _strings_in(thing)


def _strings_in(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for value in thing.values():
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _strings_in(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _strings_in(value)
