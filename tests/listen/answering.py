"""An open invented study with the shipped questions, and somebody who answers it."""

import re

from django.test import Client
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study
from pennydrop.rooms.listen.queries.builtin import (
    information_sheet,
    limits_of_confidentiality,
    seven_questions,
)

OURS = {"Sec-Fetch-Site": "same-origin"}


def seven_study(organisation, at, *, opened=True):
    new = NewStudy(
        organisation=organisation.pk,
        title="Ketamine in the county",
        public_title="Your say",
        substance="ketamine",
        approach="reflexive thematic",
        form=seven_questions(),
        sheet=information_sheet(organisation=organisation.name, substance="ketamine"),
        limits=limits_of_confidentiality(),
        invented=True,
        next_steps="We write up what we heard by **1 June 2026**.",
    )
    study = create_study(new=new, by="test", at=at)
    if opened:
        open_study(study=study, by="test", at=at)
        study.refresh_from_db()
    return study


class Teller:
    """Somebody with a browser that keeps cookies and sends forms from our own pages."""

    def __init__(self, study):
        self.study = study
        self.client = Client(headers=OURS, enforce_csrf_checks=True)
        self.page = None

    def get(self, name, *args, **query):
        self.page = self.client.get(reverse(f"listen:{name}", args=args), query, follow=True)
        return self.text

    def post(self, name, *args, **fields):
        address = reverse(f"listen:{name}", args=args) if ":" not in name else name
        self.page = self.client.post(address, fields, follow=True)
        return self.text

    @property
    def text(self):
        return self.page.content.decode()

    @property
    def path(self):
        found = re.search(r'name="path" value="([^"]+)"', self.text)
        return found.group(1) if found else ""

    def agree(self):
        return self.post("agree", self.study.slug, take_part="yes", analyse="yes")

    def go(self, go, **fields):
        """One page on before the first answer."""
        return self.post("first", self.study.slug, path=self.path, go=go, **fields)

    def begin(self, words="i was in real pain", step=1):
        """As far as the private code, with one answer; returns the code."""
        self.agree()
        self.go(f"one-{step}")
        self.go("save", step=step, answer=words)
        return self.code()

    def code(self):
        spans = re.search(r'class="code-words">(.*?)</p>', self.text, re.S).group(1)
        return " ".join(re.findall(r"\d{4}", spans))

    def share(self, **replies):
        return self.post("use", **replies)
