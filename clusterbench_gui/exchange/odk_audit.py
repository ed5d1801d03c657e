"""ODK's `audit.csv`: how an interview went, event by event (getodk.github.io/xforms-spec/client-audit-logs).

Columns and names of events are those of ODK Collect (docs.getodk.org/form-audit-log): values and users have columns only
where the form asks for them; nobody is asked for reasons, and places are not recorded.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clusterbench_gui.domain.questions import AuditWishes
from clusterbench_gui.exchange.values import harmless

AUDIT = "audit.csv"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something that happened at a moment, or went on until `end`; `node` is a place in the instance, with positions of rows."""

    event: str
    start: datetime
    end: datetime | None = None
    node: str = ""
    old: str = ""
    new: str = ""
    user: str = ""


def audit_csv(lines: Iterable[AuditLine], wishes: AuditWishes) -> bytes:
    """The file: UTF-8, commas, line feeds. A text that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    values, user = ("old-value", "new-value") if wishes.values else (), ("user",) if wishes.users else ()
    writer.writerow(("event", "node", "start", "end", *values, *user))
    for one in lines:
        end = "" if one.end is None else _milliseconds(one.end)
        said = (harmless(one.old), harmless(one.new)) if wishes.values else ()
        who = (harmless(one.user),) if wishes.users else ()
        writer.writerow((one.event, one.node, _milliseconds(one.start), end, *said, *who))
    return out.getvalue().encode()


def _milliseconds(moment: datetime) -> str:
    return str(round(moment.timestamp() * 1000))
