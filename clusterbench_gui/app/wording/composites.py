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
    "entry-not-wholes": _("“{name}” must be a list of whole numbers, as in [1, 2]."),
    "entry-not-a-flag": _("“{name}” must be true or false."),
    "entry-not-tables": _("“{name}” must be a table. Please write [[{name}]] above each alternative."),
    "entry-range": _("“{name}” must lie between {low} and {high}."),
    "entry-choice": _("“{name}” is {value}; known is: {known}."),
    "entry-twice": _("“{name}” says {value}, the table [weights] {other}. Please keep one."),
    "recipe-share": _("“{name}” is {value}; it must lie between 0 and 1."),
    "recipe-choice": _("“{name}” is {value}; known are: {known}."),
    "recipe-decimals": _("“{name}” is {value}; it must lie between 0 and {most}."),
    "recipe-levels": _(
        "“{name}” lists {count} methods, but the model has {levels} levels. Please list one, or one for each level above the first."
    ),
    "weight-sets-missing": _("Weight sets are asked for, but none were given. Please add --weights SETS.csv."),
    "weight-sets-incomplete": _("The weight sets have no weight of {name}. Please add a row for it."),
    "runs-none": _(
        "None of the columns says what varies. Known are norm, agg, weightset and parameters of the treatment, such as winmax."
    ),
    "runs-cell": _("“{text}” is not understood in this column. Please write it as in minmax_1_100, a_gmean or 7."),
    "design-top": _(
        "The model has {count} nodes at its top. An uncertainty analysis needs one; please add a level above them."
    ),
    "design-needed": _("Nothing says what varies. Please add --design DESIGN.toml, or --runs RUNS.csv."),
    "design-levels-mixed": _(
        'Alternatives that list a method for each level cannot be mixed. Please write one method in each [[aggregate]], and levels = "apart" if each level shall choose its own.'
    ),
    "design-units-differ": _(
        "Other units are left out under another alternative. Please let [screen] come before what varies (“order”)."
    ),
    "screen-nobody": _("The screening leaves nobody. Please lower min_coverage or min_nonzero."),
    "denominator-unknown": _(
        "The table has no column {name}, by which indicators are divided. Please add it, with the type Denominator in the model."
    ),
    "scale-transformed": _(
        "{name} was transformed, so its optimum, goalposts or target are in another unit than its values ({method}). Please treat it without “then”, or normalise it otherwise."
    ),
    "recipe-order": _("“{name}” must list steps, each once at most. Known: {known}."),
    "gap-method": _(
        "A distance cannot be split by indicator under the aggregation “{name}”. It can be under the arithmetic, geometric, harmonic and generalised mean."
    ),
    "gap-missing": _(
        "{name} and {other} lack values of different indicators, so the distance between them cannot be split under this aggregation. Please compare with another one, or by the arithmetic mean."
    ),
    "gap-no-score": _("{name} or what it is compared with has no score, so there is no distance to split."),
    "change-unit": _("{name} is not in both editions, so there is no change to split."),
    "change-no-score": _("{name} has no score in one of the editions, so its change cannot be split."),
}
