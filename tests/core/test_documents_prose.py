"""Markdown becomes safe HTML, whatever somebody types into it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents import prose

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    '<iframe src="javascript:alert(1)">',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/a)",
    "[x](/\\evil.example/a)",
    "[x](/%5cevil.example/a)",
    "[x](\\\\evil.example)",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    '![x](x"onerror=alert(1))',
    '[x](https://a.example "onmouseover=alert(1) x=\\"")',
    '[x](https://a.example/"onmouseover="alert(1))',
    '<https://a.example/"onmouseover=alert(1)>',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>alert(1)</script>`",
    "```<script>\n</script><script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "# <img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<p style="background:url(//evil.example)">x</p>',
    "<base href=//evil.example>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "**[x](javascript&colon;alert(1))**",
    "[x](tel:)",
]
TAGS = set("h1 h2 h3 h4 h5 h6 a blockquote br code em hr li ol p pre strong ul".split())
MARKUP = st.lists(
    st.sampled_from([*ATTACKS, "[", "](", ")", "<", ">", '"', "`", "*", "\n", "\n\n", "# ", "- "])
    | st.text(max_size=6)
).map("".join)


class Reader(HTMLParser):
    """Reads HTML as a browser would and notes everything that is not on the short list."""

    def __init__(self, text):
        super().__init__()
        self.links, self.levels, self.strange = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.strange.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            if (tag, name) == ("a", "href"):
                self.links.append(value)
            elif (tag, name) not in {("a", "rel"), ("ol", "start")}:
                self.strange.append(name)

    def handle_comment(self, data):
        self.strange.append(data)


def assert_safe(html):
    read = Reader(html)
    assert read.strange == []
    for link in read.links:
        assert prose.safe_link(link), link
        assert link.lower().startswith(("http://", "https://", "mailto:", "tel:", "/", "#"))
        assert not link.startswith(("//", "/\\"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_unsafe_comes_through(attack):
    for html in (prose.html(attack), prose.line(attack)):
        assert_safe(html)
        assert "evil.example/pixel" not in "".join(
            part for part in html.split("<") if part.startswith("img")
        )


def test_the_check_itself_sees_what_is_unsafe():
    for html in ('<p onclick="x">', "<script>", '<a href="javascript:x">', '<a href="//e">'):
        with pytest.raises(AssertionError):
            assert_safe(html)


@settings(deadline=None, max_examples=60)
@given(MARKUP)
def test_no_mixture_is_unsafe_either(text):
    assert_safe(prose.html(text))
    assert_safe(prose.line(text))


@settings(deadline=None, max_examples=60)
@given(MARKUP)
def test_printed_links_are_as_safe(text):
    runs = [run for node in walk(prose.tree(text)) for run in node.get("runs", ())]
    assert all(not run["href"] or prose.safe_link(run["href"]) for run in runs)


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node.get("nodes", ()))


@settings(deadline=None, max_examples=60)
@given(MARKUP, st.integers(1, 4))
def test_headings_stand_below_their_section_without_a_jump(text, under):
    level = under
    for found in Reader(prose.html(text, shift=under)).levels:
        assert under < found <= min(level + 1, 6)
        level = found


def test_a_heading_that_jumps_is_put_one_step_down():
    assert Reader(prose.html("# a\n\n#### b\n\n## c", shift=2)).levels == [3, 4, 4]
    assert Reader(prose.html("### a", shift=1)).levels == [2]


@pytest.mark.parametrize("good", ["https://a.example/b?c=d#e", "mailto:a@b.example", "tel:116123"])
def test_good_links_stay(good):
    assert Reader(prose.html(f"[x]({good})")).links == [good]


def test_links_to_other_sites_are_marked_and_links_to_this_one_are_not():
    assert 'rel="external noopener noreferrer"' in prose.html("[x](https://a.example)")
    assert "rel" not in prose.html("[x](/help-now)")


def test_plain_text_keeps_the_words_alone():
    assert prose.plain("# A\n\n*b* **c** [d](/e)\n\n- f\n- g `h`") == "A\nb c d\nf\ng h"


def test_the_tree_says_what_each_run_is():
    (node,) = prose.tree("a *b **c*** [d](https://e.example)  \nf")
    shown = [(r["text"], r["strong"], r["em"], r["href"]) for r in node["runs"]]
    assert shown == [
        ("a ", False, False, ""),
        ("b ", False, True, ""),
        ("c", True, True, ""),
        (" ", False, False, ""),
        ("d", False, False, "https://e.example"),
        ("\n", False, False, ""),
        ("f", False, False, ""),
    ]


def test_lists_nest_and_keep_their_first_number():
    (node,) = prose.tree("3. a\n   - b\n4. c")
    assert (node["kind"], node["start"], len(node["nodes"])) == ("ol", 3, 2)
    assert [n["kind"] for n in node["nodes"][0]["nodes"]] == ["p", "ul"]


def test_one_line_stays_one_line():
    assert prose.line("# a\n\n- *b*") == "# a - <em>b</em>"
