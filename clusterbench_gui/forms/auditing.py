"""What a form asks of ODK's audit: the parameters of its question of the type `audit` (docs.getodk.org/form-audit-log)."""

from functools import lru_cache

from clusterbench_gui.domain.questions import AuditWishes
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.xml import parse_xml

_AUDIT = "/meta/audit"
_SPACE = "http://www.opendatakit.org/xforms"


@lru_cache(maxsize=8)
def audit_wishes(form: Form) -> AuditWishes:
    """Whether old and new values, and persons, belong into the audit; none of it where the form has no audit."""
    for one in parse_xml(form.id, form.xml).walk():
        if one.name == "bind" and (one.attribute("nodeset") or "").strip().replace("orx:", "").endswith(_AUDIT):
            wanted = {each.name for each in one.attributes if each.space == _SPACE and each.value.strip() == "true"}
            return AuditWishes("track-changes" in wanted, "identify-user" in wanted)
    return AuditWishes()
