"""Every address of this room that is open to anybody, found in the table of addresses itself.

A page that somebody adds is asked for by the tests that use this, or they fail and say what to fill
in. So are the addresses that a page leads to, and each form that stands on one.
"""

import itertools
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from pennydrop.core.vault.tickets import close_ticket
from pennydrop.rooms.inform.actions.keeping import keep_answers
from pennydrop.rooms.inform.models import Alert, Course, Guide, Service, StoredMyth
from pennydrop.rooms.inform.rules.doors import DOORS
from pennydrop.rooms.inform.rules.keeping import PURPOSE, Given
from pennydrop.rooms.inform.rules.offers import Offer
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from tests.inform.every_answer import every_answer_once

# What may stand in the place of a parameter. A new name has to be said here.
FILLED: dict[str, Callable[[], Iterable[object]]] = {
    "door": lambda: [door.name for door in DOORS],
    "slug": lambda: Guide.objects.exclude(revision=None).values_list("slug", flat=True),
    "alert": lambda: Alert.objects.values_list("pk", flat=True),
    "course": lambda: Course.objects.filter(out=True).values_list("slug", flat=True),
    "number": lambda: range(1, 7),
    "myth": lambda: StoredMyth.objects.filter(retired=False).values_list("key", flat=True),
    # A picture of a card holds outlines and no words; its words stand in the file beside it.
    "shape": lambda: ["square"],
    "kind": lambda: ["txt"],
    # No claim stands on a certificate, and whoever has none has no address of one.
    "code": lambda: [],
    "ticket": lambda: [],
    "service": lambda: Service.objects.values_list("pk", flat=True),
    "key": lambda: [Offer.PAIN.id, Offer.list_id()],  # a word of the directory, and its list
}
Typed = list[dict[str, str]]
# What to type into a form that stands on an open page, by the name of where it is sent; or how to
# find it in the page.
TYPED: dict[str, Typed | Callable[["Answer | None"], Typed]] = {
    **dict.fromkeys(("inform:follow", "inform:follow-yes", "inform:follow-leave"), [{}]),
    "inform:check-ask": [{}, *every_answer_once()],
    "inform:check-paper": every_answer_once(),
    "inform:check-keep": every_answer_once()[:1],
    "inform:check-code": lambda page: [{"code": code} for code in codes()],
    "inform:check-remove": lambda page: [
        {"ticket": close_ticket({"code": code}, purpose=PURPOSE)} for code in codes()[:1]
    ],
    **dict.fromkeys(("inform:plan", "inform:plan-file", "inform:plan-pdf"), [{"name1": "Sam"}]),
    "inform:course-module": lambda page: first_answers(page),
    "inform:course-end": [],
    "inform:certificate-own": [],
    "inform:learning": [{"codes": "2222-3333-4444-5555"}],
    "inform:learning-csv": [{"codes": "2222-3333-4444-5555"}],
    "inform:services": [{"place": "Norwich"}, {"place": "Newport"}, {"place": "?"}],
}
# Pages of the front door that show what this room knows.
BESIDE = ("front",)
OPEN = Path(__file__).parents[1] / "architecture" / "open_pages.txt"
_LINK = re.compile(r'(?:href|action|data-worker|src)="([^"#]+)')
_FORM = re.compile(r"<form\b([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What came back from an address. `words` is all that somebody, or a machine, can read in it;
    `plain` says that it is read by machines, so no banner can stand in it."""

    address: str
    words: str
    plain: bool
    links: tuple[str, ...] = ()


@dataclass
class Everywhere:
    """Asks for every open address once. `chosen` may leave some out that are much like others."""

    client: Client
    chosen: Callable[[str], bool] = lambda address: True
    asked: set[str] = field(default_factory=set)

    def answers(self) -> Iterator[Answer]:
        waiting = [address for address in addresses() if self.chosen(address)]
        while waiting:
            address = waiting.pop(0)
            if place_less(address) in self.asked:
                continue
            self.asked.add(place_less(address))
            for answer in self._answers(address):
                yield answer
                waiting += [one for one in answer.links if ours(one) and self.chosen(one)]

    def _answers(self, address: str) -> Iterator[Answer]:
        name = resolve(urlsplit(address).path).view_name
        answer = read(self.client.get(address), address)
        if answer is not None:
            yield answer
        for typed in typed_into(name, answer):
            sent = read(self.client.post(address, typed, headers={"origin": "http://testserver"}),
                        address)  # fmt: skip
            if sent is not None:
                yield sent


def typed_into(name: str, page: Answer | None) -> Typed:
    """What to send to an address; `page` is what it shows, where it shows anything unasked."""
    typed = TYPED.get(name, [])
    return typed(page) if callable(typed) else typed


def codes() -> list[str]:
    """Codes under which answers are kept that together hold every answer."""
    forms = ({key: said for key, said in form.items() if key != "at"}
             for form in every_answer_once())  # fmt: skip
    mark, now = shipped_table().mark, timezone.now()
    return [keep_answers(given=Given(mark, form), at=now)[0] for form in forms]


def first_answers(page: Answer | None) -> Typed:
    """The first answer to each question of a course's page, once; nothing where none is asked."""
    names = set(re.findall(r'name="(q-[0-9a-f]+)"', page.words if page else ""))
    return [dict.fromkeys(names, "0")] if names else []


def place_less(address: str) -> str:
    """An address without how far somebody is in a course, which each page writes anew."""
    return re.sub(r"([?&])p=[^&]*", r"\1", address)


def open_names() -> set[str]:
    """The addresses that anybody may open, by name, as the list that a test reads has them."""
    lines = (line.strip() for line in OPEN.read_text().splitlines())
    return {line for line in lines if line and not line.startswith("#")}


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """The open addresses of this room and the front page, by name."""
    found = get_resolver().url_patterns
    own = next(one for one in found if getattr(one, "app_name", None) == "inform")
    every = [(f"inform:{one.name}", one) for one in own.url_patterns]
    every += [(one.name, one) for one in found if getattr(one, "name", None) in BESIDE]
    here = open_names()
    return ((name, one) for name, one in every if name in here)


def not_filled() -> set[str]:
    """Parameters of open addresses that nobody has said how to fill."""
    named = {key for _, one in patterns() for key in one.pattern.converters}
    return named - set(FILLED)


def addresses() -> Iterator[str]:
    for name, one in patterns():
        keys = list(one.pattern.converters)
        for values in itertools.product(*(FILLED[key]() for key in keys)):
            yield reverse(name, kwargs=dict(zip(keys, values, strict=True)))


def ours(address: str) -> bool:
    """Whether a link leads to an open page of this room, however it asks for it."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return False
    picture = address.endswith((".png", ".svg"))
    return name.startswith("inform:") and name in open_names() and not picture


def read(response, address: str) -> Answer | None:
    """What an answer says; None for one that only leads on. Fails for a kind nobody can read."""
    if response.status_code in (301, 302, 404, 405):
        return None
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    kind = response.headers["Content-Type"].split(";")[0]
    if kind == "application/pdf":
        return Answer(address, pdf_words(response.content), plain=False)
    assert re.fullmatch(r"text/.*|application/(.*\+)?(xml|json)", kind), f"{address}: {kind}?"
    text = unescape(response.content.decode())
    links = [] if kind != "text/html" else [urljoin(address, one) for one in _LINK.findall(text)]
    return Answer(address, text, kind != "text/html", tuple(links))


def forms_in(answer: Answer) -> Iterator[str]:
    """The names of where the forms of a page are sent, without those that only ask."""
    for attributes in _FORM.findall(answer.words):
        if 'method="post"' in attributes:
            action = re.search(r'action="([^"]*)"', attributes)
            path = urlsplit(urljoin(answer.address, action[1] if action else "")).path
            yield resolve(path).view_name


def pdf_words(content: bytes) -> str:
    """What is printed; nothing where no program here reads PDFs."""
    if not shutil.which("pdftotext"):
        return ""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()
