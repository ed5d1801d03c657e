"""Why a part of a report is not there."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "others-too-few": _("Fewer than {crowd} other clusters have a result here, so nothing is told of them."),
    "benchmark-undisclosed": _(
        "The benchmark is made of so few clusters that it would tell the result of one of them, so it is not shown."
    ),
}
