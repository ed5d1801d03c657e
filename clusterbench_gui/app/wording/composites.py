"""What can be wrong with a table that is scored without a study, its model, method and design."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "model-needed": _("A table is scored by a model. Please give MODEL.csv as well, or a workbook of the COIN Tool."),
    "option-stray": _("{option} does not belong to what is scored here. Please leave it out."),
    "table-no-units": _("The table has no units. Please check that it is the right file."),
    "column-of-indicator-missing": _("The table has no column for {name}. Please add it, or take it out of the model."),
    "coin-tool-unknown": _(
        "This is no workbook of the COIN Tool with filled-in sheets “Database” and “Framework”. Please check the file, or save data and model as CSV."
    ),
    "unit-unknown": _("There is no unit {name}. Please write its code as in the table."),
    "unit-left-out": _("{name} was left out by the screening and has no score."),
    # methods and designs
    "entry-unknown": _("No entry “{name}” is known here. Please correct or remove it. Known: {known}."),
    "entry-not-a-table": _("“{name}” must be a table. Please write it as [{name}], or remove it."),
    "entry-not-a-number": _("“{name}” must be a number."),
    "entry-not-whole": _("“{name}” must be a whole number."),
    "entry-not-a-text": _("“{name}” must be a text. Please write it in quotation marks."),
    "entry-not-texts": _('“{name}” must be a list of texts, as in ["a", "b"].'),
    "entry-no-parameter": _("“{name}” must be a number, a text, true or false, or a list of numbers or texts."),
    "entry-choice": _("“{name}” is {value}; known is: {known}."),
    "entry-twice": _("“{name}” says {value}, the table [weights] {other}. Please keep one."),
    "recipe-share": _("“{name}” is {value}; it must lie between 0 and 1."),
    "recipe-choice": _("“{name}” is {value}; known are: {known}."),
    "recipe-decimals": _("“{name}” is {value}; it must lie between 0 and {most}."),
    "recipe-levels": _(
        "“{name}” lists {count} methods, but the model has {levels} levels. Please list one, or one for each level above the first."
    ),
    "recipe-order": _("“{name}” must list steps, each once at most. Known: {known}."),
}
