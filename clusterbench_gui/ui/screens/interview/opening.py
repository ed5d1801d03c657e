"""From an interview as it was left to the state behind its screen: joins it to the desk."""

from clusterbench_gui.ui.backend import Taken
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel


def model_of(desk: Desk, taken: Taken) -> InterviewViewModel:
    """The view-model of an interview; what it keeps and what it asks for goes through the desk."""
    interview = taken.interview.interview.id
    assert desk.opened is not None  # it is one of the study that is open
    model = InterviewViewModel(
        taken.interview,
        texts=desk.texts,
        save=desk.save,
        set_bookmark=lambda path, settled: desk.set_bookmark(interview, path, settled),
        save_draft=lambda path, text, settled: desk.save_draft(interview, path, text, settled),
        keep_paradata=desk.keep_paradata,
        remarks=taken.remarks,
        form_title=desk.form_title(taken.interview.interview.instrument),
        reason=taken.reason,
        read_history=lambda path, done: desk.read(lambda backend: backend.told_at(interview, path), done),
        read_previous=lambda done: desk.read(lambda backend: backend.previous(interview), done),
    )
    model.attaching.shelf = desk.filing.shelf(desk.opened.folder)
    return model
