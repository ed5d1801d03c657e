"""What tests of the window do again and again."""

WAIT = 20_000


def open_to_change(program, qtbot, row=None):
    """The view of an interview that can be changed: one of the demonstration is finished, and is opened again first."""
    program.window.open_interview(row or program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    view = program.window.interview
    if view.is_finished:
        view._viewmodel.reopen("Poprawka")
        qtbot.waitUntil(lambda: not view._viewmodel.is_sending and not view.unsaved, timeout=WAIT)
    return view
