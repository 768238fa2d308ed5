"""Small values that travel through a person's browser, readable only by us (resume cookie)."""

import base64
import json
from typing import Any

from django.conf import settings

from pennydrop.core.vault.boxes import NotOurs, close, open_box


def close_ticket(value: dict[str, Any], *, purpose: str) -> str:
    """Encrypt a small JSON value for one purpose, as text that fits a cookie or a form field."""
    plain = json.dumps(value, separators=(",", ":")).encode()
    box = close(plain, key=settings.ROOTS.derive(f"ticket/{purpose}"), place=purpose.encode())
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


def open_ticket(text: str, *, purpose: str) -> dict[str, Any] | None:
    """The value again, or None for anything that we did not write for this purpose."""
    try:
        box = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        plain = open_box(
            box, key=settings.ROOTS.derive(f"ticket/{purpose}"), place=purpose.encode()
        )
        value = json.loads(plain)
    except (NotOurs, ValueError):
        return None
    return value if isinstance(value, dict) else None
