"""The account pages as django-allauth really calls them: every one is ours, and answers."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

HOUSE = b"ui/base.css"  # the style sheet of our own base template


@pytest.fixture
def signed_in(owner):
    """Signed in by the form itself, as allauth asks who signed in lately before it shows keys."""
    client = Client()
    answer = client.post("/accounts/login/", {"login": "dev", "password": "dev" * 2})
    assert answer.status_code == 302
    client.post("/accounts/reauthenticate/", {"password": "dev" * 2})
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/accounts/login/", "Sign in"),
        ("/accounts/signup/", "Accounts are made by coordinators"),
        ("/accounts/password/reset/", "A new password"),
        ("/accounts/password/reset/key/1-nonsense/", "This link no longer works"),
        ("/accounts/inactive/", "This account is closed"),
    ],
)
def test_pages_at_the_door(address, says):
    answer = Client().get(address)
    assert HOUSE in answer.content and says in answer.content.decode()


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_the_summary(owner):
    answer = Client().post("/accounts/login/", {"login": "dev", "password": "no"})
    assert b'class="problems"' in answer.content and b"<title>Error: " in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/accounts/logout/", "Sign out?"),
        ("/accounts/password/change/", "Change your password"),
        ("/accounts/reauthenticate/", "Is it still you?"),
        ("/accounts/2fa/", "Set up one of these"),
        ("/accounts/2fa/totp/activate/", "Set up the app"),
        ("/accounts/2fa/webauthn/", "No key yet"),
        ("/accounts/2fa/webauthn/add/", "Add a passkey or security key"),
    ],
)
def test_pages_of_an_account(signed_in, address, says):
    answer = signed_in.get(address)
    assert answer.status_code == 200
    assert HOUSE in answer.content and says in answer.content.decode()


@pytest.mark.django_db
def test_an_app_is_set_up_used_and_taken_off(signed_in):
    page = signed_in.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    assert 'src="data:image/svg+xml' in page
    done = signed_in.post("/accounts/2fa/totp/activate/", {"code": _code(secret)}, follow=True)
    assert "Recovery codes" in done.content.decode()
    for address, says in [
        ("/accounts/2fa/recovery-codes/", "are left"),
        ("/accounts/2fa/recovery-codes/generate/", "stop working"),
        ("/accounts/2fa/totp/deactivate/", "Take the app off?"),
        ("/accounts/2fa/", "These are the ways you prove that it is you"),
    ]:
        answer = signed_in.get(address)
        assert HOUSE in answer.content and says in answer.content.decode()
    signed_in.post("/accounts/logout/")
    login = {"login": "dev", "password": "dev" * 2}
    asked = signed_in.post("/accounts/login/", login, follow=True)
    assert "One more step" in asked.content.decode()


def _code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
