"""The body's plain form becomes safe HTML; whatever is written, only our own tags come out."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.newsroom.body import to_html

ALLOWED = {"p", "h2", "ul", "ol", "li", "blockquote", "br", "a"}


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One\ntwo\n\nThree", "<p>One<br>two</p>\n<p>Three</p>"),
        ("- a\n* b\n• c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n\n2. b", '<ol><li>a</li></ol>\n<ol start="2"><li>b</li></ol>'),
        ("## Head\ntext", "<h2>Head</h2>\n<p>text</p>"),
        ("> said\n> so", "<blockquote><p>said<br>so</p></blockquote>"),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        (
            "See https://example.org/a?b=1&c=2.",
            (
                '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">'
                "https://example.org/a?b=1&amp;c=2</a>.</p>"
            ),
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("", ""),
    ],
)
def test_form(body, html):
    assert to_html(body) == html


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@given(st.text(alphabet=st.sampled_from("ab <>&\"'-*#1.)\n/:htps=“é́ж\u0641"), max_size=120))
def test_only_our_tags_come_out_and_every_letter_stays(body):
    reader = Reader()
    reader.feed(to_html(body))
    reader.close()
    assert not reader.open
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for tag, attributes in reader.tags:
        assert attributes.keys() <= {"href", "rel", "start"}
        if tag == "a":
            assert re.match("https?://", attributes["href"])
    letters = re.sub(r"[^abж\u0641é=“]", "", body)
    assert re.sub(r"[^abж\u0641é=“]", "", "".join(reader.text)) == letters
