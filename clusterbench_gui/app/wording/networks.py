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
    "instance-bounds": _("“{name}” is {number}, which lies outside of {least} to {most}. Please correct it."),
    "instance-top": _("The file has to hold one table in braces. Please compare it with the format."),
    "instance-entry": _("The entry “{entry}” is missing. Please add it."),
    "instance-table": _("“{name}” has to be a table in braces. Please correct it."),
    "instance-whole": _("“{name}” has to be a whole number. Please correct it."),
    "instance-decimal": _("“{name}” has to be a number. Please correct it."),
    "instance-words": _("“{name}” has to be a text in quotation marks. Please correct it."),
    "instance-texts": _("“{name}” has to be a list of texts in brackets. Please correct it."),
    "instance-wholes": _("“{name}” has to be a list of whole numbers from 0 up, in brackets. Please correct it."),
    "instance-list": _("“{name}” has to be a list in brackets. Please correct it."),
    "instance-name": _("There is no firm of this name. Known: {known}."),
    "instance-count": _("“{name}” has {number} entries where {wanted} are needed. Please complete them."),
    "instance-row": _("The row {row} does not fit the rest of the file. Please correct it."),
    "operation-without-mode": _("Nobody offers this operation. Please give it at least one offer."),
    "route-cycle": _("This operation waits for itself by way of others. Please take one of the links out."),
    "order-unknown": _("There is no order {order}. Please choose one of the table of orders."),
    "route-missing": _("The product {product} has no operations. Please write its route into the table of operations."),
    "calendar-empty": _("No day of the week is a working day. Please give the cluster's week at least one."),
    "operation-unoffered": _(
        "Nobody can do this operation of order {order}: no active firm offers {technology} for its lot with its"
        " certificates. Please add a rate, or loosen what the order asks for."
    ),
    "ways-assumed": _(
        "The way from this firm to some others is not known; {days} days at {price} PLN are assumed. Please give"
        " its place, or the ways in the table of transport."
    ),
    "reliability-assumed": _(
        "It is not known how often this firm is on time; the middle of the others is assumed. Please add its share."
    ),
    "plan-incomplete": _("The plan does not say when every operation is done. Please plan anew."),
    "plan-mode": _("The plan uses an offer that the operation does not have. Please plan anew."),
    "plan-too-early": _("The operation starts in slot {slot}, but may not before slot {first}."),
    "plan-too-late": _("The operation starts in slot {slot}, but may not after slot {last}: it has begun already."),
    "plan-beyond": _("The operation ends in slot {slot}, beyond the last one, {last}."),
    "plan-delivered-beyond": _("The order is delivered in slot {value}, beyond the last one, {limit}."),
    "plan-order": _("The operation starts in slot {slot}, but what it waits for is there in slot {first} only."),
    "plan-overload": _("In slot {slot} the resource is asked for {load}, but has {free} free."),
    "plan-stock": _("{used} are used up of a stock of {there}."),
    "plan-late": _("The order is delivered in slot {value}, but is due in slot {limit}."),
    "plan-cost": _("The order costs {value}, but may cost {limit}."),
    "plan-risk": _("The partners are less reliable together than the order allows: risk {value}, at most {limit}."),
    "plan-partners": _("The order has {value} partners, but may have {limit}."),
    "table-number": _("“{text}” is no number. Please write one, for example 12.5."),
    "table-number-doubtful": _("“{text}” may be read in two ways. Please write it without a sign for thousands."),
    "table-whole": _("“{text}” is no whole number. Please write one, for example 12."),
    "table-date": _("“{text}” is no date. Please write one as 2026-06-30 or 30.06.2026."),
    "table-yes": _("“{text}” is neither yes nor no. Please write one of them."),
    "table-week": _("“{text}” is no week. Please write seven whole numbers from Monday on, five, or one for each day."),
    "table-week-free": _("The week has no working day. Please write 1 for at least one day."),
    "table-choice": _("“{text}” is not known here. Please choose one of these: {choices}."),
    "table-range": _("“{text}” lies outside of {least} to {most}. Please correct it."),
    "table-cell-empty": _("Nothing stands here, but planning needs it. Please fill it in."),
    "table-code": _("The code “{text}” has a blank, a comma or a semicolon. Please write it without."),
    "table-unknown": _("“{text}” stands in no other table. Please add it there, or correct it here."),
    "table-unknown-near": _("“{text}” stands in no other table. Did you mean “{near}”?"),
    "table-twice": _("“{text}” stands in row {other} already. Please take one of the two rows out."),
    "table-single": _("This table has one row only. Please take the others out."),
    "table-empty-single": _("This table is empty. Please fill in its row: name and first day."),
    "table-last-first": _("The last day, {text}, is before the first, {other}. Please correct one of them."),
    "table-due-release": _(
        "The due date, {text}, is before the day from which work may start, {other}. Please correct one."
    ),
    "table-due-past": _(
        "The due date, {text}, is before the first day of planning, {other}, so the order cannot be made."
    ),
    "table-lots": _("The greatest lot is smaller than the smallest. Please correct one of them."),
    "table-half-place": _("A place needs latitude and longitude. Please give both or none."),
    "table-windows-overlap": _(
        "The days overlap with those of row {other} for the same resource, {text}. Please make one of them shorter."
    ),
    "table-rate-time": _("How long the work takes is missing. Please give minutes per unit, or a term in days."),
    "table-rate-price": _(
        "A price is missing. Please give one per hour, per unit or of setup; 0 where it costs nothing."
    ),
    "table-resource-unpriced": _("The resource {text} has no rate, so it is never planned. Please add one."),
    "table-way-self": _("Transport goes from a firm to itself. Please give another firm, or take the row out."),
    "table-link-self": _("The operation {text} waits for itself. Please take the row out."),
    "table-cycle": _("Operations of {text} wait for each other in a circle: {operations}. Please take one link out."),
    "table-only-barred": _("{text} alone may do the operation, and is barred. Please take one of the two out."),
    "table-same-self": _("The operation {text} names itself. Please name another, or leave the cell empty."),
    "table-no-route": _("The product {text} has no operations. Please add its route, or correct the product."),
    "table-no-route-near": _("The product {text} has no operations. Did you mean “{near}”?"),
    "table-nobody": _("No active firm offers {text}. Please add a rate, or choose another technology."),
    "table-nobody-near": _("No active firm offers {text}. Did you mean “{near}”?"),
    "table-nobody-allowed": _("None of the firms allowed here offers {text}. Please allow others, or add a rate."),
    "table-heading": _(
        "The heading “{text}” is not known, so its column is passed over. Please compare it with the template."
    ),
    "table-heading-twice": _(
        "The heading “{text}” stands there twice. The first column counts; please take the other out."
    ),
    "table-no-headings": _("None of the headings is known. Please begin the table with the headings of the template."),
    "table-rows": _("The table has more than {most} rows. Please split it up."),
    "table-file": _("This file is passed over: its name is none of {known}."),
    "table-file-twice": _("A second file holds the same table. Please leave one of the two in the folder."),
    "table-no-files": _("There is no table in this folder. Please name the files {known}."),
    "table-paste-wide": _("There is no column for “{text}”. Please paste further to the left, or fewer columns."),
    "table-tab": _("The tab “{text}” is not known and is passed over. Please compare its name with the template."),
    "table-tab-twice": _(
        "The tab “{text}” holds a table that stood in another tab already. Please leave one of the two."
    ),
    "workbook-locked": _(
        "The workbook has a password or is of the old format .xls. Please save it as .xlsx without a password."
    ),
    "plan-share": _(
        "A firm has {value} percent of the work of the order, but may have {limit}. Please give part of it away."
    ),
    "plan-same-firm": _("Another firm does the operation than the one it belongs to. Please give both to one firm."),
    "order-competence": _(
        "The order {order} cannot be made: nobody can do {operations}. Please find a firm, or change the route."
    ),
    "order-hours": _(
        "The order {order} cannot be made: {operations} need {needed} hours, but {allowed} are free in time. "
        "Please give it more time, or free more hours."
    ),
    "order-time": _(
        "The order {order} cannot be delivered before {day}, but is due on {due}. Please give it more time."
    ),
    "order-cost": _(
        "The order {order} costs at least {needed} PLN, but may cost {allowed} PLN. Please raise its budget."
    ),
    "order-reliability": _("No partners are as reliable together as the order {order} asks. Please ask for less."),
    "order-partners": _(
        "The order {order} needs at least {needed} partners, but may have {allowed}. Please allow more."
    ),
    "order-due-beyond": _(
        "The order {order} is not delivered within the days that are planned. Please plan more days."
    ),
    "template-there": _("This file is there already and may hold work of yours. Please give another name."),
    "plan-arguments": _("Please give an INSTANCE and a folder with --out, or --template with a file."),
    "plan-orders": _("Single orders are chosen from workbooks and CSV tables only. Please leave --order out."),
}
