"""What can be wrong with a questionnaire."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "form-unreadable": _(
        "This is no questionnaire that can be read. Please give an XLSForm (.xlsx, .xls, .csv, .md) or an XForm (.xml)."
    ),
    "sheet-missing": _("The workbook has no such sheet. Please add it."),
    "form-refused": _("The form cannot be used: {text}"),
    "form-warning": _("Please look at this: {text}"),
    "form-too-large": _("The file is larger than {megabytes} MB. Please make the questionnaire smaller."),
    "form-too-slow": _(
        "The questionnaire's expressions visit too many answers at a time. Please simplify counts, sums and choice filters."
    ),
    "form-too-deep": _("Groups are nested too deeply. Please flatten the questionnaire."),
    "form-without-instance": _("The XForm has no instance to fill in."),
    "not-a-form": _("This is neither an XLSForm (.xlsx, .xls, .csv, .md) nor an XForm (.xml)."),
    "other-form": _("These answers belong to the questionnaire {found}, not to {wanted}."),
    "submission-no-place": _(
        "“{text}” at {name} has no place in this questionnaire. Please enter it where it belongs, if it matters."
    ),
    "submission-no-answer": _("“{text}” at {name} is no answer to this question. Please correct it."),
    "submission-row": _("“{text}” at {name} stands in a row beyond the stated number. Please check that number."),
    "submission-absence": _("“{word}” at {name} is no reason that this question allows. Please ask again."),
    "move-question-gone": _("“{text}” at {name} was left out: this questionnaire has no such question."),
    "move-rows-differ": _(
        "“{text}” at {name} was left out: the question is asked of other rows here. Please enter it where it belongs."
    ),
    "move-computed": _("“{text}” at {name} was left out: this questionnaire computes the value."),
    "move-absence": _(
        "“{text}” at {name} was left out: the question does not allow this reason here. Please ask again."
    ),
    "move-type": _("“{text}” at {name} was left out: it is no answer to the question here. Please ask again."),
    "move-choice": _("“{text}” at {name} was left out: it is not on offer here. Please ask again."),
    "move-row": _("“{text}” at {name} was left out: its row is beyond the number of rows. Please check that number."),
    "move-not-asked": _("“{text}” at {name} was kept, but the question is not asked after these answers."),
    "move-constraint": _("“{text}” at {name} was kept, but is not allowed here. Please correct it."),
    "xml-malformed": _("This is not well-formed XML: {text}"),
    "xml-entities": _("The XML declares entities, which are not allowed. Please save it without them."),
    "xml-too-large": _("The XML is larger than {megabytes} MB."),
    "xml-too-many-nodes": _("The XML has more than {count} elements, attributes and texts."),
    "xml-too-deep": _("The XML is nested too deeply."),
    "bind-without-node": _(
        "The rule for {name} belongs to no question of the form. Please remove it or correct its path."
    ),
    "control-without-node": _("The question {name} has no place in the form's instance. Please correct its path."),
    "unknown-absence": _("“{word}” is no reason for absence. Please use not-applicable, refused or dont-know."),
    "cyclic-calculation": _("These calculations depend on each other in a circle: {names}. Please break it."),
    "wrong-arguments": _(
        "The function {function}() cannot take these arguments. Please check how many and of what kind."
    ),
    "unknown-path": _("The expression “{text}” reads {path}, which the form does not have; it will be empty."),
    "unknown-instance": _("The expression “{text}” reads the list {table}, which the form does not have."),
    "table-missing": _(
        "The list {table} comes from {file}, which is not there; it stays empty. Please put this file beside the questionnaire."
    ),
    "table-source": _(
        "The list {table} comes from {source}, which cannot be attached; it stays empty. Please name a file without folders, such as jr://file-csv/prices.csv."
    ),
    "table-too-large": _(
        "The file is larger than {megabytes} MB. Please leave out what the questionnaire does not need."
    ),
    "table-too-long": _(
        "The table has more than {count} cells. Please leave out what the questionnaire does not need."
    ),
    "table-empty": _("The table has not even a header. Please name its columns in the first row."),
    "not-geojson": _("This is no GeoJSON with a FeatureCollection. Please export the places again in that format."),
    "feature-unreadable": _("Entry {number} of the collection is no feature. Please export the places again."),
    "feature-geometry": _(
        "Feature {number} is no point, line or polygon; it has no place. Please correct its geometry."
    ),
    "feature-property": _(
        "Feature {number} has more than one value in “{name}”; it stays empty. Please give it a text or a number."
    ),
    "warning-without-message": _("This soft check has no message. Please fill in bind::cb:warningMsg."),
    "input-line": _("This line is not a step. Please write one JSON object per line, as in --help."),
    "unknown-name": _("There is no question called {name}. Please check its spelling."),
    "unknown-function": _("There is no function {function}(). Please check its spelling."),
    "expression-syntax": _("The expression cannot be read: {text}"),
    "choice-not-in-list": _("“{text}” is no choice of {question}. Please use one of: {known}."),
    "columns-alike": _("{other} and {column} are two names of one column. Please keep one of them."),
    "column-with-blanks": _("The name of a column must not be empty or have blanks in it. Please rename it."),
    "column-untranslated": _("Texts in this language are missing. Please add the column, or leave the language out."),
    "calculation-missing": _("There is nothing to calculate. Please enter a calculation or a default."),
    "choice-without-label": _("The choice has no text; people will see its name. Please add a label."),
    "group-without-label": _("There is no heading. Please add a label, if people are to see one."),
    "language-without-code": _("Languages need a code, as in Polski (pl). Please add it: {languages}."),
    "sheet-misspelt": _("Is the sheet “{found}” meant to be “{sheet}”? Please rename it, or begin its name with _."),
    "other-untranslated": _(
        "“or_other” adds a choice in English only. Please add a choice of your own for other answers."
    ),
    "image-unbounded": _(
        "Pictures will be kept in full size. Please set max-pixels in the parameters, if smaller ones will do."
    ),
    "type-missing": _("The row has no type. Please enter one, or clear the row."),
    "type-unknown": _("There is no type “{text}”. Please correct it, as in: text, integer, select_one LIST."),
    "type-unknown-near": _("There is no type “{text}”. Is “{near}” meant?"),
    "name-missing": _("The question has no name. Please give it one that no other has."),
    "name-invalid": _("“{text}” cannot be a name. Please begin with a letter and use letters, digits, - and _ only."),
    "name-twice": _("{name} is the name of row {row} as well. Please rename one of the two."),
    "begin-unclosed": _("This {kind} has no end. Please add a row “end {kind}” where it is to end."),
    "end-unopened": _("There is nothing to end here. Please delete this row, or add a row “begin {kind}” before it."),
    "end-mismatched": _("“end {kind}” stands where the {opened} of row {row} is open. Please correct one of the two."),
    "choice-list-unknown": _("The sheet choices has no list “{text}”. Please add it, or correct the question's type."),
    "choice-twice": _("The list {text} has the choice {name} twice. Please rename or delete one."),
    "choice-list-unused": _("No question uses the list {name}. Please delete it, or correct the question's type."),
    "question-unreachable": _(
        "{name} was not asked in any of {count} random interviews. Please check when it is relevant, and what surrounds it."
    ),
    "question-dead-end": _(
        "No answer to {name} was accepted, and it cannot be left out. Please loosen its constraint, or allow an absence."
    ),
    "question-unanswerable": _(
        "No answer to {name} was accepted, only absences. Please check its constraint and choices."
    ),
    "syntax": _("The expression “{text}” cannot be read at character {at}: {found}"),
}
