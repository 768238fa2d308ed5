"""Two ways to choose words, in a real Chromium: mouse and keyboard; and every page fits."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Code, Coding, Memo
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.rules.quoting import Words
from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")
WIDTHS = (320, 1280)


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium here.")
    # The driver's own event loop would make Django refuse ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, client, owner, live_server):
    """A page of somebody signed in; what its scripts complain about fails the test."""
    client.force_login(owner)
    opened, wrong = [], []

    def make(path, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        context.set_default_timeout(8000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(live_server.url + path)
        opened.append(context)
        return page

    yield make
    for context in opened:
        context.close()
    assert [one for one in wrong if "409" not in one] == []


def workspace(text):
    return reverse("understand:workspace", args=[text.study, text.id])


def drag(page, turn, words):
    """Choose words with the mouse, from the left of the first letter to the right of the last."""
    box = page.evaluate(
        """([turn, words]) => {
          const said = document.querySelector(`#t${turn} .said`);
          said.scrollIntoView({ block: "center" });
          const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
          const nodes = []; let all = "";
          for (let n = walker.nextNode(); n; n = walker.nextNode()) {
            nodes.push([n, all.length]); all += n.data;
          }
          const at = all.indexOf(words), range = document.createRange();
          const put = (offset, set) => {
            const [n, from] = nodes.findLast(([, f]) => f <= offset);
            set.call(range, n, offset - from);
          };
          put(at, range.setStart); put(at + words.length, range.setEnd);
          const rects = [...range.getClientRects()].filter((r) => r.width);
          const first = rects[0], last = rects.at(-1);
          return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        [turn, words],
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[3], steps=4)
    page.mouse.up()


def coded(study):
    rows = passages(study, codings_with(Code.objects.values_list("pk", flat=True)))
    names = dict(Code.objects.values_list("pk", "name"))
    return sorted((names[one.code], one.words) for one in rows)


def test_words_are_coded_by_mouse_and_number_by_new_code_memo_and_undone(
    open_page, interview, study, at
):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(workspace(interview))
    drag(page, 1, "it burned like glass")
    page.keyboard.press("1")
    page.locator("#t1 mark", has_text="it burned like glass").wait_for()
    assert coded(study.pk) == [("Pain", "it burned like glass")]
    page.get_by_text("Coded as Pain").wait_for()

    # Overlapping words, a code that does not exist yet: N, its name, Enter.
    drag(page, 1, "all night, and it burned")
    page.keyboard.press("n")
    page.keyboard.type("Nights")
    page.keyboard.press("Enter")
    page.locator("#t1 mark.c1.with-c2, #t1 mark.c2.with-c1").wait_for()
    assert ("Nights", "all night, and it burned") in coded(study.pk)
    assert page.locator("#t1 .named li").count() == 2

    check_memo_and_undo(page, study)
    before = page.locator("[data-words]").inner_text()
    page.reload()
    assert page.locator("[data-words]").inner_text() == before


def check_memo_and_undo(page, study):
    """A memo on the words that are chosen; then removing, bringing back, and undoing."""
    page.keyboard.press("m")
    page.locator("[data-pane] textarea:focus").wait_for()
    page.keyboard.type("Night again. The third person who says so.")
    page.locator("[data-memo-form] button").click()
    page.locator("[data-pane] .memo", has_text="Night again").wait_for()
    assert Memo.objects.get().sealed is not None

    # Removing in the pane, and bringing it back; then undoing the last coding.
    page.locator(".named a", has_text="Pain").click()
    page.get_by_role("button", name="Remove Pain").click()
    page.get_by_text("Z brings it back").wait_for()
    assert len(coded(study.pk)) == 1
    page.keyboard.press("z")
    page.get_by_text("the coding is back").wait_for()
    page.keyboard.press("z")
    page.get_by_text("the coding is removed").wait_for()
    assert coded(study.pk) == [("Pain", "it burned like glass")]


def test_words_are_coded_by_keyboard_alone_with_emoji_and_accents(open_page, make_text, study, at):
    make_code(study=study.pk, name="Not being believed", by="test", at=at)
    said = "🙂🙂 e\u0301coute, 👩🏽‍⚕️ said nothing. Nobody asked."
    text = make_text(study, "interview", [("Interviewer", "So?"), ("Ash", said)])
    page = open_page(workspace(text))
    page.locator("#t0 .said").focus()
    page.keyboard.press("ArrowDown")  # the next turn
    for _ in range(2):
        page.keyboard.press("ArrowRight")  # its second word
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("1")
    page.locator("#t1 mark").wait_for()
    assert coded(study.pk) == [("Not being believed", "said nothing")]
    page.keyboard.press("a")  # all of it
    page.keyboard.press("1")
    page.locator("#t1 .named li").nth(1).wait_for()
    assert ("Not being believed", said) in coded(study.pk)
    page.keyboard.press("z")
    page.get_by_text("the coding is removed").wait_for()
    drag(page, 1, "e\u0301coute, 👩🏽‍⚕️")
    page.keyboard.press("1")
    page.locator("#t1 .named li").nth(1).wait_for()
    assert ("Not being believed", "e\u0301coute, 👩🏽‍⚕️") in coded(study.pk)


