"""A person's own questions, one page at a time: answer, skip, go back, add one more, rest."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.vault.codes import group_code, say_code
from pennydrop.rooms.listen.actions.answers import keep_answer, keep_answers, remove_round
from pennydrop.rooms.listen.forms.answer_files import InMemory
from pennydrop.rooms.listen.rules.asking import only_the_yes_ends
from pennydrop.rooms.listen.rules.gate import long_day
from pennydrop.rooms.listen.rules.risk_words import Kind as Risk
from pennydrop.rooms.listen.rules.risk_words import help_for
from pennydrop.rooms.listen.rules.walking import MOST_ROUNDS, Means, Page, Stop, Walk, added
from pennydrop.rooms.listen.views.media import HEARD, files_of
from pennydrop.rooms.listen.views.participant.doors import show
from pennydrop.rooms.listen.views.participant.own import (
    Draft,
    draft_of,
    own_page,
    saving_page,
    switched,
    to_say_again,
    told,
)
from pennydrop.rooms.listen.views.participant.place import Place, keep_place
from pennydrop.rooms.listen.views.participant.reading import (
    Wrong,
    question_page,
    shown_language,
)
from pennydrop.rooms.listen.views.participant.said import appeared, said_on


@own_page
def shown(request: HttpRequest, place: Place) -> HttpResponse:
    """The private code, big and sayable."""
    said = say_code(place.code)
    context = told(place, code=group_code(place.code), said=said, state=place.person.state)
    return show(request, "shown", context | to_say_again(place))


@own_page
def rest(request: HttpRequest, place: Place) -> HttpResponse:
    """A break: what is kept, the code once more, and who is there. Nothing runs out but
    a yes that waits to be said again."""
    said = say_code(place.code)
    context = told(place, code=group_code(place.code), said=said)
    last = to_say_again(place).get("last")
    runs_out = only_the_yes_ends(long_day(last)) if last else ""
    return show(request, "rest", context | {"runs_out": runs_out})


@own_page
def near(request: HttpRequest, place: Place) -> HttpResponse:
    """Help at once, after words that suggest a risk, and a way on."""
    names = set(place.near)
    blocks = [help_for(kind) for kind in Risk if kind.value in names]
    first = request.GET.get("c") == "1"
    on = reverse("listen:shown" if first else "listen:on")
    if not blocks:
        return HttpResponseRedirect(on)
    return show(request, "near", told(place, blocks=blocks, next_url=on))


@own_page
def on(request: HttpRequest, place: Place) -> HttpResponse:
    """On to where the person stopped."""
    if place.person.state != "draft":
        return HttpResponseRedirect(reverse("listen:mine"))
    stop = None if place.alone else draft_of(place).walk.next_after(place.step)
    return HttpResponseRedirect(page_url(stop) if stop else reverse("listen:hide"))


def page_url(stop: Stop) -> str:
    return reverse("listen:question", args=[stop.address])


@HEARD
@saving_page
def question(request: HttpRequest, place: Place, address: str) -> HttpResponse:
    # Set before anything of the body is read: a picture must not lie unsealed on a disk.
    request.upload_handlers = [InMemory(request)]
    draft = draft_of(place)
    stop = draft.walk.stop_at(address)
    if place.person.state != "draft":
        return HttpResponseRedirect(reverse("listen:mine"))
    if stop is None:
        return HttpResponseRedirect(reverse("listen:on"))
    asked = Asked(request, place, draft, stop, draft.walk.page(stop))
    if request.method == "POST":
        return _answered(asked)
    return _ask(asked)


@dataclass(frozen=True)
class Asked:
    """One page, asked of one person."""

    request: HttpRequest
    place: Place
    draft: Draft
    stop: Stop
    page: Page

    @property
    def checking(self) -> bool:
        """The page was opened from the list of answers, and leads back there."""
        return bool(self.request.GET.get("check"))


def _ask(asked: Asked, wrong: Wrong | None = None, *, again: bool = False) -> HttpResponse:
    walk, place = asked.draft.walk, asked.place
    posted = asked.request.POST if asked.request.method == "POST" else None
    before = walk.before(asked.stop.address)
    language = shown_language(place.language, asked.draft.version)
    context = question_page(
        walk, asked.stop, of=0 if place.alone else len(walk.stops), language=language,
        files=files_of(place.person.study), typed=posted, wrong=wrong,
    )  # fmt: skip
    address = reverse("listen:question", args=[asked.stop.address])
    context |= {
        "back_url": _back(asked, before), "again": again, "taking": _taking_out(asked),
        "action": address + ("?check=1" if asked.checking else ""), "rounds": _rounds(asked),
        "form_action": True, "page_url": address, "full": asked.page.rounds >= MOST_ROUNDS,
        "appeared": bool(asked.request.GET.get("more")),
    }  # fmt: skip
    return show(asked.request, "question", told(place, **context), status=422 if wrong else 200)


def _back(asked: Asked, before: Stop | None) -> str:
    if asked.checking or asked.place.alone:
        return reverse("listen:check")
    return page_url(before) if before else reverse("listen:shown")


def _rounds(asked: Asked) -> list[dict[str, object]]:
    """The rounds of a repeat that are there, each with a way to its first page."""
    if asked.page.means is not Means.ROUNDS:
        return []
    walk = asked.draft.walk
    found = []
    for number in range(1, asked.page.rounds + 1):
        inside = _inside(walk, asked.stop.path, number)
        texts = (one.held.node.text for stop in inside for one in stop.questions)
        said = next(filter(None, texts), "")
        found.append(
            {
                "number": number, "said": said.partition("\n")[0][:60],
                "url": page_url(inside[0]) if inside else "",
            }
        )  # fmt: skip
    return found


def _inside(walk: Walk, path: str, number: int) -> list[Stop]:
    return [stop for stop in walk.stops if f"{stop.path}/".startswith(f"{path}[{number}]/")]


def _taking_out(asked: Asked) -> str:
    """Which round somebody is asked about before it is taken out; empty for none."""
    number = asked.request.GET.get("out", "")
    there = number.isascii() and number.isdigit() and len(number) < 4
    return number if there and 1 <= int(number) <= asked.page.rounds else ""


def _answered(asked: Asked) -> HttpResponse:
    go, walk = asked.request.POST.get("go", ""), asked.draft.walk
    if go.startswith(("lang-", "text-")):
        wish = {"l" if go.startswith("lang-") else "t": go.partition("-")[2]}
        place = switched(asked.place, wish)
        draft = draft_of(place)
        stop = draft.walk.stop_at(asked.stop.address) or asked.stop
        again = replace(asked, place=place, draft=draft, stop=stop, page=draft.walk.page(stop))
        return keep_place(_ask(again), place)
    types = any(walk.page(one).asks for one in asked.stop.questions)
    if go == "rest" and not types:
        return _rest(asked)
    if asked.page.means is Means.ROUNDS:
        return _rounds_answered(asked, go)
    if asked.page.means is Means.PART and go == "pass":
        after = walk.after_part(asked.stop.address)
        return _to(asked, after)
    return _saved(asked, go) if types else _onwards(asked)


def _saved(asked: Asked, go: str) -> HttpResponse:
    """Keep the answers, or leave them as they are. A break keeps what was typed as far as it can
    be; so does a page on which something else needs another look."""
    said = said_on(asked.request, asked.draft.walk, asked.stop, typed=go in {"save", "rest"})
    keep_answers(
        participant=asked.place.person, form=asked.draft.version, answers=said.answers, by="quiet",
        at=timezone.now(),
    )  # fmt: skip
    if go == "rest":
        return _rest(asked)
    if said.answers and asked.stop.members:
        asked = _anew(asked)
    if said.wrong and not said.risks:  # help waits for nothing
        return _ask(asked, said.wrong, again=said.again)
    more = go == "save" and appeared(asked.draft.walk, asked.stop, asked.request.POST)
    if said.wrong or more:
        return _once_more(asked, said.risks)
    return _onwards(asked, near=_names(said.risks))


def _anew(asked: Asked) -> Asked:
    """The same page, now that something on it was answered."""
    draft = draft_of(asked.place)
    stop = draft.walk.stop_at(asked.stop.address) or asked.stop
    return replace(asked, draft=draft, stop=stop, page=draft.walk.page(stop))


def _once_more(asked: Asked, risks: frozenset[Risk]) -> HttpResponse:
    """The same page again, as something on it applies only now; help comes first."""
    before = asked.draft.walk.before(asked.stop.address)
    place = replace(asked.place.at(before.address if before else ""), near=_names(risks))
    again = f"{page_url(asked.stop)}?more=1{'&check=1' if asked.checking else ''}"
    return keep_place(HttpResponseRedirect(reverse("listen:near") if risks else again), place)


def _names(risks: frozenset[Risk]) -> tuple[str, ...]:
    return tuple(kind.value for kind in Risk if kind in risks)


def _rest(asked: Asked) -> HttpResponse:
    """On from a break, the same page comes again."""
    before = asked.draft.walk.before(asked.stop.address)
    place = asked.place.at(before.address if before else "")
    return keep_place(HttpResponseRedirect(reverse("listen:rest")), place)


def _onwards(asked: Asked, near: tuple[str, ...] = ()) -> HttpResponse:
    place = asked.place if asked.checking else asked.place.at(asked.stop.address)
    place = replace(place, near=())
    after = reverse("listen:check" if asked.checking else "listen:on")
    if near:
        place = replace(place.at(asked.stop.address), near=near)
        after = reverse("listen:near")
    return keep_place(HttpResponseRedirect(after), place)


def _to(asked: Asked, stop: Stop | None) -> HttpResponse:
    """Straight to a page, or to the end of the questions."""
    if stop is None:
        return keep_place(HttpResponseRedirect(reverse("listen:hide")), asked.place)
    before = asked.draft.walk.before(stop.address)
    place = asked.place.at(before.address if before else "")
    return keep_place(HttpResponseRedirect(page_url(stop)), place)


def _rounds_answered(asked: Asked, go: str) -> HttpResponse:
    person, version, path = asked.place.person, asked.draft.version, asked.stop.path
    if go.startswith("out-") and go[4:].isdigit():
        remove_round(
            participant=person, form=version, repeat=path, number=int(go[4:]),
            answers=asked.draft.answers, by="quiet", at=timezone.now(),
        )  # fmt: skip
        return keep_place(HttpResponseRedirect(page_url(asked.stop)), asked.place)
    if go != "add":
        return _onwards(asked)
    rounds = added(asked.draft.answers, path)
    keep_answer(
        participant=person, form=version, question=path, text=rounds, by="quiet",
        at=timezone.now(),
    )  # fmt: skip
    draft = draft_of(asked.place)
    inside = _inside(draft.walk, path, int(rounds))
    return _to(replace(asked, draft=draft), inside[0] if inside else asked.stop)
