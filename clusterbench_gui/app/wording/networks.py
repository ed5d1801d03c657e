"""What can be wrong with a planning task, its file, or a plan."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "instance-format": _("This is no file that can be planned. Known endings: {known}."),
    "instance-large": _("The file is larger than {most} MB. Please plan fewer orders at once."),
    "instance-text": _("The file is no text in UTF-8. Please save it so."),
    "instance-json": _("The file is no valid JSON. Please correct the line."),
    "instance-short": _("The file ends too early: numbers are missing. Please compare it with the format."),
    "instance-empty": _("The file has no operations, so there is nothing to plan. Please add an order."),
    "instance-number": _("A whole number was expected, not “{text}”. Please correct the line."),
    "instance-range": _("The number {number} lies outside of {least} to {most}. Please correct it."),
    "instance-entry": _("The entry “{entry}” is missing. Please add it."),
    "instance-type": _("This entry has to be of the kind {wanted}. Please correct it."),
    "instance-name": _("There is no firm of this name. Known: {known}."),
    "instance-count": _("There are {number} entries where {wanted} are needed. Please complete them."),
    "instance-row": _("The row {row} does not fit the rest of the file. Please correct it."),
    "operation-without-mode": _("Nobody offers this operation. Please give it at least one offer."),
    "route-cycle": _("This operation waits for itself by way of others. Please take one of the links out."),
    "plan-incomplete": _("The plan does not say when every operation is done. Please plan anew."),
    "plan-mode": _("The plan uses an offer that the operation does not have. Please plan anew."),
    "plan-too-early": _("The operation starts in slot {slot}, but may not before slot {first}."),
    "plan-too-late": _("The operation starts in slot {slot}, but may not after slot {last}: it has begun already."),
    "plan-beyond": _("The operation ends in slot {slot}, beyond the last one, {last}."),
    "plan-order": _("The operation starts in slot {slot}, but what it waits for is there in slot {first} only."),
    "plan-overload": _("In slot {slot} the resource is asked for {load}, but has {free} free."),
    "plan-stock": _("{used} are used up of a stock of {there}."),
    "plan-late": _("The order is delivered in slot {value}, but is due in slot {limit}."),
    "plan-cost": _("The order costs {value}, but may cost {limit}."),
    "plan-risk": _("The partners are less reliable together than the order allows: risk {value}, at most {limit}."),
    "plan-partners": _("The order has {value} partners, but may have {limit}."),
    "plan-share": _(
        "A firm has {value} % of the work of the order, but may have {limit} %. Please give part of it away."
    ),
    "plan-same-firm": _("Another firm does the operation than the one it belongs to. Please give both to one firm."),
}
