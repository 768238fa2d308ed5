"""A first sign-in link, handed over by a colleague: no mail leaves this server."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from pennydrop.core.people.models import User


def welcome_path(user: User) -> str:
    """The path at which this person sets a password; works once, for PASSWORD_RESET_TIMEOUT."""
    key = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("people:welcome", args=[key, default_token_generator.make_token(user)])


def person_behind(key: str, token: str) -> User | None:
    """Whom a first sign-in link belongs to, or None when it is used, too old or not ours."""
    try:
        number = int(force_str(urlsafe_base64_decode(key)))
    except ValueError:
        return None
    user = User.objects.filter(pk=number, is_active=True).first()
    return user if user and default_token_generator.check_token(user, token) else None
