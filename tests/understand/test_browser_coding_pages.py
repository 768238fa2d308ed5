"""Every page of coding, with something on it: it fits, and passes axe."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Code, Lost, Theme
from pennydrop.rooms.understand.rules.quoting import Words
from tests.looks import SIDEWAYS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


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
    Lost.objects.create(
        text_id=interview.id, code_id=codes["Pain"], near=chosen.start, by=me, at=at
    )
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
        "workspace": way("workspace", interview.id) + f"?coding={chosen.pk}",
        "turn": way("workspace", interview.id) + "?turn=1",
        "codes": way("codes"),
        "code": way("code", codes["Not being believed"]),
        "code-split": way("code-split", codes["Pain"]),
        "undo-list": way("undo-list"),
        "lost": way("lost"),
        "code-change": way("code-change", codes["Pain"]),
        "themes": way("themes"),
        "theme": way("theme", theme.pk),
        "theme-change": way("theme-change", theme.pk),
        "theme-passages": way("theme-passages", theme.pk) + "?all=1",
        "theme-choose": way("theme-choose", theme.pk),
        "memos": way("memos"),
        "memo-change": way("memo-change", memo.pk),
        "search": way("search") + "?q=pain",
    }


SAME_LINE = """() => [...document.querySelectorAll('.book .count')].every(
  badge => badge.getClientRects().length === 1 && badge.offsetHeight < 30)"""


def test_names_in_one_long_word_fit_on_a_phone(window, owner, study, filled):
    for n, code in enumerate(Code.objects.filter(study=study.pk)):
        code.name = f"tension_between_students_and_adults_who_never_listen_to_them_at_all_{n}"
        code.save()
    Theme.objects.update(title="a_theme_of_one_word_as_other_tools_like_to_write_them_down")
    seat = window(320, by=owner)
    faults = []
    for name, path in filled.items():
        seat.go(path)
        seat.settle()
        if (over := seat.tab.evaluate(SIDEWAYS)) > 0:
            faults.append(f"{name}: {over} px too wide")
    assert not faults, "\n".join(faults)
    seat.go(filled["study"])
    assert seat.tab.evaluate(SAME_LINE)


def test_on_a_phone_the_text_stands_above_the_codes(window, owner, filled):
    def top(part):
        return seat.tab.locator(part).bounding_box()["y"]

    seat = window(320, by=owner)
    seat.go(filled["workspace"])
    assert top(".seg >> nth=0") < top("#codes")
    seat.follow("Codes of this study")
    assert seat.tab.evaluate("document.activeElement.id") == "codes"
    seat.tab.set_viewport_size({"width": 1280, "height": 900})
    assert seat.tab.locator("#codes").bounding_box()["x"] == 0
    assert abs(top("#codes") - top("#text")) < 1


def test_every_page_fits_and_passes_axe(window, owner, filled):
    seat = window(by=owner)
    faults = []
    for name, path in filled.items():
        assert seat.go(path) == 200, name
        faults += [f"{name} {fault}" for fault in seat.faults(name)]
    assert not faults, "\n".join(faults)
