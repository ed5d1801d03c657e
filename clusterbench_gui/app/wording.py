"""Problems in words: what happened, where, and what to do next. Window and command line share them."""

from collections.abc import Mapping

from clusterbench_gui.domain.problems import Place, Problem
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_LONGEST = 300

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
    # studies
    "cluster-unknown": _("This study has no cluster “{name}”. The list of clusters shows the codes."),
    "nothing-finished": _("No interview of this study is finished yet, so there is nothing to score."),
    "demo-clusters": _("{text} invented clusters cannot be made; please ask for 1 to 6000."),
    "interview-unknown": _("The study has no such interview."),
    "interview-exists": _("This interview is in the study already."),
    "interview-withdrawn": _("The consent to this interview was withdrawn; nothing more can be written to it."),
    "no-study": _("No study is open. Please open one first."),
    # the workspace
    "folder-exists": _("There is something of this name already. Please choose another name."),
    "folder-missing": _("There is no such folder. Please check the path."),
    "workspace-foreign": _("This is not a ClusterBench study. A study is a folder with study.db and key.json."),
    "workspace-damaged": _("The study's database is damaged. Please keep this folder and restore a copy."),
    "workspace-newer": _(
        "The study was written by a newer ClusterBench. Please update the program; nothing was changed."
    ),
    "workspace-older": _("The study is of an older version and cannot be changed here. Please open it once to write."),
    "workspace-read-only": _(
        "The study is open only to be read, because another program writes to it or the folder is protected."
    ),
    "workspace-unreachable": _("The study cannot be reached ({detail}). Please check the disk or the network folder."),
    "workspace-unsafe": _(
        "The database refuses a setting that keeps answers safe ({pragma} is {found}). Nothing was written."
    ),
    "workspace-in-use": _("Another program holds the study just now. Please try again."),
    "passphrase-needed": _("The study opens only with its passphrase. Please give it."),
    "passphrase-wrong": _("The passphrase does not open this study. Please try again; capital letters count."),
    "passphrase-empty": _("An empty passphrase protects nothing. Please choose several words."),
    "key-missing": _(
        "No key on this computer opens the study. It was made by another user or on another computer; please ask for a passphrase."
    ),
    "key-file-damaged": _(
        "The study's key file is damaged. Please restore key.json from a copy; the answers are intact."
    ),
    "profile-key-damaged": _("Your profile's key is damaged. Please restore this file from a copy of your profile."),
    "device-damaged": _("This computer's identity file is damaged. Please restore it from a copy of your profile."),
    "memory-short": _("The passphrase needs {megabytes} MB of free memory. Please close other programs and try again."),
    "folder-not-writable": _("This place cannot be written. Please choose another folder."),
    "disk-error": _("The disk reports an error ({detail}). Please copy the study elsewhere and check the disk."),
    # what check finds
    "page-damaged": _("The database is damaged: {detail}. Please restore a copy."),
    "row-orphaned": _("Row {row} of table {name} belongs to nothing in {parent}."),
    "event-missing": _(
        "The log of device {name} lacks the entries {first} to {last}. Somebody took them out, or a copy is not whole."
    ),
    "event-changed": _("The entry {name} of the log was changed after it was written."),
    "event-unlinked": _("The entry {name} of the log does not follow the one before it."),
    "payload-missing": _("The answer of the entry {name} is gone without a withdrawn consent."),
    "payload-changed": _("The answer of the entry {name} was changed after it was written."),
    "projection-differs": _("The table {name} of current answers differs from the log for interview {interview}."),
    "edition-file-changed": _("The study's copy of {name} was changed after the study was made."),
    # questionnaires
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
    # work in the background
    "cancelled": _("Stopped. Nothing was left half done."),
    "process-ended": _("The work ended without a result; perhaps memory ran out. Please try again."),
    "unexpected": _(
        "Something went wrong in the program itself ({kind}); the log file holds the details. What was shown as saved is saved."
    ),
    # files
    "file-missing": _("The file cannot be found or read. Please check the path."),
    "not-a-folder": _("A file stands where a folder is needed. Please give the path of a folder."),
    "file-refused": _("The system refuses to write here: {detail}"),
    "disk-full": _("The disk is full. Nothing was lost; please make room and try again."),
    "not-writable": _("This place cannot be written. Please choose another folder."),
}


def sentence(problem: Problem, texts: Texts) -> str:
    """One line: the place, then what is wrong and what to do. An unworded code is a defect that a test finds."""
    place = problem.place
    fields: dict[str, object] = {"file": place.file, "sheet": place.sheet, "name": place.name, "column": place.column}
    fields |= {name: _brief(value) if isinstance(value, str) else value for name, value in problem.values.items()}
    words = texts.t(SENTENCES.get(problem.code, problem.code), **fields)
    where = place_words(place, texts)
    return f"{where}: {words}" if where else words


def _brief(text: str) -> str:
    """A text as a sentence can hold it: in one line, and no longer than somebody reads."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def place_words(place: Place, texts: Texts) -> str:
    """`file, sheet survey, row 4, column relevant`, as far as known."""
    parts = [place.file]
    if place.sheet:
        parts.append(texts.t("sheet {sheet}", sheet=place.sheet))
    if place.row is not None:
        parts.append(texts.t("row {row}", row=place.row))
    if place.column:
        parts.append(texts.t("column {column}", column=place.column))
    return ", ".join(_brief(part) for part in parts if part)
