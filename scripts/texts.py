"""Keep the translations: collect texts from the source, merge them into the catalogues, compile them.

    python scripts/texts.py [--check]

`--check` writes nothing and fails where a text is missing from a catalogue, untranslated, fuzzy, or a compiled
catalogue is not current.
"""

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"t": None, "n": (1, 2), "c": ((1, "c"), 2), "_": None}
LANGUAGES = ("pl",)
MOMENT = datetime(2012, 6, 25, tzinfo=UTC)
"""Stands where a date must, so that equal texts give equal bytes."""
UNUSED_HEADERS = tuple(
    f'"{name}:'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def collect() -> Catalog:
    """Every text in the source, with the files where it stands."""
    catalog = Catalog(project="ClusterBench", charset="utf-8")
    found = extract_from_dir(
        ROOT / "clusterbench_gui", method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, _line, message, comments, context in found:
        name = Path(file).as_posix()
        catalog.add(message, locations=[(f"clusterbench_gui/{name}", None)], auto_comments=comments, context=context)
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """The binary catalogue."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """The catalogue as text, sorted, without dates and line numbers that change with every edit."""
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=False, include_lineno=False, width=110)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNUSED_HEADERS))


def merged(language: str, source: Catalog) -> Catalog:
    """The catalogue of a language with every text of the source; what nobody uses any more is gone."""
    path = LOCALE / language / "LC_MESSAGES" / "clusterbench.po"
    catalog = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(source, no_fuzzy_matching=True)
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = MOMENT
    catalog.header_comment = f"# Texts of ClusterBench: {language}. Edited by hand; collected by scripts/texts.py."
    catalog.obsolete.clear()
    return catalog


def gaps(catalog: Catalog) -> list[str]:
    """Texts without a whole translation, or whose translation lacks a field of the original."""
    found = [str(message.id) for message in catalog if message.id and (message.fuzzy or not _whole(message.string))]
    return found + [f"{message.id}: {error}" for message, errors in catalog.check() for error in errors]


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def main() -> int:
    """Update or check; 1 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where something is not current")
    check = parser.parse_args().check
    source = collect()
    bad = 0
    for language in LANGUAGES:
        catalog = merged(language, source)
        folder = LOCALE / language / "LC_MESSAGES"
        for text in gaps(catalog):
            bad += 1
            print(f"{language}: not translated: {text}")
        for name, content in (("clusterbench.po", written(catalog)), ("clusterbench.mo", compiled(catalog))):
            path = folder / name
            if path.exists() and path.read_bytes() == content:
                continue
            if check:
                bad += 1
                print(f"{language}: not current: {path.relative_to(ROOT)}")
            else:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
