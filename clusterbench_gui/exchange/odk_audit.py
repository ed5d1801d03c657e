"""ODK's `audit.csv`: how an interview went, event by event (getodk.github.io/xforms-spec/client-audit-logs).

Columns and names of events are those of ODK Collect (docs.getodk.org/form-audit-log). What is not known stays empty: places,
since nobody recorded them, and the end of an event, since the log keeps moments and not spans.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clusterbench_gui.exchange.values import harmless

AUDIT = "audit.csv"
COLUMNS = (
    *("event", "node", "start", "end", "latitude", "longitude", "accuracy"),
    *("old-value", "new-value", "user", "change-reason"),
)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something that happened at a moment; `node` is a place in the instance, with positions of rows."""

    event: str
    moment: datetime
    node: str = ""
    old: str = ""
    new: str = ""
    user: str = ""


def audit_csv(lines: Iterable[AuditLine]) -> bytes:
    """The file: UTF-8, commas, line feeds. A text that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in lines:
        milliseconds = round(one.moment.timestamp() * 1000)
        old, new, user = harmless(one.old), harmless(one.new), harmless(one.user)
        writer.writerow((one.event, one.node, milliseconds, "", "", "", "", old, new, user, ""))
    return out.getvalue().encode()
