"""What every file for the archive has to be: PDF/A-3 level A and PDF/UA-1, as far as a program can tell.

Our own checks read the file with pikepdf. `pdf-oxide` is asked too, but it is shallow: it finds a missing language, title bar, tree, metadata, output
intent, font file or a script at opening; it does not see figures without words, headings that skip a level, content outside of marks, fonts that cannot be
read back as text, or attachments without a relationship, and says so only in part. `verapdf`, where it is installed, has the last word.
"""

import io
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pdf_oxide import PdfDocument
from pikepdf import Array, Dictionary, Name, Object, Pdf

HEADING = re.compile(r"/H([1-6])")
PAINT = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}
INK = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
"""Operators of colours that the output intent does not explain."""
FORBIDDEN = ("/JavaScript", "/JS", "/Launch", "/AA", "/XFA", "/Encrypt")
ROLES = re.compile(
    "/(Document|Part|Sect|Div|P|H[1-6]|L|LI|Lbl|LBody|Table|TR|TH|TD|Figure|Caption|Link|Reference|TOCI?|BlockQuote|Span)"
)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as another program finds it: words whole, spaces single."""
    document = pdfium.PdfDocument(pdf)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [" ".join(re.sub("[\x02\u00ad]\\s*|\ufffe\\s*", "", page).split()) for page in found]


def assert_archival(pdf: bytes, language: str) -> None:
    """Fails with a list of all that is wrong."""
    found = [*faults(pdf, language), *_others(pdf)]
    assert not found, "\n".join(found)


def faults(pdf: bytes, language: str) -> list[str]:
    """Everything that a file for the archive must not be, by our own checks."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        own = [*_catalogue(file, language), *_fonts(file), *_content(file), *_attachments(file), *_forbidden(file)]
        if "/StructTreeRoot" in file.Root:
            own += [*_tree(file), *_marks(file), *_links(file), *_bookmarks(file)]
    return own


def elements(file: Pdf) -> Iterator[Dictionary]:
    """All structure elements in reading order."""
    waiting = _children(file.Root.StructTreeRoot)
    while waiting:
        one = waiting.pop(0)
        if "/S" in one:
            yield one
            waiting[:0] = _children(one)


def _children(one: Object) -> list[Dictionary]:
    children = one.get("/K", [])
    return [
        child for child in (children if isinstance(children, Array) else [children]) if isinstance(child, Dictionary)
    ]


