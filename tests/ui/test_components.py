"""Each component says what it shows to eye and screen reader alike."""

import re
from html.parser import HTMLParser

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from chorsu.ui import shapes as s
from ui.gallery import ENGINE, render


def draw(source, language="en", **context):
    request = RequestFactory().get("/", {"page": "3", "substance": "heroin", "place": ["Ош", "Osh"]})
    with translation.override(language):
        return ENGINE.from_string("{% load ui %}" + source).render(context, request)


def text(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_an_equivalent_is_marked_assumed_with_its_factor():
    html = draw("{% quantity a %}", a=s.Amount(12, "l", kg=12.96, factor="1.08 kg/l"))
    assert text(html) == "12 l ≈ 12.96 kg assumed"
    assert "assumed: 1.08 kg/l" in html


def test_an_equivalent_without_a_stated_factor_is_not_shown():
    assert text(draw("{% quantity a %}", a=s.Amount(12, "l", kg=12.96))) == "12 l"


def test_a_provisional_quantity_says_so_in_words():
    assert "(provisional)" in draw("{% quantity a %}", a=s.Amount(3, "kg", provisional=True))
    assert "provisional" not in draw("{% quantity a %}", a=s.Amount(3, "kg"))


def test_a_place_stands_in_its_own_script_and_apart():
    html = draw("{% place p roman=True %}", p=s.PlaceName("قندوز", "Qunduz", country="AF", lang="fa"))
    assert '<bdi lang="fa" title="Qunduz" translate="no">قندوز</bdi>' in html
    assert '<bdi class="roman always" lang="und-Latn">Qunduz</bdi>' in html
    assert 'class="roman"' in draw("{% place p %}", p=s.PlaceName("قندوز", "Qunduz"))
    assert "roman" not in draw("{% place p %}", p=s.PlaceName("Osh"))


def test_a_marking_names_provider_audience_and_end():
    import datetime as dt

    html = draw("{% marking m %}", m=s.MarkingChip("A", "B", dt.date(2026, 5, 3)))
    assert text(html) == "Marking: A →&nbsp;B until 2026-05-03"


def test_the_cell_meant_is_the_only_one_marked():
    cell = s.SourceCell("f.csv", ("A", "B"), ((1, ("x", "y")), (2, ("v", "w"))), 2, 1)
    html = draw("{% source_cell c %}", c=cell)
    assert re.findall(r'<td[^>]*aria-current="true">(.*?)</td>', html) == ["<div><bdi>w</bdi></div>"]


def test_pages_say_where_one_is_and_reach_each_page_at_once():
    html = draw("{% pages p %}", p=Paginator(range(458), 12).page(1))
    assert "Page 1 of 39" in html
    assert "page=12" in html
    assert 'rel="prev"' not in html


def test_pages_keep_the_other_filters_of_the_address():
    links = re.findall(r'href="\?([^"]+)"', draw("{% pages p %}", p=Paginator(range(100), 12).page(3)))
    assert links
    for link in links:
        assert "substance=heroin" in link
        assert link.count("place=") == 2


def test_one_page_needs_no_links():
    assert draw("{% pages p %}", p=Paginator(range(3), 12).page(1)).strip() == ""


def test_a_million_rows_do_not_make_a_million_links():
    assert len(draw("{% pages p %}", p=Paginator(range(1_000_000), 12).page(400))) < 6000


@pytest.mark.parametrize(
    ("votes", "english", "russian"),
    [
        (0, "0 votes", "0 голосов"),
        (1, "1 vote", "1 голос"),
        (3, "3 votes", "3 голоса"),
        (5, "5 votes", "5 голосов"),
        (21, "21 votes", "21 голос"),
    ],
)
def test_votes_are_counted_in_the_right_plural(votes, english, russian):
    assert english in text(draw("{% stars None v %}", v=votes))
    assert russian in text(draw("{% stars None v %}", "ru", v=votes))


def test_stars_work_without_a_script():
    html = draw("{% stars 3.5 2 '/vote' %}")
    assert html.count('type="submit" name="stars"') == 5
    assert "3.5 of 5 stars" in html


def test_what_a_figure_leaves_out_stands_under_it_with_its_address():
    html = draw(
        "{% figure f %}", f=s.Figure("Heroin", 263.25, "kg", not_counted=(s.NotCounted(17, "refused", "?refused"),))
    )
    assert '<a href="?refused">17 refused</a>' in html


def test_a_sorted_column_says_so():
    table = s.Table(
        "t",
        "Seizures",
        (s.Column("d", "Date", sort_href="?s", sorted="descending"),),
        (s.Row((s.TableCell("x"),), "/r/1"),),
    )
    html = draw("{% table t %}", t=table)
    assert 'aria-sort="descending"' in html
    assert "<caption" in html
    assert 'data-href="/r/1"' in html


@pytest.mark.parametrize("kind", ["empty", "loading", "failed", "absent", "stale", "offline"])
def test_each_state_says_what_to_do_next(kind):
    assert len(text(draw("{% state kind %}", kind=kind))) > 30


class Attributes(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self):
        super().__init__()
        self.refused, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        self.refused += [(tag, name) for name, _ in attrs if name == "style" or re.fullmatch(r"on\w+", name)]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag == "style" or (
            tag == "script" and not dict(attrs).keys() & {"src"} and dict(attrs).get("type") != "application/json"
        ):
            self.refused.append((tag, "inline"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_component_needs_what_the_policy_refuses_and_no_id_stands_twice(language):
    parser = Attributes()
    parser.feed(render(language))
    assert parser.refused == []
    assert len(parser.ids) == len(set(parser.ids))


def test_the_page_with_every_component_stays_small():
    assert len(render("ru").encode()) < 100_000


def test_one_wide_row_stands_column_below_column_so_that_nothing_is_cut():
    letters = tuple("ABCDEFGH")
    cell = s.SourceCell("f.csv", letters, ((7, tuple("abcdefgh")),), 7, 6, headers=[f"h{one}" for one in letters])
    html = draw("{% source_cell c %}", c=cell)
    assert html.count("<tr>") == len(letters)
    assert re.search(r'class="here-column">G</th><td[^>]*>.*?hG.*?</td><td[^>]*aria-current="true">.*?g<', html)
    assert len(re.findall("aria-current", html)) == 1
    assert "row 7, column G" in html
