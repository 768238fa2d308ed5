"""Every base page and part, with plain invented values, looked at in a real Chromium.

No database: what is checked here is the kit itself. `PAGES` is also the place to
look when a page is to be built.
"""

import datetime as dt
import mimetypes
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.account.forms import ResetPasswordKeyForm
from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import override_settings

from pennydrop.core.ui.charts import Bars, Series
from tests.browser import take_a_seat

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'"
)
SAMPLES = Path(__file__).parent / "test_ui_samples"
HERE = "http://pages.test"

NAV = [
    {"label": name, "url": f"/{name.lower()}/", "current": name == "Listen"}
    for name in ("Today", "Listen", "Understand", "Publish", "People", "Safety")
]
STUDY_NAV = [
    {"label": name, "url": f"/s/{i}/", "current": i == 1}
    for i, name in enumerate(["Overview", "Sources", "Names and places", "Coding", "Themes"])
]
COMMON = {
    "invented": True, "home_url": "/", "leave_url": "/leave/", "help_url": "/help/",
    "words_url": "/words/", "code_url": "/code/", "signin_url": "/accounts/login/",
}  # fmt: skip
STAFF = {
    **COMMON, "nav": NAV, "user_name": "Dev", "user_role": "coordinator",
    "account_links": [{"label": "Change password", "url": "/accounts/password/change/"}],
}  # fmt: skip
PUBLIC_NAV = [{"label": "Findings", "url": "/findings/", "current": False}]
TILES = [("pain", "Not being believed"), ("start", "How it began"), ("help", "What would help")]


class AnyForm(forms.Form):
    title = forms.CharField(label="Title", help_text="As it stands on the sheet.")
    about = forms.CharField(label="About", widget=forms.Textarea, required=False)
    approach = forms.ChoiceField(
        choices=[("r", "Reflexive thematic"), ("c", "Codebook")], widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        choices=[("i", "Interview"), ("f", "Focus group")], widget=forms.CheckboxSelectMultiple
    )
    when = forms.DateField(required=False)
    sure = forms.BooleanField(label="I have read the sheet", help_text="All of it.")
    kind = forms.ChoiceField(choices=[("w", "Word for word"), ("n", "Notes")])
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


class NamedForm(forms.Form):
    """The fields of allauth's own forms by name; those need a request, a user and a database."""

    def __init__(self, *names, secret=""):
        super().__init__()
        self.secret = secret
        for name in names:
            hidden = forms.HiddenInput if name == "credential" else forms.TextInput
            self.fields[name] = forms.CharField(widget=hidden)


def page(sample, **context):
    source = (SAMPLES / f"{sample}.html").read_text(encoding="utf-8")
    return lambda: engines["django"].from_string(source).render(context)


def named(name, **context):
    return lambda: render_to_string(name, context)


STUDY = {
    "title": "Ketamine in the county", "url": "/s/1/", "state": "Open", "state_kind": "ok",
    "counts": [{"label": "answers", "figure": 40}, {"label": "interviews", "figure": 12}],
    "note": "New codes per further interview have been falling.",
}  # fmt: skip
WAITING = [
    {"text": "A concern from a survey answer", "url": "/c/", "action": "Read it", "kind": "help"},
    {"text": "Two passages need a second pair of eyes", "url": "/q/", "action": "Look"},
    {"text": "P014 took their words back. The receipt is ready", "url": "/r/", "action": "Print"},
]
EDITION = {
    "title": "Made to prove their pain",
    "url": "/findings/1/",
    "number": 2,
    "day": dt.date(2026, 6, 4),
}
CHART = Bars(
    title="Where this came up", description="Pain came up in most interviews.",
    category_name="Code", categories=("Not being believed", "Pain", "Coping on my own"),
    series=(
        Series("Interviews", (11, 10, 6), ("most", "most", "about half")),
        Series("Survey answers", (15, 20, None)),
    ),
)  # fmt: skip


class Key:
    pk = 1
    wrap = SimpleNamespace(is_passwordless=True)
    last_used_at = None
    created_at = dt.date(2026, 3, 2)

    def __str__(self):
        return "Blue USB key on the ring"


KEY = Key()
TYPES = ["totp", "webauthn", "recovery_codes"]
QR = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"

