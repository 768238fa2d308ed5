"""Hold an account at the set-up page until it has the second factor its organisation asks for."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pennydrop.core.people.queries import needs_second_factor

# Where somebody without a second factor may still go: to set one up, to sign in again, to leave.
OPEN = ("/accounts/2fa/", "/accounts/logout/", "/accounts/reauthenticate/", "/static/")


class SecondFactor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._held(request) or self.get_response(request)

    def _held(self, request: HttpRequest) -> HttpResponse | None:
        if request.path.startswith(OPEN) or "sessionid" not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user) or is_mfa_enabled(user):
            return None
        return redirect("mfa_index")
