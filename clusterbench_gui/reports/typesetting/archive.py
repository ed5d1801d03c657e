"""From drawn pages to a file for the archive: PDF/A-3 level A with PDF/UA-1 tags, attachments, and always the same bytes.

ISO 19005-3 and ISO 14289-1 ask for the structure tree, a language, a title, metadata as XMP that agree with the older
dictionary, an output intent for the colours, and a relationship of every attached file.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import ImageCms

from clusterbench_gui.reports.typesetting.tagging import Annotation, Content, Element
from clusterbench_gui.support.resources import resource

AUTHOR = "ClusterBench"
"""Who files are by, where nobody else publishes them."""

_LOCALES = {"pl": "pl-PL", "en": "en-GB"}
_CREATOR = "ClusterBench"
_PRODUCER = "ReportLab, pikepdf"
_PRINTED = 4
"""The flag of an annotation that is not left out on paper."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself. `moment` comes from the data, never from the clock; None where there is no data."""

    title: str
    author: str
    language: str
    moment: datetime | None
    program: str

    @property
    def locale(self) -> str:
        """Language and region, as PDF wants it."""
        return _LOCALES.get(self.language, self.language)

    @property
    def creator(self) -> str:
        """Program and version."""
        return f"{_CREATOR} {self.program}".strip()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file. `media` is its media type."""

    name: str
    media: str
    description: str
    content: bytes


def archive(pages: bytes, tree: Element, metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
    """Add the structure tree, metadata and attachments to drawn pages."""
    pdf = pikepdf.open(io.BytesIO(pages))
    _add_structure(pdf, tree)
    _add_catalogue(pdf, metadata)
    _add_attachments(pdf, metadata, sorted(attachments, key=lambda one: one.name))
    _add_info(pdf, metadata)
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


class _StructureWriter:
    """Writes elements as dictionaries, and collects which mark on which page belongs to which of them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._marks: list[dict[int, Object]] = [{} for _ in pdf.pages]
        self._linked: list[Object] = []

    def write(self, element: Element, parent: Object) -> Object:
        """The element and everything below."""
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        if element.alt:
            made.Alt = String(element.alt)
        if element.box is not None:
            box = Array([round(value, 2) for value in element.box])
            made.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        elif element.attributes:
            made.A = Dictionary(
                {"/O": Name.Table} | {f"/{key}": _value(value) for key, value in element.attributes.items()}
            )
        made.K = Array([self._child(child, made) for child in element.children])
        return made

    def _child(self, child: Element | Content | Annotation, parent: Object) -> Object:
        if isinstance(child, Element):
            return self.write(child, parent)
        if isinstance(child, Annotation):
            return self._link(child, parent)
        self._marks[child.page][child.mark] = parent
        return Dictionary(Type=Name.MCR, Pg=self._pdf.pages[child.page].obj, MCID=child.mark)

    def _link(self, link: Annotation, parent: Object) -> Object:
        """The link as part of its element, with words and the flag that PDF/A asks for: it is printed."""
        page = self._pdf.pages[link.page].obj
        made = self._pdf.make_indirect(page.Annots[link.number])
        page.Annots[link.number] = made
        made.Contents = String(link.words)
        made.F = _PRINTED
        made.StructParent = len(self._pdf.pages) + len(self._linked)
        self._linked.append(parent)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=made)

    def parent_tree(self) -> Object:
        """From the marks of each page, and from each link, back to their elements."""
        numbers: list[Object | int] = []
        for index, (page, marks) in enumerate(zip(self._pdf.pages, self._marks, strict=True)):
            page.obj.StructParents = index
            page.obj.Tabs = Name.S
            numbers += [index, self._pdf.make_indirect(Array([marks[mark] for mark in range(len(marks))]))]
        for index, element in enumerate(self._linked, start=len(self._pdf.pages)):
            numbers += [index, element]
        return self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))


def _value(value: str | int) -> Object | int:
    return Name(f"/{value}") if isinstance(value, str) else value


def _add_structure(pdf: Pdf, tree: Element) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _StructureWriter(pdf)
    root.K = Array([writer.write(tree, root)])
    root.ParentTree = writer.parent_tree()
    root.ParentTreeNextKey = len(root.ParentTree.Nums) // 2
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _add_catalogue(pdf: Pdf, metadata: Metadata) -> None:
    profile = pdf.make_stream(_colour_profile(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.Lang = String(metadata.locale)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.Root.Metadata = pdf.make_stream(_xmp(metadata), Type=Name.Metadata, Subtype=Name.XML)


def _add_attachments(pdf: Pdf, metadata: Metadata, attachments: Sequence[Attachment]) -> None:
    if not attachments:
        return
    names: list[Object] = []
    for one in attachments:
        digest = hashlib.md5(one.content, usedforsecurity=False).digest()
        about = Dictionary({"/Size": len(one.content), "/CheckSum": String(digest)} | _dates(metadata))
        stream = pdf.make_stream(one.content, Type=Name.EmbeddedFile, Subtype=Name(f"/{one.media}"), Params=about)
        entry = Dictionary(
            Type=Name.Filespec,
            F=String(one.name),
            UF=String(one.name),
            Desc=String(one.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
        names += [String(one.name), pdf.make_indirect(entry)]
    pdf.Root.AF = Array(names[1::2])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))


def _add_info(pdf: Pdf, metadata: Metadata) -> None:
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            {
                "/Title": String(metadata.title),
                "/Author": String(metadata.author),
                "/Creator": String(metadata.creator),
                "/Producer": String(_PRODUCER),
            }
            | _dates(metadata)
        )
    )


def _dates(metadata: Metadata) -> dict[str, Object]:
    if metadata.moment is None:
        return {}
    text = String(metadata.moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'"))
    return {"/CreationDate": text, "/ModDate": text}


def _xmp(metadata: Metadata) -> bytes:
    """The template with the values of this file; the lines of dates are left out where there is no date."""
    moment = metadata.moment and metadata.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    template = resource("reports", "metadata.xmp").read_text(encoding="utf-8")
    lines = [line for line in template.splitlines() if moment or "{moment}" not in line]
    values = {
        "title": metadata.title,
        "author": metadata.author,
        "language": metadata.locale,
        "creator": metadata.creator,
        "producer": _PRODUCER,
        "moment": moment or "",
    }
    return "\n".join(lines).format(**{key: escape(value) for key, value in values.items()}).encode()


@cache
def _colour_profile() -> bytes:
    """The sRGB profile with a fixed date and without an identity, as bytes 24 to 35 and 84 to 99 would differ by run."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = (2000).to_bytes(2, "big") + b"\0\1\0\1" + bytes(6)
    profile[84:100] = bytes(16)
    return bytes(profile)
