"""The web page of a document: headings, quotes, charts and tables that a screen reader knows."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from pennydrop.core.documents.blocks import ChartRef, ClaimRef, Figure, Prose, QuoteRef
from pennydrop.core.documents.page import build_page
from pennydrop.core.documents.resolved import Unresolved
from tests.core.every_block import CHART, every_block, everything_given

NASTY = '<script>alert("1")</script> & {{ settings }} {% now %}'
RESOLVE = everything_given(NASTY)
BLOCKS = (*every_block(NASTY, prose=f"# Inner\n\n{NASTY}"), Figure(CHART, "Once more"))


class Reader(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.hrefs, self.names = [], [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.hrefs.append(value)


@pytest.fixture(scope="module")
def html():
    page = build_page(BLOCKS, RESOLVE)
    drawn = render_to_string("documents/contents.html", {"page": page})
    return drawn + render_to_string("documents/blocks.html", {"page": page})


def test_every_word_is_escaped(html):
    read = Reader(html)
    assert "script" not in read.tags
    assert not read.names & {"style", "onclick", "onload", "src"}
    assert "<script" not in html
    assert html.count("alert(") >= 14


def test_contents_lead_to_headings_and_no_id_stands_twice(html):
    read = Reader(html)
    assert len(read.ids) == len(set(read.ids))
    assert read.hrefs == ["#section-1", "#section-1-1", "#section-2", "/words/3"]
    assert {href[1:] for href in read.hrefs[:3]} <= set(read.ids)


def test_headings_go_down_one_step_at_a_time(html):
    levels = [int(tag[1]) for tag in Reader(html).tags if re.fullmatch(r"h\d", tag)]
    assert levels == [2, 2, 3, 4, 2]  # contents, section, its part, inside the prose, theme


def test_quotes_are_quotes(html):
    assert html.count("<blockquote") == html.count("</blockquote>") == 4
    assert '<span class="omit"> […]</span>' in html
    assert '<span class="clarify"> [the clinic]</span>' in html
    assert "<p>tired</p>" in html  # not word for word: no quotation marks


def test_a_removed_quote_says_only_that(html):
    assert "Removed at the person’s wish." in html
    assert "canary" not in html


def test_a_chart_is_named_and_stands_as_a_table_too(html):
    assert html.count('role="img"') == html.count("<details>") == 2
    assert html.count("fewer than 10") >= 4
    assert html.count('<th scope="col">') == 6
    assert "Once more</desc>" in html


def test_insights_and_callouts_are_labelled(html):
    labels = re.findall(r'<aside role="note"[^>]+aria-labelledby="(.+?)"', html)
    assert len(labels) == 4
    assert set(labels) <= set(Reader(html).ids)


def test_a_theme_says_where_it_came_from(html):
    assert "Theme 1 of 1 · &lt;script&gt;" in html


@pytest.mark.parametrize("block", [QuoteRef("q9"), ClaimRef("c9"), Figure(ChartRef("x"), "a")])
def test_nothing_is_shown_for_what_was_not_given(block):
    with pytest.raises(Unresolved, match="Block 2"):
        build_page((Prose("a"), block), RESOLVE)
