from clusterbench_gui.ui.screens.interview.drafts import Drafts


def written_to(written):
    """A storage that keeps everything at once."""

    def save(path, text, settled):
        written.append((path, text))
        settled(())

    return save


def test_keys_that_follow_each_other_cost_one_write(qtbot):
    written = []
    drafts = Drafts({}, written_to(written))
    for text in ("D", "Do", "Dol"):
        drafts.keep("/data/name", text)
    assert written == []
    qtbot.waitUntil(lambda: bool(written), timeout=300)
    assert written == [("/data/name", "Dol")]


def test_steady_typing_does_not_put_the_write_off(qtbot):
    written = []
    drafts = Drafts({}, written_to(written))
    for count in range(8):
        drafts.keep("/data/name", "x" * count)
        qtbot.wait(50)
    assert len(written) >= 2


def test_what_became_an_answer_is_not_written_any_more(qtbot):
    written = []
    drafts = Drafts({}, written_to(written))
    drafts.keep("/data/name", "D")
    drafts.drop("/data/name")
    drafts.flush()
    assert written == []
    assert drafts.text("/data/name") is None


def test_what_became_no_answer_is_taken_out_of_storage(qtbot):
    written = []
    drafts = Drafts({"/data/name": "D"}, written_to(written))
    drafts.discard("/data/name")
    drafts.discard("/data/other")
    assert written == [("/data/name", "")]


def test_an_empty_text_in_storage_is_no_draft():
    assert Drafts({"/data/name": ""}, print).text("/data/name") is None


def test_a_field_that_was_emptied_is_one():
    drafts = Drafts({}, written_to([]))
    drafts.keep("/data/name", "")
    assert drafts.text("/data/name") == ""
    drafts.flush()


def test_a_draft_newer_than_what_storage_has_dropped_goes_again():
    written = []
    drafts = Drafts({}, written_to(written))
    drafts.keep("/data/name", "new")
    drafts.flush()
    drafts.keep_again(["/data/name", "/data/other"])
    drafts.flush()
    assert written == [("/data/name", "new")] * 2
