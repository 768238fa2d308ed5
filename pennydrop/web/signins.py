"""Who is signed in, asked for every staff page: as Django and allauth do, in questions worded once.

Sessions stay rows in the database; nothing is kept between two requests, so that signing somebody
out, or closing their account, holds at once.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.prepared import PreparedRows

_SESSION = PreparedRows(lambda key: Session.objects.filter(session_key=key), str)
_USER = PreparedRows(lambda user: User.objects.filter(pk=user), int)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """The session that this key opens, or None where there is none or its time is over."""
        now = timezone.now()
        found = _SESSION(str(self.session_key)) if self.session_key else []
        live = next((row for row in found if row.expire_date > now), None)
        if live is None:
            self._session_key = None
        return live


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; None once it is gone or closed."""
        found: list[User] = _USER(int(user_id))
        return next((user for user in found if self.user_can_authenticate(user)), None)
