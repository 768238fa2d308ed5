"""On open pages in a made-up language nothing is left in English but what people wrote."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.urls import resolve

from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from tests.inform.everywhere import addresses, typed_into
from tests.inform.speaking import speak_it

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BESIDE = ("/findings/", "/promises/", "/leave/", "/code/", "/words/", "/looking/", "/not-there/")
OFTEN = 2  # pages of one kind that are looked at
_ENGLISH = re.compile(r'<(\w+)[^>]*\blang="en"[^>]*>(.*?)</\1>', re.DOTALL)
# A card to share is a picture in English, and its page says what stands on it.
_CARD = re.compile(r'<div class="share-card">.*?</div>', re.DOTALL)
# What was typed, towns of that name, and addresses.
_NEITHER = re.compile(r"Sam|/\S+|[\w ’-]+, [\w ]+ \(near [^)]*\)")


def strings_in(value):
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from strings_in(one)


def what_people_wrote():
    """Longest first: of claims their sources too, which stand in no table while Help now is the
    shipped one."""
    found = set()
    for model in apps.get_models():
        kept = [
            f.name for f in model._meta.fields if isinstance(f, (CharField, TextField, JSONField))
        ]
        if model.__module__.startswith("pennydrop") and kept and model._meta.app_label != "vault":
            found |= {one for row in model.objects.values_list(*kept) for one in strings_in(row)}
    sources = {source for claim in starter_claims().values() for source in claim.sources}
    found = {one for one in found if len(one) > 12}
    found |= {text for one in sources for text in (one.title, one.publisher, one.cited)}
    return sorted(found, key=len, reverse=True)


def left_in_english(page, wrote):
    """The runs of words that are marked as English, but for what people wrote."""
    for _, inner in _ENGLISH.findall(_CARD.sub("", page)):
        said = " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split())
        rest = "" if _NEITHER.fullmatch(said) else said
        for one in wrote:
            rest = rest.replace(one, "")
        if re.search(r"[A-Za-z]", rest):
            yield said


def pages(client):
    """Open pages of each kind, and what comes of the first things that are typed into them."""
    seen = {}
    for address in (*addresses(), *BESIDE):
        name = "" if address == "/not-there/" else resolve(address).view_name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > OFTEN:
            continue
        yield address, client.get(f"/cy{address}")
        for typed in typed_into(name, None)[:3]:
            yield (
                address,
                client.post(f"/cy{address}", typed, headers={"origin": "http://testserver"}),
            )


def test_no_sentence_of_ours_is_left_in_english(client, organisation, at, monkeypatch):
    bring_in_starter(organisation=organisation.pk, by="user:1", at=at)
    speak_it(monkeypatch)
    wrote, faults, looked = what_people_wrote(), [], set()
    for address, answer in pages(client):
        if answer.content and answer.headers["Content-Type"].startswith("text/html"):
            looked.add(address)
            page = answer.content.decode()
            faults += [f"{address}: {text}" for text in left_in_english(page, wrote)]
            assert "~~]" in page, address
    assert not faults, "\n".join(sorted(set(faults)))
    assert len(looked) > 38


def test_what_is_left_is_found():
    page = '<p lang="en">Ours</p><p lang="en">Theirs and more words</p><span lang="en">12</span>'
    assert list(left_in_english(page, ["Theirs and more words"])) == ["Ours"]