def test_a_passage_over_two_turns(open_page, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(workspace(interview))
    page.locator("#t0 .said").focus()
    page.keyboard.press("a")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("1")
    page.locator("#t1 mark").wait_for()
    (_, words) = coded(study.pk)[0]
    assert words.startswith("What happened") and words.endswith("wanting pills.")


def test_words_found_by_a_search_are_chosen_when_they_are_opened(open_page, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(reverse("understand:search", args=[study.pk]) + "?q=%22like+glass%22")
    page.get_by_role("link", name="Interview 1, turn 2").click()
    page.wait_for_function("getSelection().toString() === 'like glass'")
    page.keyboard.press("1")
    page.locator("#t1 mark").wait_for()
    assert coded(study.pk) == [("Pain", "like glass")]


def test_by_touch_the_codes_are_under_the_thumb(open_page, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(workspace(interview), width=390, has_touch=True, is_mobile=True)
    page.evaluate(
        """() => { const n = document.querySelector("#t1 .said").firstChild;
        getSelection().setBaseAndExtent(n, 2, n, 15); }"""
    )
    page.locator("[data-picker] button", has_text="Pain").tap()
    page.locator("#t1 mark").wait_for()
    assert coded(study.pk) == [("Pain", "said I was up")]


def test_single_keys_can_be_switched_off(open_page, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(workspace(interview))
    page.get_by_label("Single keys on").uncheck()
    page.reload()
    drag(page, 1, "it burned like glass")
    page.keyboard.press("1")
    page.locator(".code-row", has_text="Pain").click()
    page.get_by_text("Coded as Pain").wait_for()
    assert Coding.objects.count() == 1


def test_without_javascript_a_turn_is_coded(open_page, interview, study, at):
    make_code(study=study.pk, name="Pain", by="test", at=at)
    page = open_page(workspace(interview), java_script_enabled=False)
    page.locator("#t1 .turn-link").click()
    page.get_by_label("The exact words").fill("it burned like glass")
    page.get_by_label("Code", exact=True).select_option("Pain")
    page.get_by_role("button", name="Code these words").click()
    assert coded(study.pk) == [("Pain", "it burned like glass")]
    assert page.locator("#t1 mark").inner_text() == "it burned like glass"


@pytest.fixture
def filled(study, owner, colleague, interview, group, answer, at):
    """A study with something on every page; returns its pages by name."""
    me, ros = actor(owner), actor(colleague)
    names = ["Not being believed", "Pain", "Coping on my own", "A worker who stays", "Penny drops"]
    codes = {}
    for n, name in enumerate(names):
        parent = codes.get("Pain") if name == "Coping on my own" else None
        codes[name] = make_code(
            study=study.pk, name=name, parent=parent, colour=(2, 1, 5, 3, 4)[n],
            definition="" if n else "Somebody is doubted, or not listened to. Not: no service.",
            by=me, at=at,
        ).pk  # fmt: skip
    marks = [
        (interview, 1, "it burned like glass", "Pain", me),
        (interview, 1, "how much are you taking. So that was that. I was a druggie wanting pills.",
         "Not being believed", me),
        (interview, 1, "how much are you taking", "Pain", ros),
        (interview, 3, "sorted it myself, didn't I. More K, because K takes the pain off.",
         "Coping on my own", me),
        (interview, 3, "Same nurse every time since. She knows.", "A worker who stays", ros),
        (group, 2, "They look at your arms before they look at your face", names[0], me),
        (answer, 0, "I told them about the pain and nobody wrote it down", names[0], me),
    ]  # fmt: skip
    for text, turn, words, name, by in marks:
        start, end = text.place(turn, words)
        made = add_coding(text=text.id, code=codes[name], start=start, end=end, by=by, at=at)
        if "druggie" in words:
            chosen = made
    memo = add_memo(
        study=study.pk, text=interview.id, start=chosen.start, end=chosen.end, by=me, at=at,
        words="The screen, again. The third person who says that nobody looked at them.",
    )  # fmt: skip
    theme = make_theme(
        study=study.pk, title="People are made to prove their pain", by=me, at=at,
        central_idea="Being in pain is treated as a claim, and the person as its only witness.",
        insight="The question about amounts is heard as the verdict.",
        narrative="Asked first how much they take, people hear that **they** are the problem.",
        codes=[codes["Not being believed"], codes["Pain"]],
    )  # fmt: skip
    make_quote(
        theme=theme.pk, source=interview.id, pieces=[Words(chosen.start, chosen.end)],
        attribution="Interview", by=me, at=at,
    )  # fmt: skip
    return pages(study.pk, interview, chosen, codes, theme, memo)


def pages(study, interview, chosen, codes, theme, memo):
    def way(name, *more):
        return reverse(f"understand:{name}", args=[study, *more])

    return {
        "studies": reverse("understand:studies"),
        "study": way("study"),
        "workspace": workspace(interview) + f"?coding={chosen.pk}",
        "turn": workspace(interview) + "?turn=1",
        "codes": way("codes"),
        "code": way("code", codes["Not being believed"]),
        "code-change": way("code-change", codes["Pain"]),
        "themes": way("themes"),
        "theme": way("theme", theme.pk),
        "theme-change": way("theme-change", theme.pk),
        "theme-passages": way("theme-passages", theme.pk) + "?all=1",
        "memos": way("memos"),
        "memo-change": way("memo-change", memo.pk),
        "search": way("search") + "?q=pain",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_passes_axe(open_page, filled, width):
    page = open_page("/", width)
    base = re.match(r"http://[^/]+", page.url).group()
    wrong = []
    for name, path in filled.items():
        answer = page.goto(base + path)
        assert answer.status == 200, name
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [f"{name}: {over}px too wide"] if over > 0 else []
        found = Axe().run(page).response["violations"]
        wrong += [f"{name}: {v['id']} {v['nodes'][0]['html'][:150]}" for v in found]
    assert not wrong, "\n".join(wrong)