def _catalogue(file: Pdf, language: str) -> Iterator[str]:
    root, title = file.Root, str(file.docinfo.get("/Title", ""))
    with file.open_metadata() as xmp:
        said = {key: str(xmp.get(key, "")) for key in ("dc:title", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part")}
    wanted = {"dc:title": title, "pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    yield from (f"metadata: {key} is {said[key]!r}" for key, value in wanted.items() if said[key] != value)
    if not title:
        yield "no title"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "no structure tree"
    if not str(root.get("/Lang", "")).startswith(f"{language}-"):
        yield f"language is {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title bar shows the file's name"
    intents = root.get("/OutputIntents", [])
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1" or int(intents[0].DestOutputProfile.N) != 3:
        yield "no output intent for RGB"


def _fonts(file: Pdf) -> Iterator[str]:
    for page in file.pages:
        for name, font in page.Resources.get("/Font", {}).items():
            about = font.get("/FontDescriptor", {})
            if not any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"font {font.get('/BaseFont', name)} is not embedded"
            if "/ToUnicode" not in font:
                yield f"font {font.get('/BaseFont', name)} cannot be read back as text"


def _content(file: Pdf) -> Iterator[str]:
    for number, page in enumerate(file.pages, start=1):
        if page.obj.get("/Tabs") != Name.S:
            yield f"page {number}: tab order is not that of the structure"
        marks, text_at, found = 0, [], set()
        for _, operator in pikepdf.parse_content_stream(page):
            sign = str(operator)
            if sign in ("BDC", "BMC"):
                marks += 1
                text_at.append("in text" if "BT" in text_at else "")
            elif sign == "EMC":
                marks -= 1
                found |= {"marks and texts overlap"} if text_at[-1:] == ["BT"] else set()
                text_at.pop()
            elif sign == "BT":
                text_at.append("BT")
            elif sign == "ET":
                found |= {"marks and texts overlap"} if text_at[-1:] != ["BT"] else set()
                text_at.pop()
            elif sign in PAINT and marks != 1:
                found.add(f"content in {marks} marks ({sign})")
            elif sign in INK:
                found.add(f"colours that the output intent does not explain ({sign})")
        found |= {"marks are not closed"} if marks else set()
        yield from (f"page {number}: {one}" for one in sorted(found))


def _attachments(file: Pdf) -> Iterator[str]:
    listed = {entry.objgen for entry in file.Root.get("/AF", [])}
    for name, entry in file.attachments.items():
        about = entry.obj
        if about.get("/AFRelationship") is None or about.objgen not in listed:
            yield f"attachment {name} has no relationship"
        if not str(about.get("/Desc", "")) or "/Subtype" not in about.EF.F or "/UF" not in about:
            yield f"attachment {name} does not say what it is"


def _forbidden(file: Pdf) -> Iterator[str]:
    if file.is_encrypted:
        yield "encrypted"
    for one in file.objects:
        for about in _dictionaries(one):
            names = {*about.keys(), *(str(value) for value in about.values() if isinstance(value, Name))}
            yield from (f"forbidden: {key}" for key in FORBIDDEN if key in names)
            if about.get("/SMask") not in (None, Name.None_) or about.get("/BM") not in (None, Name.Normal):
                yield "a mask or a way of blending"


def _dictionaries(one: Object) -> Iterator[Object]:
    """The dictionary and those inside of it that are no objects of their own."""
    if isinstance(one, (Dictionary, pikepdf.Stream)):
        yield one
    inside = one.values() if isinstance(one, (Dictionary, pikepdf.Stream)) else one if isinstance(one, Array) else ()
    for child in inside:
        if isinstance(child, Object) and not child.is_indirect:
            yield from _dictionaries(child)


def _tree(file: Pdf) -> Iterator[str]:
    level, titles = 0, 0
    for one in elements(file):
        role = str(one.S)
        if not ROLES.fullmatch(role):
            yield f"unknown element {role}"
        if heading := HEADING.fullmatch(role):
            if int(heading[1]) > level + 1:
                yield f"a heading of level {heading[1]} after one of {level}"
            level = int(heading[1])
            titles += level == 1
        elif role == "/Figure":
            yield from _figure(one)
        elif role == "/Table":
            yield from _table(one)
        elif role == "/TOC" and any(child.S not in ("/TOCI", "/Caption") for child in _children(one)):
            yield "a table of contents with something else than lines"
        elif role == "/L" and any(child.S != "/LI" for child in _children(one)):
            yield "a list with something else than items"
    if level and titles != 1:
        yield f"{titles} headings of the first level"


def _figure(one: Dictionary) -> Iterator[str]:
    if not str(one.get("/Alt", "")).strip():
        yield "a figure without words"
    box = [float(value) for value in one.get("/A", {}).get("/BBox", [])]
    if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
        yield "a figure that does not say where it is"


def _table(one: Dictionary) -> Iterator[str]:
    rows = [child for child in _children(one) if child.S == "/TR"]
    cells = [_children(row) for row in rows]
    if not rows or any(child.S not in ("/TR", "/Caption") for child in _children(one)):
        yield "a table with something else than rows"
    if len({sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in row) for row in cells}) > 1:
        yield "a table with rows of different length"
    heads = [cell for row in cells for cell in row if cell.S == "/TH"]
    if not heads or any("/Scope" not in cell.get("/A", {}) for cell in heads):
        yield "a table whose heads do not say what they are the heads of"


def _marks(file: Pdf) -> Iterator[str]:
    """Every mark on a page belongs to exactly one element, and the tree of parents says to which."""
    claimed: Counter[tuple[int, int]] = Counter()
    parents = _parents(file)
    indices = {page.obj.objgen: int(page.obj.StructParents) for page in file.pages}
    for one in elements(file):
        for child in _children(one):
            if child.get("/Type") == "/MCR":
                page, mark = child.Pg.objgen, int(child.MCID)
                claimed[page[0], mark] += 1
                if parents[indices[page]][mark].objgen != one.objgen:
                    yield f"mark {mark} leads back to another element"
    drawn = Counter(
        (page.obj.objgen[0], int(operands[1].MCID))
        for page in file.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    )
    if claimed != drawn or set(claimed.values()) - {1}:
        yield "marks and elements do not agree"


def _parents(file: Pdf) -> dict[int, Object]:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip((int(one) for one in numbers[::2]), numbers[1::2], strict=True))


def _links(file: Pdf) -> Iterator[str]:
    parents, pages = _parents(file), {page.obj.objgen for page in file.pages}
    for page in file.pages:
        for link in page.obj.get("/Annots", []):
            if not str(link.get("/Contents", "")).strip():
                yield "a link without words"
            if not int(link.get("/F", 0)) & 4:
                yield "a link that is not printed"
            if not isinstance(link.get("/Dest"), Array) or link.Dest[0].objgen not in pages:
                yield "a link to nowhere"
            element = parents.get(int(link.get("/StructParent", -1)))
            if element is None or element.S != "/Link":
                yield "a link outside of the structure"
            elif not any(
                child.get("/Type") == "/OBJR" and child.Obj.objgen == link.objgen for child in _children(element)
            ):
                yield "a link that its element does not know"


def _bookmarks(file: Pdf) -> Iterator[str]:
    headings = sum(bool(HEADING.fullmatch(str(one.S))) for one in elements(file))
    with file.open_outline() as outline:
        waiting, count = list(outline.root), 0
        while waiting:
            count += 1
            waiting += waiting.pop().children
    if count != headings:
        yield f"{count} bookmarks for {headings} headings"


def _others(pdf: bytes) -> list[str]:
    """What other programs say."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(pdf)
        return list(_said(path))


def _said(path: Path) -> Iterator[str]:
    document = PdfDocument(str(path))
    for verdict in (document.validate_pdf_a("3a"), document.validate_pdf_ua()):
        yield from (f"pdf-oxide: {error}" for error in verdict["errors"])
    said = _run("qpdf", "--check", str(path))
    if said and "No syntax or stream encoding errors" not in said:
        yield f"qpdf: {said}"
    tree = _run("pdfinfo", "-struct-text", str(path))
    if tree and not tree.strip().startswith("Document"):
        yield "poppler reads no structure"
    for profile in ("3a", "ua1"):
        said = _run("verapdf", "--format", "text", "--flavour", profile, str(path))
        if said and not said.startswith("PASS"):
            yield f"verapdf {profile}: {said}"


def _run(tool: str, *arguments: str) -> str:
    """What a tool says, "" where it is not installed."""
    if shutil.which(tool) is None:
        return ""
    done = subprocess.run([tool, *arguments], capture_output=True, check=False, timeout=60)
    return (done.stdout + done.stderr).decode(errors="replace")
