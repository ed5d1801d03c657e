"""What can be wrong with an edition: its settings, tables, formulas and indicators."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    # editions
    "edition-unknown": _("There is no edition “{name}” here. Please check its name."),
    "edition-twice": _("The edition {name} is there twice. An earlier edition must have an id of its own."),
    "edition-file-missing": _("The edition lacks this file. Please put it back beside edition.toml."),
    "edition-key-missing": _("The entry “{name}” is missing. Please add it."),
    "edition-value": _("A value is not of the kind that belongs there: {detail}"),
    "edition-key-unknown": _(
        "No entry “{name}” is known here, so nothing reads it. Please correct its name or delete it."
    ),
    "edition-id": _(
        "“{text}” cannot be an id. Please use letters from a to z, figures, hyphens, underscores and, inside, dots."
    ),
    "edition-languages": _('Languages must be named, each once, as in ["pl", "en"]. Please correct this list.'),
    "questionnaire-language-missing": _(
        "The edition has the language “{text}”, this questionnaire does not. Please add its columns, such as label::{text}."
    ),
    "toml-syntax": _("This is not valid TOML: {detail}"),
    "not-utf8": _("The file is not UTF-8 text. Please save it again as “CSV UTF-8”."),
    "column-missing": _("The column “{name}” is missing from the header. Please add it."),
    "column-unknown": _("No column “{name}” is known here, so nothing reads it. Please correct its name or delete it."),
    "column-misspelt": _("No column “{name}” is known here. Please write “{known}” if that is meant, or delete it."),
    "column-twice": _("The column “{name}” stands in the header twice. Please rename or delete one."),
    "column-nameless": _("Column {number} has cells but no name. Please name it in the header, or delete it."),
    "table-separator": _(
        "The columns are not separated by commas ({text}). Please save the table with commas, as LibreOffice can, or start from the file that came with the program."
    ),
    "code-missing": _("This row has no code. Please give it one, or delete the row."),
    "code-twice": _("The code {name} stands in the file twice. Please rename one."),
    "parent-unknown": _("{name} belongs to “{text}”, but the level above has no such code."),
    "direction-unknown": _("The direction is “{text}”; it must be 1, -1 or 0."),
    "nominal-missing": _("Direction 0 needs an optimum. Please fill in nominal_low, and nominal_high for an interval."),
    "formula-missing": _("{name} is an indicator without a formula. Please write one over the answers."),
    "not-a-number": _("“{text}” is not a number. Please write figures, with a dot before decimals."),
    "not-whole": _("“{text}” is not a whole number. Please write figures without decimals."),
    "choice-unknown": _("“{text}” is not known for {name}. Please use one of: {known}."),
    "recipe-missing": _(
        "No answer to {name} could be invented. Please give it a recipe that the questionnaire accepts, or allow an absence."
    ),
    "interval-reversed": _("The lower bound lies above the upper one. Please swap them."),
    "instrument-unknown": _("The edition has no questionnaire “{text}”."),
    "cell-empty": _("This cell must not be empty. Please fill it in."),
    "cells-count": _(
        "This row has {found} cells, the header {wanted}. Please look for a missing or stray comma or quote."
    ),
    "table-unreadable": _("The table cannot be read: {detail}. Please save it again as “CSV UTF-8”."),
    "translation-missing": _("This text stands in another language, but not here. Please translate it."),
    "recommendation-twice": _("This sub-area, condition and audience have a recommendation already. Please keep one."),
    "recommendation-missing": _(
        "{name} lacks recommendations ({count}), first that for {condition}, {audience}. Please write them."
    ),
    "recommendations-none": _("The edition has no recommendations, so reports will have none. Please add this file."),
    "field-window-reversed": _("The field work would end before it begins. Please swap first and last."),
    "formula-without-question": _(
        "The formula of {name} reads no question, so all get the same. Please name one: ${{…}}."
    ),
    "previous-unknown": _("The edition {edition} has no “{text}”. Please correct it, or empty this cell."),
    "previous-unit-differs": _(
        "{text} was measured in “{theirs}”, {name} is in “{ours}”. Please use the same unit, or empty this cell."
    ),
    "previous-differs": _(
        "{text} cannot be compared with {name}: the column {differs} says “{theirs}” there and “{ours}” here. Please use the same, or empty this cell."
    ),
    "previous-not-named": _(
        "This refers to a previous edition, but edition.toml names none. Please add the entry “previous”."
    ),
    "previous-edition-missing": _(
        "The previous edition {text} is not here, so nothing was compared with it. Please put its folder beside this one."
    ),
    "previous-unreadable": _(
        "The questionnaire of {edition} cannot be read, so nothing was compared with it. Please check that edition first."
    ),
    "group-question-unknown": _("The coordinator's questionnaire has no question “{text}”. Please correct its name."),
    "named-question-unknown": _(
        "The questionnaire has no question “{text}”, which is to say whether a cluster may be named. Please correct its name."
    ),
    "internal-question-unknown": _("The questionnaire has no question “{text}”. Please correct its name."),
    "group-bounds-without-number": _("“{text}” is not answered by a number. Please remove the bounds of this group."),
    "group-bounds-order": _("The bounds of a group must be numbers that rise. Please put them in order, each once."),
    "origin-missing": _("Nothing says where this file comes from. Please add an [origin.…] entry to edition.toml."),
    "origin-file-missing": _("The edition has no file “{text}”. Please correct or remove this entry."),
    "workbook-differs": _(
        "The workbook is not what {source} gives, first in this cell. Please build it from that file, or delete that file."
    ),
    "question-often-stuck": _(
        "In {stuck} of {count} random interviews no answer to {name} was found. Please check its constraint and choices, or allow an absence."
    ),
    "question-futile": _(
        "No answer to {name} was accepted; it can only be left out. Please check its constraint and choices."
    ),
    "walks-incomplete": _(
        "Questions not asked or not answered in {count} random interviews: {questions}, first {name}. To try everything would take too long; please test them by hand."
    ),
    # what reports look like
    "report-colour": _("“{text}” is no colour. Please write six hexadecimal digits, as in #0A6A72."),
    "report-colour-faint": _(
        "On white paper the colour {text} is hard to read. Please choose a darker one, with a contrast of at least 4.5."
    ),
    "report-logo-unreadable": _("The logo is no PNG picture that can be read. Please save it as PNG."),
    "report-logo-large": _(
        "The logo is too large: it may have {kilobytes} kB and {side} pixels on a side. Please make it smaller."
    ),
    "report-section-unknown": _("The report has no section “{text}”. It has: {known}."),
    "report-section-twice": _("The section “{text}” is listed twice. Please keep one."),
    "report-markup": _("Reports cannot print this Markdown: {detail}"),
    # the model
    "model-empty": _("The edition has no indicators."),
    "benchmark-invalid": _("The benchmark is the mean of the best {best}; that must be 1 or more."),
    "coverage-invalid": _("The coverage threshold is {coverage}; it must lie between 0 and 1."),
    "crowd-invalid": _("The smallest crowd is {crowd}; it must be 1 or more."),
    "scale-invalid": _("The scale from {low} to {high} is none. The upper end must be larger."),
    "method-unknown": _("The method has no “{value}” for {part}."),
    "cluster-duplicate": _("The cluster {name} stands {count} times in the data."),
    "node-duplicate": _("The code {name} stands {count} times in the model."),
    "node-childless": _("{name} has nothing below it to be computed from."),
    "node-level": _("{name} stands on level {level}, which does not fit the level above it."),
    "indicator-unknown": _("The data have a column {name} that the model does not know."),
    "goalposts-order": _("The goalposts of {name} run from {low} to {high}; the lower must come first."),
    "goalposts-inside-nominal": _("The goalposts of {name} ({low} to {high}) lie inside its optimum."),
    "nominal-order": _("The optimum of {name} runs from {low} to {high}; the lower must come first."),
    "value-not-finite": _("{name} has the value {value}, which is no number to score."),
    "weight-invalid": _("The weight of {name} is {weight}; it must be a number of 0 or more."),
    "weights-zero": _("All weights below {name} are 0."),
}
