import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.markup import as_html, escaped, plain_words


@pytest.mark.parametrize(
    ("text", "made", "words"),
    [
        ("**Strong** and _mild_", "<b>Strong</b> and <i>mild</i>", "Strong and mild"),
        ("__x__ *y*", "<b>x</b> <i>y</i>", "x y"),
        ("a_b_c 2*3*4 5 * 6", "a_b_c 2*3*4 5 * 6", "a_b_c 2*3*4 5 * 6"),
        ("# Part one\nrest", '<span style="font-size: large"><b>Part one</b></span><br>rest', "Part one\nrest"),
        ('<span style="color:red">red</span>', "red", "red"),
        ("a < b & c", "a &lt; b &amp; c", "a < b & c"),
        ("<b>x</b><br>y", "<b>x</b><br>y", "x\ny"),
        ("[site](https://example.org)", "<u>site</u> (https://example.org)", "site (https://example.org)"),
        (r"\*plain\*", "*plain*", "*plain*"),
        (
            "<script>x</script><img src=y>",
            "&lt;script&gt;x&lt;/script&gt;&lt;img src=y&gt;",
            "<script>x</script><img src=y>",
        ),
    ],
)
def test_markup_becomes_a_few_tags_and_nothing_else(text, made, words):
    assert as_html(text) == made
    assert plain_words(text) == words


@given(st.text(alphabet="ab*_#[]()<>/\\ &\nscript", max_size=60))
def test_no_tag_but_ours_ever_comes_out(text):
    made = as_html(text)
    assert set(re.findall(r"<[^>]*>", made)) <= {
        "<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<br>", '<span style="font-size: large">', "</span>",
    }  # fmt: skip
    assert html.unescape(re.sub(r"<[^>]*>", "", made.replace("<br>", "\n"))) == plain_words(text)


@given(st.text(alphabet="ab*_#[]()<>/\\ &", max_size=60))
def test_an_answer_in_a_label_reads_as_it_was_given(answer):
    assert plain_words(f"**You said {escaped(answer)}!** x") == f"You said {answer}! x"
    assert f"<b>{html.escape(answer)}</b>" == re.sub("</b><b>", "", as_html(f"**.{escaped(answer)}.**")).replace(
        ".", ""
    )
