"""Larger text goes along to "Help now" and "Is someone looking?", and can be chosen there."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
PAGES = ["help", "support:looking"]


@pytest.mark.parametrize("name", PAGES)
def test_it_is_chosen_there_without_a_trace(name):
    client = Client()
    plain = client.get(reverse(name)).text
    assert '<a href="?t=1">Larger text</a>' in plain and " large" not in plain.split("<main")[0]
    large = client.get(reverse(name), {"t": "1"})
    assert '<a href="?t=0">Smaller text</a>' in large.text
    assert " large" in large.text.split("<main")[0] and not large.cookies


def test_who_chose_it_keeps_it_on_the_way_there(organisation, at):
    teller = Teller(seven_study(organisation, at))
    page = teller.client.get(reverse("listen:start", args=[teller.study.slug]), {"t": "1"}).text
    for name in PAGES:
        assert f'href="{reverse(name)}?t=1"' in page
        assert f'href="{reverse(name)}"' in teller.get("start", teller.study.slug)
