"""The codebook against the rules of DDI-Codebook 2.5.

Its schema (LGPL, from the DDI Alliance) is used where it is at hand: `CLUSTERBENCH_DDI_XSD` names its file `codebook.xsd`.
The rules that are written down here were read from that schema, version 2.5.1, and hold everywhere.
"""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pyreadstat
import pytest

from clusterbench_gui.app.datasets import dataset_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange import ddi, sav
from tests.helpers.study import fill, fill_expert

NS = {"d": ddi.NAMESPACE}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ORDER = {
    "codeBook": ["docDscr", "stdyDscr", "fileDscr", "dataDscr"],
    "docDscr": ["citation"],
    "stdyDscr": ["citation", "stdyInfo"],
    "citation": ["titlStmt", "prodStmt"],
    "titlStmt": ["titl", "IDNo"],
    "prodStmt": ["prodDate", "software"],
    "stdyInfo": ["abstract", "sumDscr"],
    "sumDscr": ["dataKind"],
    "fileDscr": ["fileTxt"],
    "fileTxt": ["fileName", "fileCont", "dimensns", "fileType"],
    "dimensns": ["caseQnty", "varQnty"],
    "dataDscr": ["var"],
    "var": ["labl", "qstn", "invalrng", "sumStat", "catgry", "codInstr", "varFormat", "notes"],
    "qstn": ["qstnLit", "ivuInstr"],
    "invalrng": ["item", "key"],
    "catgry": ["catValu", "labl", "catStat"],
}
REQUIRED = {"codeBook": {"stdyDscr"}, "citation": {"titlStmt"}, "titlStmt": {"titl"}, "stdyDscr": {"citation"}}
MANY = {"fileDscr", "var", "labl", "qstnLit", "ivuInstr", "item", "sumStat", "catgry"}
STATISTICS = {"mean", "medn", "mode", "vald", "invd", "min", "max", "stdev", "other"}


def tag(element):
    return element.tag.removeprefix(f"{{{ddi.NAMESPACE}}}")


def check(root):
    """Order, number and attributes of all elements, as the schema has them."""
    for element in root.iter():
        names = [tag(one) for one in element]
        order = ORDER.get(tag(element), [])
        assert set(names) <= set(order), tag(element)
        assert names == sorted(names, key=order.index), tag(element)
        assert REQUIRED.get(tag(element), set()) <= set(names)
        assert [one for one in set(names) - MANY if names.count(one) > 1] == []
    ids = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(ids) == len(set(ids))
    files = {one.get("ID") for one in root.findall("d:fileDscr", NS)}
    for var in root.iter(f"{{{ddi.NAMESPACE}}}var"):
        assert var.get("name")
        assert var.get("files") in files
        assert var.get("intrvl") in {"contin", "discrete"}
        assert var.get("representationType") in {"text", "numeric", "code", "datetime"}
        assert {one.get("type") for one in var.findall("d:sumStat", NS)} <= STATISTICS


@pytest.fixture
def root(hard):
    return ET.fromstring(ddi.codebook(hard, "pl"))


def var(root, name, file="F1"):
    return next(one for one in root.iterfind(".//d:var", NS) if (one.get("name"), one.get("files")) == (name, file))


def texts(element, path):
    return [one.text for one in element.findall(path, NS)]


def test_it_holds_to_the_rules(root):
    assert (root.tag, root.get("version")) == (f"{{{ddi.NAMESPACE}}}codeBook", "2.5")
    check(root)


def test_so_does_that_of_the_built_in_edition(study):
    fill(study, budget_private=Absence.REFUSED)
    fill_expert(study)
    check(ET.fromstring(ddi.codebook(dataset_of(study), "en")))


@pytest.mark.parametrize("language", ["pl", "en"])
def test_its_schema_takes_it(hard, study, language):
    file = os.environ.get("CLUSTERBENCH_DDI_XSD")
    if not file:
        pytest.skip("CLUSTERBENCH_DDI_XSD does not name DDI's codebook.xsd")
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(Path(file)))
    fill(study, budget_private=Absence.REFUSED)
    for dataset in (hard, dataset_of(study)):
        schema.assertValid(etree.fromstring(ddi.codebook(dataset, language)))
    broken = ddi.codebook(hard, language).replace(b"<titl>", b"<title>").replace(b"</titl>", b"</title>")
    assert not schema.validate(etree.fromstring(broken))


def test_it_describes_the_columns_of_the_spss_files(root, hard, tmp_path):
    for name, content in sav.files(hard, "pl", tmp_path):
        (tmp_path / name).write_bytes(content)
    for file in root.findall("d:fileDscr", NS):
        name = file.findtext("d:fileTxt/d:fileName", namespaces=NS)
        _, meta = pyreadstat.read_sav(tmp_path / name, user_missing=True)
        own = [one for one in root.iterfind(".//d:var", NS) if one.get("files") == file.get("ID")]
        assert [one.get("name") for one in own] == meta.column_names
        assert file.findtext("d:fileTxt/d:dimensns/d:caseQnty", namespaces=NS) == str(meta.number_rows)
        assert file.findtext("d:fileTxt/d:dimensns/d:varQnty", namespaces=NS) == str(meta.number_columns)
        for one in own:
            codes = {float(code) for code in texts(one, "d:catgry/d:catValu")}
            assert codes == {float(code) for code in meta.variable_value_labels.get(one.get("name"), {})}


def test_a_question_with_its_choices_missing_codes_and_counts(root):
    kind = var(root, "kind")
    assert texts(kind, "d:qstn/d:qstnLit") == ["Rodzaj"]
    categories = {one.findtext("d:catValu", namespaces=NS): one for one in kind.findall("d:catgry", NS)}
    assert {code: one.findtext("d:catStat", namespaces=NS) for code, one in categories.items()} == {
        "1": "2",
        "2": "1",
        "-996": "2",
        "-997": "0",
        "-998": "1",
        "-999": "0",
    }
    assert [code for code, one in categories.items() if one.get("missing") == "Y"] == ["-996", "-997", "-998", "-999"]
    assert {one.get(LANG): one.text for one in categories["1"].findall("d:labl", NS)} == {
        "pl": "średni",
        "en": "medium",
    }
    assert [one.get("VALUE") for one in kind.findall("d:invalrng/d:item", NS)] == ["-996", "-997", "-998", "-999"]
    assert {one.get("type"): one.text for one in kind.findall("d:sumStat", NS)} == {"vald": "3", "invd": "4"}


def test_a_number_with_its_statistics_and_condition(root):
    staff = var(root, "staff")
    found = {one.get("type"): float(one.text) for one in staff.findall("d:sumStat", NS)}
    assert found == {
        "vald": 3,
        "invd": 4,
        "min": -5,
        "max": 12345678,
        "mean": pytest.approx((7 - 5 + 12345678) / 3, rel=1e-14),
    }
    assert texts(staff, "d:codInstr") == ["1 < 2"]
    assert texts(staff, "d:qstn/d:ivuInstr") == ["Na koniec roku"]
    assert texts(staff, "d:notes") == ["staff /data/staff"]
