"""What can go wrong while a variant is planned or looked at."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "variant-outdated": _("The variant was planned with offers that the tables have no more. Please plan anew."),
    "planning-memory": _("Memory ran out while planning. Please close other programs, or plan fewer orders at once."),
    "planning-ended": _(
        "The search ended without an answer, most likely for lack of memory. Please plan fewer orders at once."
    ),
}
