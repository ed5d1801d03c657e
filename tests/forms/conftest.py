"""Small forms as Markdown tables."""

from collections.abc import Callable

import pytest

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form

SETTINGS = """| settings |
| | form_id | version | form_title | default_language | namespaces |
| | demo | 7 | Demo | Polski (pl) | cb="urn:clusterbench:xforms" |
"""

CLUSTER = (
    SETTINGS
    + """| survey |
| | type | name | label::Polski (pl) | label::English (en) | relevant | constraint | constraint_message::Polski (pl) | constraint_message::English (en) | required | calculation | choice_filter | repeat_count | bind::cb:absence | bind::cb:warning | bind::cb:warningMsg |
| | begin_group | members | Członkowie | Members | | | | | | | | | | | |
| | integer | staff | Ilu pracowników? | How many staff? | | . >= 0 and . <= 500 | Od 0 do 500. | From 0 to 500. | yes | | | | refused dont-know | . <= 50 | To dużo. |
| | integer | leavers | Ilu z ${staff} odeszło? | How many of ${staff} left? | ${staff} > 0 | . <= ${staff} | | | | | | | | | |
| | calculate | rate | | | | | | | | ${leavers} * 100 div ${staff} | | | | | |
| | end_group | | | | | | | | | | | | | | |
| | select_one province | province | Województwo | Voivodeship | | | | | | | | | | | |
| | select_one county | county | Powiat | County | | | | | | | province = ${province} | | | | |
| | select_multiple channel | channels | Kanały | Channels | | | | | | | | | | | |
| | begin_repeat | firm | Firma | Firm | | | | | | | | | | | |
| | text | firm_name | Nazwa | Name | | | | | | | | | | | |
| | integer | turnover | Obrót ${firm_name} | Turnover of ${firm_name} | | | | | | | | | | | |
| | end_repeat | | | | | | | | | | | | | | |
| | calculate | total | | | | | | | | sum(${turnover}) | | | | | |
| | integer | kinds | Ile rodzajów? | How many kinds? | | | | | | | | | | | |
| | begin_repeat | kind | Rodzaj | Kind | | | | | | | | ${kinds} | | | |
| | begin_group | kind_row | Rodzaj ${kind_number} | Kind ${kind_number} | | | | | | | | | | | |
| | calculate | kind_number | | | | | | | | position(../..) | | | | | |
| | integer | kind_count | Ile? | How many? | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | |
| | end_repeat | | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::Polski (pl) | label::English (en) | province |
| | province | maz | mazowieckie | Mazovia | |
| | province | pom | pomorskie | Pomerania | |
| | county | waw | Warszawa | Warsaw | maz |
| | county | gda | Gdańsk | Gdańsk | pom |
| | channel | mail | e-mail | e-mail | |
| | channel | post | poczta | post | |
"""
)


@pytest.fixture(scope="session")
def make_form(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Form]:
    """Reads a form from its tables, once per text."""
    cache = tmp_path_factory.mktemp("converted")
    known: dict[str, Form] = {}

    def make(text: str) -> Form:
        if text not in known:
            known[text] = read_form("form.md", text.encode(), cache=cache)
        return known[text]

    return make


@pytest.fixture(scope="session")
def cluster(make_form: Callable[[str], Form]) -> Form:
    """A questionnaire with a relevance, a cascade, an open and a counted roster."""
    return make_form(CLUSTER)
