"""Interviews of the built-in edition, answered by hand: a coordinator's with everything asked, and an expert's."""

from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.questions import Outcome
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.forms.instance import ref_of_cell

ANNA = Person("anna", "Anna Źdźbło", Role.INTERVIEWER)
MEMBERS = ("10", "8", "6", "2", "2", "1", "1", "0", "0")
ANSWERS = {
    "consent_part": "yes",
    "cluster_name": "Klaster Próbny",
    "cluster_code": "K01",
    "voivodeship": "slaskie",
    "county": "24_m_gliwice",
    "pkd": "c",
    "products": "odlewy, części toczone, formy",
    "founded": "2008",
    "legal_form": "other",
    "legal_form_other": "konsorcjum",
    "management_model": "board",
    "phase": "growth",
    "objectives": "sales people other",
    "objective_other": "wspólne stanowisko wobec norm",
    "member_count": MEMBERS,
    "members_joined": "9",
    "members_left": "4",
    "members_active": "18",
    "staff_fte": "3",
    "staff_start": "2",
    "staff_end": "4",
    "staff_leavers": "1",
    "staff_experienced": "3",
    "rd_partners": "1",
    "budget_total": "300000",
    "budget_private": "120000",
    "financed": "yes",
    "financed_until": "2013-12-31",
    "external_any": "yes",
    "external_funds": "900000",
    "projects_won": "3",
    "project_title": ("Razem na targach", "Kadry klastra", "Od pomysłu do prototypu"),
    "project_fund": ("regional", "human", "innovative"),
    "project_value": ("400000", "300000", "150000"),
    "facilities": "office laboratory training",
    "facility_users": "11",
    "lab_access": "yes",
    "facility_missing": "wspólny magazyn",
    "market_joint": "yes",
    "market_offers": "5",
    "market_purchases": "3",
    "market_sales": "2",
    "market_members": "13",
    "joint_products": "6",
    "product_example": "Jeden odlewa, drugi toczy, trzeci sprzedaje.",
    "meetings": "14",
    "meetings_all": "3",
    "attended_1": "20",
    "attended_2": "16",
    "attended_3": "12",
    "channels": "email phone website meetings",
    "reply_days": "1.5",
    "openness": "4",
    "communication_note": "Zażółć gęślą jaźń",
    "rd_joint": "yes",
    "rd_projects": "4",
    "rd_firms": "5",
    "groups_active": "3",
    "transfer_any": "yes",
    "transfers": "2",
    "knowledge_sharing": "3",
    "events_any": "yes",
    "fairs": "6",
    "missions": "2",
    "conferences": "1",
    "media_items": "25",
    "brand": "yes",
    "website": "yes",
    "website_update": "monthly",
    "trained": "45",
    "training_topics": "technical sales",
    "programmes": "7",
    "trainees": "16",
    "employment_firms": "12",
    "employment_before": "800",
    "employment_after": "860",
    "revenue_firms": "10",
    "revenue_before": "50000",
    "revenue_after": "61000",
    "trading_members": "14",
    "trading_basis": "documents",
    "effect_cost": "3",
    "effect_quality": "4",
    "effect_market": "4",
    "effect_speed": "2",
    "innovations": "8",
    "innovation_kinds": "product process",
    "ip_any": "yes",
    "ip_patents": "3",
    "ip_models": "1",
    "ip_designs": "1",
    "innovating_firms": "10",
    "innovating_basis": "survey",
    "foreign_partners": "2",
    "intl_projects": "1",
    "exporters": "8",
    "exporters_basis": "estimate",
    "export_markets": "germany union",
    "barriers": "people money law",
    "barrier_main": "money",
    "coop_local": "4",
    "coop_region": "3",
    "coop_science": "4",
    "coop_support": "3",
    "support_regional": "money training",
    "support_useful": "4",
    "ris_named": "yes",
    "consultations": "2",
    "policy_wish": "Krótsze nabory.",
    "strategy": "yes",
    "strategy_year": "2010",
    "strategy_reviewed": "yes",
    "plan": "yes",
    "plan_measures": "yes",
    "decision_members": "7",
    "satisfaction": "yes",
    "satisfaction_answers": "19",
    "services": "grants market training",
    "deputy": "yes",
    "strengths": "Firmy razem jeżdżą na targi.",
    "weaknesses": "Brak pieniędzy między projektami.",
    "practice": "Tablica zapytań ofertowych.",
    "consent_practice": "yes",
    "consent_named": "yes",
    "consent_contact": "yes",
    "respondent_role": "head",
    "documents_seen": "members accounts",
    "certainty": "4",
}
EXPERT_ANSWERS = {
    "expert_code": "E07",
    "expert_field": "science",
    "expert_years": "12",
    "knowledge": "3",
    "rating_institutions": "4",
    "reason_institutions": "Dobra sieć, firmy o niej nie wiedzą.",
    "rating_labour": "2",
    "reason_labour": "Absolwenci wyjeżdżają.",
    "rating_science": "3",
    "reason_science": "Dobre zespoły, trudne umowy.",
    "rating_location": "5",
    "reason_location": "Nowa obwodnica.",
    "expert_barriers": "people transport",
    "rating_national": "3",
    "reason_national": "Zasady się zmieniają.",
    "rating_regional": "4",
    "reason_regional": "Urząd zna klaster.",
    "policy_gap": "bon na wspólne badania",
    "trend": "better",
}


def ref(session, name, row=1):
    """Ref of the question with this name, the `row`th one where it stands in a roster."""
    return _refs(session, name)[row - 1]


def give(opened, name, value, row=1):
    """Answer one question; an `Absence` is stated. Returns the statements to save."""
    outcome, said = _say(opened, ref(opened.session, name, row), value)
    assert outcome is Outcome.OK, name
    return said


def fill(study, cluster="K01", members=MEMBERS, **changes):
    """A finished interview of a cluster, by hand; `changes` replace answers, None leaves one out."""
    answers = {**ANSWERS, "cluster_code": cluster, "member_count": members, **changes}
    return _filled(study, cluster, "coordinator", answers)


def fill_expert(study, cluster="K01", **changes):
    """A finished form of an expert on a cluster, by hand."""
    return _filled(study, cluster, "expert", {**EXPERT_ANSWERS, **changes})


def answer_all(opened, answers):
    """Give answers in their order, those that are not asked left out. Returns the statements to save."""
    said = []
    for name, value in answers.items():
        for where, one in _placed(opened.session, name, value):
            outcome, statements = _say(opened, where, one)
            assert outcome in {Outcome.OK, Outcome.UNREACHABLE}, name
            said += statements
    return said


def _filled(study, cluster, instrument, answers):
    opened = open_interview(study, start_interview(study, cluster, ANNA, instrument), "pl")
    said = answer_all(opened, answers)
    save(study, [*said, *opened.finish()], ANNA)
    return opened


def _placed(session, name, value):
    """Where to say what: an answer by its path, even where it is not asked; those of a roster by row."""
    if value is None:
        return []
    if isinstance(ANSWERS.get(name), tuple):
        return zip(_refs(session, name), value, strict=False)
    return [(session.form.paths[name], value)]


def _refs(session, name):
    element = session.form.by_path[session.form.paths[name]]
    return [ref_of_cell(cell) for cell in session.top.cells(element) if cell.relevant]


def _say(opened, where, value):
    """A finished interview is opened again first."""
    again = opened.reopen("Poprawka po rozmowie")
    step, said = opened.absent(where, value) if isinstance(value, Absence) else opened.answer(where, value)
    return step.outcome, [*again, *said]
