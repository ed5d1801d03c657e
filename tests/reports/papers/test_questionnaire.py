"""A filled-in questionnaire on paper: everything that was said, and on the respondent's copy nothing that was not theirs."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.papers import FilledIn, Paper
from clusterbench_gui.domain.questions import (
    Choice,
    GroupState,
    Kind,
    QuestionState,
    RosterState,
    RowState,
    SectionState,
)
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview
from clusterbench_gui.reports.papers.questionnaire import questionnaire
from clusterbench_gui.support.texts import texts
from tests.reports.archival import assert_archival

YES_NO = (Choice("yes", "tak"), Choice("no", "nie"))
AIMS = (Choice("a", "wspólne zakupy"), Choice("b", "szkolenia, staże"), Choice("c", "promocja"))


def ask(name: str, kind: Kind, value: str = "", **more: object) -> QuestionState:
    made = QuestionState(f"/d/s/{name}", f"/d/s/{name}", name, kind, f"Pytanie o {name}?", value=value)
    return replace(made, **more)  # type: ignore[arg-type]


def roster(name: str, columns: list[tuple[str, Kind]], rows: list[list[str]], labels: list[str]) -> RosterState:
    made = []
    for place, (values, label) in enumerate(zip(rows, labels, strict=True), start=1):
        where = f"/d/s/{name}[{place}]"
        cells = tuple(
            QuestionState(
                f"{where}/{column}", f"/d/s/{name}[k{place}]/{column}", column, kind, f"Kolumna {column}", value=value
            )
            for (column, kind), value in zip(columns, values, strict=True)
        )
        made.append(RowState(where, f"k{place}", label, cells))
    return RosterState(f"/d/s/{name}", f"/d/s/{name}", name, f"Spis {name}", True, tuple(made))


def filled(*items: object, **more: object) -> FilledIn:
    section = SectionState("/d/s", "s", "Z1 · Źródła i zasoby", tuple(items), 0, 0, 0)  # type: ignore[arg-type]
    about: dict[str, object] = {
        "cluster": Cluster("K07", "Klaster Żółtej Łąki"),
        "interview": Interview(
            "uuid:1",
            "K07",
            "coordinator",
            "f",
            "1",
            Status.FINISHED,
            "p",
            "2012-07-02T09:00:00+02:00",
            "2012-07-02T10:10:00+02:00",
        ),
        "person": "Bożena Ćwiklińska",
        "titles": {"pl": "Wywiad z koordynatorem", "en": "Interview with the coordinator"},
        "edition": {"pl": "Edycja 2012", "en": "Edition 2012"},
        "notice": {},
        "sections": (section,),
        "remarks": {},
        "synthetic": False,
        "is_settled": True,
        "program": "0.1.0",
        **more,
    }
    return FilledIn(**about)  # type: ignore[arg-type]


def words(paper: bytes) -> str:
    document = pdfium.PdfDocument(paper)
    found = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(found.replace("\xa0", " ").split())


def pages(paper: bytes) -> int:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return len(pdf.pages)


def printed(*items: object, paper: Paper = Paper.QUESTIONNAIRE, language: str = "pl", **more: object) -> bytes:
    return questionnaire(filled(*items, **more), paper, texts(language))


def test_every_kind_of_answer_is_printed_as_people_read_it() -> None:
    text = words(
        printed(
            ask("a", Kind.SELECT_ONE, "yes", choices=YES_NO),
            ask("b", Kind.SELECT_MULTIPLE, "a b", choices=AIMS),
            ask("c", Kind.RANK, "c a", choices=AIMS),
            ask("d", Kind.DECIMAL, "1234567.50"),
            ask("e", Kind.INTEGER, "2004"),
            ask("f", Kind.DATE, "2012-07-01"),
            ask("g", Kind.DATETIME, "2012-07-01T09:05:00.000+02:00"),
            ask("h", Kind.TIME, "09:05:00.000+02:00"),
            ask("i", Kind.TEXT, "Zażółć gęślą jaźń\ndruga linia"),
            ask("j", Kind.SELECT_ONE, "x", choices=YES_NO, former=(Choice("x", "dawna odpowiedź"),)),
        )
    )
    for piece in (
        "1 Pytanie o a? tak",
        "2 Pytanie o b? wspólne zakupy szkolenia, staże",
        "3 Pytanie o c? 1. promocja 2. wspólne zakupy",
        "4 Pytanie o d? 1 234 567,50",
        "5 Pytanie o e? 2004",
        "6 Pytanie o f? 1.07.2012",
        "7 Pytanie o g? 1.07.2012, 09:05",
        "8 Pytanie o h? 09:05",
        "9 Pytanie o i? Zażółć gęślą jaźń druga linia",
        "10 Pytanie o j? dawna odpowiedź",
    ):
        assert piece in text


def test_an_absence_is_a_reason_in_words_and_no_zero() -> None:
    paper = printed(
        *(ask(one.name, Kind.INTEGER, absence=one) for one in Absence), ask("nic", Kind.INTEGER), language="en"
    )
    text = words(paper)
    for number, reason in enumerate(("not asked", "not applicable", "refused", "don't know"), start=1):
        assert re.search(rf"{number} Pytanie o \w+\? {reason}", text)
    assert "5 Pytanie o nic? no answer" in text
    assert (
        "Questions asked: 5 · answered: 0 · not asked: 1 · not applicable: 1 · refused: 1 · don't know: 1 · no answer: 1"
        in text
    )


def test_remarks_and_what_the_interviewer_noted_are_for_the_office_only() -> None:
    items = (
        ask("a", Kind.INTEGER, "5"),
        roster("osoby", [("ile", Kind.INTEGER)], [["1"], ["2"]], ["pierwszy", "drugi"]),
        ask("ocena", Kind.TEXT, "Xenonowa notatka"),
    )
    remarks = {
        "/d/s/a": "Kwarcowa uwaga\nw dwóch liniach",
        "/d/s/osoby[k2]/ile": "Rubinowa uwaga",
        "/d/s/osoby": "Szafirowa uwaga",
        "/d/s/usunięte": "Topazowa uwaga",
    }
    office = words(printed(*items, remarks=remarks, internal=frozenset({"ocena"})))
    copy = printed(*items, paper=Paper.COPY, remarks=remarks, internal=frozenset({"ocena"}))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        pdf.save(plain := io.BytesIO(), compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    theirs = words(copy) + plain.getvalue().decode("latin-1")
    for word in ("Kwarcowa", "Rubinowa", "Szafirowa", "Topazowa", "Xenonowa", "Ćwiklińska"):
        assert word in office
        assert word not in theirs
    assert "drugi Kolumna ile: Rubinowa uwaga" in office
    assert "10:10" not in theirs
    assert "1 Pytanie o a? 5" in theirs


def test_what_is_unusual_is_told_to_the_office_and_whether_it_was_confirmed() -> None:
    items = (
        ask("a", Kind.INTEGER, "500", warning="Aż tyle?"),
        ask("b", Kind.INTEGER, "600", warning="Na pewno?"),
    )
    confirmed, said = frozenset({"/d/s/a"}), texts("pl").t("Confirmed as it is.")
    office = words(printed(*items, confirmed=confirmed))
    assert f"Aż tyle? {said}" in office
    assert "Na pewno?" in office
    assert office.count(said) == 1
    assert "Aż tyle?" not in words(printed(*items, paper=Paper.COPY, confirmed=confirmed))


def test_a_note_has_no_number_and_a_group_is_a_heading_that_skips_no_level() -> None:
    items = (GroupState("/d/s/g", "Grupa", 1), ask("n", Kind.NOTE), ask("a", Kind.INTEGER, "5"))
    named, loose = filled(*items), filled(*items)
    loose = replace(loose, sections=(replace(loose.sections[0], label=""),))
    for one, expected in ((named, ["H1", "H2", "H3"]), (loose, ["H1", "H2"])):
        paper = questionnaire(one, Paper.QUESTIONNAIRE, texts("pl"))
        assert "Pytanie o n? 1 Pytanie o a? 5" in words(paper)
        with pikepdf.open(io.BytesIO(paper)) as pdf:
            assert [role for role in roles(pdf.Root.StructTreeRoot.K[0]) if role.startswith("H")] == expected


def roles(element: pikepdf.Object) -> list[str]:
    found = [str(element.S)[1:]] if "/S" in element else []
    for child in element.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += roles(child)
    return found


def test_a_roster_of_three_hundred_rows_is_one_table_with_its_head_on_every_page() -> None:
    columns = [("nazwa", Kind.TEXT), ("ile", Kind.INTEGER)]
    rows = [[f"Firma {place}", str(place * 1000)] for place in range(1, 301)]
    paper = printed(roster("firmy", columns, rows, [f"Wiersz {place}" for place in range(1, 301)]))
    text = words(paper)
    assert all(f"Wiersz {place} Firma {place} " in text for place in range(1, 301))
    assert "Wiersz 300 Firma 300 300 000" in text
    assert text.count("Kolumna nazwa") == pages(paper) > 5
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        found = roles(pdf.Root.StructTreeRoot.K[0])
    assert (found.count("Table"), found.count("TR"), found.count("TD")) == (1, 301, 600)
    assert found.count("TH") == 303


def test_a_roster_that_is_too_wide_or_too_long_winded_is_printed_row_by_row() -> None:
    wide = roster("p", [(f"k{n}", Kind.INTEGER) for n in range(7)], [[str(n) for n in range(7)]], ["Pierwszy"])
    long = roster("q", [("opis", Kind.TEXT)], [["słowo " * 2000], ["krótko"]], ["Pierwszy", "Drugi"])
    paper = printed(wide, long)
    text = words(paper)
    assert "1. Pierwszy Kolumna k0 0 Kolumna k1 1" in text
    assert text.count("słowo") == 2000
    assert "2. Drugi Kolumna opis krótko" in text
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert "Table" not in roles(pdf.Root.StructTreeRoot.K[0])


@pytest.mark.parametrize(
    "text", ["słowo " * 17_000, "x" * 100_000, "linia, która ciągnie się dalej, aż do brzegu strony\n" * 1900]
)
def test_an_answer_of_a_hundred_kilobytes_goes_on_over_pages_and_loses_nothing(text: str) -> None:
    paper = printed(ask("a", Kind.TEXT, text.strip()), ask("b", Kind.INTEGER, "7"))
    found = words(paper)
    assert pages(paper) > 15
    for word in ("słowo", "linia", "x"):
        assert re.sub(r"\s", "", found).count(word) == text.count(word)
    assert "2 Pytanie o b? 7" in found


def test_signs_that_lato_lacks_are_printed_or_marked_and_said_to_be_so() -> None:
    paper = printed(ask("a", Kind.TEXT, "Привет ☺ ✓ 你好 שלום 👩‍👩‍👧"), ask("b", Kind.TEXT, "zwykły tekst"))
    text = words(paper)
    assert "Привет ☺ ✓ □□ □□□□ □□□ □" in text
    assert text.count(texts("pl").t("□ stands for a character that cannot be printed here; the study keeps it.")) == 1
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {"Lato", "DejaVuSans"}


def test_control_characters_and_broken_text_do_no_harm() -> None:
    text = words(
        printed(ask("a", Kind.TEXT, "a\x00b\x1bc\ud800d <b>&amp; \t</para>"), ask("b", Kind.INTEGER, "9" * 400))
    )
    assert "a□b□c□d <b>&amp; </para>" in text
    assert text.count("9" * 20) > 10


def test_no_other_typeface_than_lato_and_every_one_is_embedded() -> None:
    table = roster("osoby", [("ile", Kind.INTEGER)], [["1"], [""]], ["pierwszy", "drugi"])
    with pikepdf.open(io.BytesIO(printed(table, ask("a", Kind.SELECT_ONE, "yes", choices=YES_NO)))) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "Lato" in str(font.BaseFont)
                assert "/FontFile2" in font.FontDescriptor


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_same_interview_gives_the_same_bytes_and_invented_data_say_so_on_every_page(language: str) -> None:
    items = [ask(f"p{number}", Kind.INTEGER, str(number)) for number in range(80)]
    one, other = (printed(*items, language=language, synthetic=True) for _ in range(2))
    assert one == other
    assert words(one).count(texts(language).t("Invented data")) == pages(one) > 1


def test_an_unfinished_interview_says_so() -> None:
    said = texts("en").t("The interview is not finished: answers may still change.")
    assert said in words(printed(ask("a", Kind.INTEGER), language="en", is_settled=False))
    assert said not in words(printed(ask("a", Kind.INTEGER), language="en"))


@pytest.mark.parametrize("paper", list(Paper))
def test_the_paper_is_fit_for_the_archive(paper: Paper) -> None:
    table = roster("osoby", [("ile", Kind.INTEGER)], [["1"], ["2"]], ["pierwszy", "drugi"])
    assert_archival(printed(ask("a", Kind.TEXT, "Привет"), table, paper=paper), "pl")


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler")
def test_poppler_reads_questions_and_rows_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    table = roster("osoby", [("ile", Kind.INTEGER)], [["1"], ["2"]], ["pierwszy", "drugi"])
    file.write_bytes(printed(ask("a", Kind.TEXT, "Привет"), table))
    told = subprocess.run(["pdfinfo", "-struct-text", str(file)], check=True, capture_output=True, text=True).stdout
    assert "Pytanie o a?" in told
    assert "Привет" in told
    assert told.index("Spis osoby") < told.index("drugi")