PAGES = {
    "question": page("question", **COMMON, tiles=TILES),
    "question-wrong": page(
        "question", **COMMON, tiles=TILES, errors={"id_answer": "Write a line, or skip this one"}
    ),
    "receipt": page("receipt", **COMMON),
    "parts": page(
        "parts", **STAFF, form=AnyForm({}), study_nav=STUDY_NAV, study_title=STUDY["title"],
        page=Paginator(range(200), 10).page(4), tabs=[
            {"label": "Waiting", "url": "?a", "current": True, "count": 4},
            {"label": "Decided", "url": "?b", "count": 0},
        ],
        head=["Code", "Interviews", "Survey"], rows=[["Pain", "most", 20], ["Alone", "half", 10]],
    ),
    "words": page("words", **STAFF),
    "findings": page("findings", **COMMON, nav=PUBLIC_NAV, chart=CHART),
    "front": named(
        "web/front.html", **COMMON, demo=True, studies_open=[STUDY], editions=[EDITION],
        nav=PUBLIC_NAV, help_doors=[{"label": "I’m hurting", "url": "/help/hurt/"}],
    ),
    "front-empty": named("web/front.html", **COMMON, studies_open=[], editions=[]),
    "today": named(
        "web/today.html", **STAFF, demo=True, waiting=WAITING, studies=[STUDY],
        done=[{"text": "Edition 1 was published", "url": "/findings/1/"}],
    ),
    "today-empty": named(
        "web/today.html", **STAFF, start_action="Start a study", start_url="/s/new/"
    ),
    "404": named("404.html", **COMMON),
    "403": named("403.html"),
    "500": named("500.html"),
    "login": named(
        "account/login.html", **COMMON, form=NamedForm("login", "password"),
        PASSKEY_LOGIN_ENABLED=True,
    ),
    "password": named("account/password_reset_from_key.html", form=ResetPasswordKeyForm()),
    "second-step": named("mfa/index.html", **STAFF, MFA_SUPPORTED_TYPES=TYPES),
    "second-step-set": named(
        "mfa/index.html", **STAFF, MFA_SUPPORTED_TYPES=TYPES, is_mfa_enabled=True,
        authenticators={"totp": True, "webauthn": [KEY], "recovery_codes": True},
    ),
    "authenticate": named(
        "mfa/authenticate.html", form=NamedForm("code"), webauthn_form=NamedForm("credential"),
        MFA_SUPPORTED_TYPES=TYPES, js_data={},
    ),
    "app": named(
        "mfa/totp/activate_form.html", **STAFF, totp_svg_data_uri=QR,
        form=NamedForm("code", secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    ),
    "recovery": named(
        "mfa/recovery_codes/index.html", **STAFF, unused_codes=["1a2b3c4d"] * 10, total_count=10,
        can_view_codes=True, can_download_codes=True, can_generate_codes=True,
    ),
    "key-add": named(
        "mfa/webauthn/add_form.html", **STAFF, form=NamedForm("name", "credential"), js_data={}
    ),
    "key-list": named("mfa/webauthn/authenticator_list.html", **STAFF, authenticators=[KEY]),
}  # fmt: skip


def answer(route):
    """Serve a page or a static file from memory, as the real server would, policy included."""
    name = route.request.url.removeprefix(HERE).split("?")[0]
    if name.startswith("/static/"):
        found = finders.find(name.removeprefix("/static/"))
        kind = mimetypes.guess_type(name)[0] or "font/woff2"
        return route.fulfill(path=found, content_type=kind) if found else route.abort()
    with override_settings(ROOT_URLCONF="pennydrop.web.urls", STATIC_URL="/static/"):
        html = PAGES[name.strip("/")]()
    headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
    return route.fulfill(body=html, headers=headers)


@pytest.fixture
def seat(chromium):
    """Somebody before the kit, with a script or without."""
    opened = []

    def take(**how):
        opened.append(take_a_seat(chromium, HERE, reduced_motion="reduce", **how))
        opened[-1].context.route("**/*", answer)
        return opened[-1]

    yield take
    for one in opened:
        one.leave()
        assert one.complaints + one.strangers + one.missed == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(seat, name):
    reader = seat()
    reader.go(name)
    reader.looks(name, dark=True)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["question", "receipt"])
def test_participant_page_is_light_and_quiet(seat, name):
    """Under 70 KB uncompressed in all, without JavaScript, and nothing from anybody else."""
    phone = seat(script=False)
    weights = {}
    phone.tab.on("response", lambda r: weights.__setitem__(r.url, len(r.body())))
    phone.go(name)
    phone.tab.wait_for_load_state("networkidle")
    assert phone.tab.locator("script").count() == 0
    assert phone.tab.get_by_role("link", name="Leave now").first.is_visible()
    assert "Pennydrop" not in phone.title and "etamine" not in phone.title
    assert all(url.startswith(HERE) for url in weights)
    assert sum("woff2" in url for url in weights) == 2
    assert sum(weights.values()) < 70_000, weights


@pytest.mark.browser
def test_problems_take_the_focus_without_script(seat):
    phone = seat(script=False)
    phone.go("question-wrong")
    assert phone.title.startswith("Error: ")
    assert "problems" in (phone.tab.locator(":focus").get_attribute("class") or "")
    phone.leads(phone.tab.get_by_role("link", name="Write a line"))
    assert phone.tab.locator(":focus").get_attribute("id") == "id_answer"


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_inline_code_and_one_heading(name):
    with override_settings(ROOT_URLCONF="pennydrop.web.urls", STATIC_URL="/static/"):
        html = PAGES[name]()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    scripts = re.findall(r"<script[^>]*>", html)
    assert all("src=" in tag or "application/json" in tag for tag in scripts)
    assert len(re.findall(r"<h1", html)) == 1
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)
