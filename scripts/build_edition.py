"""Build the XLSForms of editions: every `NAME.md` becomes `NAME.xlsx`, with fixed metadata.

    python scripts/build_edition.py [--check] [FOLDER …]

Without a folder it builds the bundled editions. The Markdown form is what people review; the workbook is what they open. `--check` writes nothing and fails where a
workbook is not what its Markdown gives.
"""

import argparse
import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from pyxform.xls2json_backends import md_table_to_workbook

EDITIONS = Path(__file__).resolve().parent.parent / "resources" / "editions"
MOMENT = datetime(2012, 6, 25)  # noqa: DTZ001 - a label inside the file; workbooks know no time zones


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "C2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        width = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(max(width, 8), 60) + 2
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def build(markdown: str) -> bytes:
    """The workbook of a Markdown form. Equal text gives equal bytes."""
    plain = io.BytesIO()
    md_table_to_workbook(markdown).save(plain)
    workbook = openpyxl.load_workbook(plain)
    for sheet in workbook.worksheets:
        _dress(sheet)
    workbook.properties.creator = "ClusterBench"
    workbook.properties.created = workbook.properties.modified = MOMENT
    raw = io.BytesIO()
    workbook.save(raw)
    return _with_fixed_times(raw.getvalue())


def _with_fixed_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _fixed_core(content)
            info = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def _fixed_core(content: bytes) -> bytes:
    """Openpyxl stamps the moment of saving into `modified`, whatever was set."""
    opening = content.index(b">", content.index(b"<dcterms:modified")) + 1
    closing = content.index(b"</dcterms:modified>")
    return content[:opening] + MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + content[closing:]


def main() -> int:
    """Build or check all of them; 1 if one is not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a workbook is not current")
    parser.add_argument(
        "folders", metavar="FOLDER", nargs="*", type=Path, help="folders of editions (default: the bundled)"
    )
    options = parser.parse_args()
    check, stale = options.check, 0
    sources = [path for folder in options.folders or EDITIONS.iterdir() for path in folder.glob("*.md")]
    for source in sorted(sources):
        target = source.with_suffix(".xlsx")
        if source.stem.startswith("guide"):
            continue
        data = build(source.read_text(encoding="utf-8"))
        if target.exists() and target.read_bytes() == data:
            continue
        stale += 1
        print(f"{'not current' if check else 'written'}: {target}")
        if not check:
            target.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
