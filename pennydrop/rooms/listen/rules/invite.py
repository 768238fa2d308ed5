"""What stands on a poster, on its strips and on a code card, in words for people who take part."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LEAD = "No name. Skip anything. Stop whenever you like."
POINT = "Point your phone’s camera at the square."
OR_TYPE = "Or type this in:"
LONG = "It takes about ten minutes. You can do less."
HELP = "In danger now? Call 999. To talk, day or night: Samaritans, 116 123."
STRIPS = 8
CARDS_ON_A_SHEET = 8
MOST_CARDS = 80

CARD_TITLE = "Your numbers"
CARD_KEEP = "Keep this card. These numbers are the only way back to what you said."
CARD_SAY = "You can say them out loud, one at a time."
CARD_USE = "To add to it, change your mind or take it all back, type them here:"


@dataclass(frozen=True)
class Poster:
    """`title` is the study's neutral one; `organisation` is empty where it is left off, since a
    name can tell what the study is about, and so is `asks`, whom people can ask; `address`
    is whole, `shown` as people type it."""

    title: str
    organisation: str
    address: str
    invented: bool
    asks: str = ""

    @property
    def shown(self) -> str:
        return as_typed(self.address)

    @property
    def only_here(self) -> bool:
        return only_here(self.address)


def as_typed(address: str) -> str:
    """An address as people type it: browsers add the rest."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def only_here(address: str) -> bool:
    """An address that no phone can open: the machine that shows it is the only one it names."""
    host = urlsplit(address).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"
