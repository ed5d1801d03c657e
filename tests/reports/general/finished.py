"""What a finished report says, read from the file itself."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Found:
    """A table of the structure tree: its caption, and its rows as they are read aloud."""

    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)


def structure(report: bytes, folder: Path) -> list[str]:
    """The structure tree in lines, as poppler tells it."""
    file = folder / "report.pdf"
    file.write_bytes(report)
    told = subprocess.run(["pdfinfo", "-struct-text", str(file)], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()


def spoken(lines: list[str]) -> str:
    """All that is read aloud; words broken at the end of a line are made whole."""
    said = (line.strip().strip('"') for line in lines if line.strip().startswith('"'))
    whole = re.sub(r"(?<=\w)\u00ad?-? ?\u00ad(?=\w)|(?<=\w)- (?=\w)", "", " ".join(said))
    return " ".join(whole.replace("\u00a0", " ").split())


def tables_of(lines: list[str]) -> list[Found]:
    """All tables of a structure tree with everything in them."""
    tables: list[Found] = []
    depth, inside, in_caption = 0, False, False
    for line in lines:
        words, indent = line.strip(), len(line) - len(line.lstrip())
        if inside and words and indent <= depth:
            inside = False
        if words == "Table (block)":
            tables.append(Found())
            inside, depth = True, indent
        elif inside and words == "TR":
            tables[-1].rows.append([])
        elif inside and words in {"TH:", "TH", "TD", "TD:"}:
            tables[-1].rows[-1].append("")
            in_caption = False
        elif inside and words.startswith("Caption"):
            in_caption = True
        elif inside and words.startswith('"'):
            said = words.strip('"').replace("\u00a0", " ")
            if in_caption:
                tables[-1].caption += said
            else:
                tables[-1].rows[-1][-1] += said
    for table in tables:
        table.caption = " ".join(table.caption.split())
        table.rows = [[" ".join(cell.split()) for cell in row] for row in table.rows]
    return tables
