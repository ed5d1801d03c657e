"""What can be wrong with pictures of results and their files."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "format-unknown": _("There is no format “{name}”. Please choose among {known}."),
    "view-unknown": _("There is no view “{name}”. Please choose among {known}."),
    "cluster-not-ranked": _(
        "The cluster {name} has no index yet, so no view can be about it. Please choose another one."
    ),
    "folder-not-empty": _(
        "This folder holds files already, which may show more than the new ones. Please choose a new or an empty folder."
    ),
    "nobody-agreed": _(
        "No cluster agreed to be shown by name, so there is nothing to promote. Coordinators say so at the end of their interview."
    ),
    "promotion-experiment": _(
        "An experiment is not for promotion. Please go back to the official method, and make the pictures then."
    ),
}
