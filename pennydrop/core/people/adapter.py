"""How django-allauth is bent to this house: nobody signs up by themself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from pennydrop.core.vault.tickets import close_ticket, open_ticket


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address is ever read (design rule 3); allauth's limits go by user name here."""
        return "0.0.0.0"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail leaves this server; links are handed over by a colleague."""


class SealedSecrets(DefaultMFAAdapter):
    """Second-factor secrets are sealed: a stolen backup must not let anybody sign in."""

    def encrypt(self, text: str) -> str:
        return close_ticket({"secret": text}, purpose="second-factor")

    def decrypt(self, encrypted_text: str) -> str:
        opened = open_ticket(encrypted_text, purpose="second-factor")
        return str(opened["secret"]) if opened else ""
