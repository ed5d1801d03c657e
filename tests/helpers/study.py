"""An interview of the built-in edition, answered by hand."""

from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.questions import Outcome
from clusterbench_gui.domain.studies import Person

ANNA = Person("anna", "Anna Źdźbło", Role.INTERVIEWER)
MEMBERS = ("10", "8", "6", "2", "2", "1", "1", "0", "0")
ANSWERS = {
    "cluster_name": "Klaster Próbny",
    "voivodeship": "slaskie",
    "county": "24_m_gliwice",
    "founded": "2008",
    "legal_form": "association",
    "staff_fte": "3",
    "staff_start": "2",
    "staff_end": "4",
    "staff_leavers": "1",
    "budget_total": "300000",
    "budget_private": "120000",
    "market_joint": "yes",
    "market_offers": "5",
    "market_purchases": "3",
    "market_members": "12",
    "meetings": "14",
    "channels": "email phone meetings website",
    "communication_note": "Zażółć gęślą jaźń",
}


def ref(session, name, row=1):
    """Ref of the question with this name, the `row`th one where it stands in a roster."""
    return [one.ref for one in session.questions() if one.name == name][row - 1]


def give(opened, name, value, row=1):
    """Answer one question; an `Absence` is stated. Returns the statements to save."""
    where = ref(opened.session, name, row)
    step, said = opened.absent(where, value) if isinstance(value, Absence) else opened.answer(where, value)
    assert step.outcome is Outcome.OK, name
    return said


def fill(study, cluster="K01", members=MEMBERS, **changes):
    """A finished interview of a cluster, by hand; `changes` replace answers, None leaves one out."""
    opened = open_interview(study, start_interview(study, cluster, ANNA), "pl")
    said = []
    for row, count in enumerate(members, 1):
        said += give(opened, "member_count", count, row)
    for name, value in {**ANSWERS, **changes}.items():
        if value is not None and any(one.name == name for one in opened.session.questions()):
            said += give(opened, name, value)
    finish = opened.finish()
    save(study, [*said, *finish], ANNA)
    return opened
