"""No address, no agent, no words: not in the log, not in a cookie, not in a header."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client

from pennydrop.core.people.models import User

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WORDS = "the vermilion heron"
ADDRESS = "203.0.113.77"


@pytest.fixture
def log():
    """What the product's own log settings would write."""
    out = io.StringIO()
    wired = {
        **settings.LOGGING,
        "handlers": {"stderr": {**settings.LOGGING["handlers"]["stderr"], "stream": out}},
    }
    logging.config.dictConfig(wired)
    yield out
    logging.config.dictConfig(settings.LOGGING)


def test_a_page_that_fails_leaves_no_words_and_no_address(log, monkeypatch):
    def fail(*_, **__):
        secret = WORDS
        raise ValueError(f"cannot read {secret}")

    monkeypatch.setattr("pennydrop.web.views.front.released_editions", fail)
    visitor = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    answer = visitor.get("/", HTTP_USER_AGENT="Old Phone 4", query_params={"q": WORDS})

    assert answer.status_code == 500
    said = log.getvalue()
    assert "ValueError" in said and "front.py" in said
    assert not any(trace in said for trace in (WORDS, "vermilion", ADDRESS, "Old Phone"))
    assert WORDS.encode() not in answer.content


@pytest.mark.parametrize("path", ["/", "/help/", "/code/", "/findings/", "/words/", "/leave/"])
def test_a_visit_leaves_no_cookie_and_no_session(client, path):
    answer = client.get(path)
    assert not any(cookie.value for cookie in answer.cookies.values())
    assert answer["Cache-Control"].startswith("no-store")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_signing_in_works_with_a_password_only_where_that_is_allowed(client, owner):
    owner.set_password("devdev-devdev")
    owner.save()
    client.post("/accounts/login/", {"login": "dev", "password": "devdev-devdev"})
    assert client.get("/today/").status_code == 200
    assert client.session.get_expire_at_browser_close()
    # allauth and Django keep when, never from where.
    assert not any("ip" in field.name.split("_") for field in User._meta.get_fields())
