"""E-mail and web addresses, usernames and names spelled out, made by chance."""

import re
import unicodedata
from random import Random

_HOSTS = (
    "gmail.com hotmail.com hotmail.co.uk yahoo.co.uk outlook.com icloud.com live.co.uk sky.com "
    "btinternet.com protonmail.com mail.com aol.com talktalk.net virginmedia.com"
).split()
_ENDS = ("co.uk", "com", "org.uk", "org", "net", "blog", "uk")
_WORDS = (
    "ket k recovery bladder diary journey story clean sober pee wee loo nan blue red sky moon fox "
    "bear dog cat skate bass dub rave techno peaky spud ginger big little real the its only just "
    "not free mad sad happy lost found north south east west norf brum manc scouse geordie"
).split()


def plain(name: str) -> str:
    """Lower case, unaccented letters and digits only."""
    parts = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^a-z0-9]", "", parts) or "x"


def _local(rng: Random, called: str) -> str:
    parts = [plain(part) for part in called.split()]
    year = rng.choice((str(rng.randrange(1, 99)), str(rng.randrange(1970, 2008)), "", ""))
    if len(parts) > 1 and rng.random() < 0.4:
        parts[0] = parts[0][0]
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(_WORDS))
    return rng.choice((".", "_", "", "")).join(parts) + year


def email(rng: Random, called: str, spoken: bool) -> str:
    local = _local(rng, called)
    host = rng.choice(_HOSTS)
    if rng.random() < 0.25:
        host = rng.choice(_WORDS) + rng.choice(_WORDS) + "." + rng.choice(_ENDS)
    if not spoken:
        return f"{local}@{host}"
    at = rng.choice((" at ", " at ", " @ "))
    return _aloud(local) + at + host.replace(".", " dot ")


def _aloud(written: str) -> str:
    return written.replace("_", " underscore ").replace(".", " dot ").replace("-", " dash ")


def address(rng: Random, called: str, spoken: bool) -> str:
    name = _local(rng, called).replace("_", "-").replace(".", "")
    host = f"{name}{rng.choice(_WORDS)}.{rng.choice(_ENDS)}"
    if spoken:
        return rng.choice(("www dot ", "", "")) + host.replace(".", " dot ").replace("-", " dash ")
    path = rng.choice(("", "", "/about", "/my-story", f"/{rng.choice(_WORDS)}", "/p/12"))
    return rng.choice(("", "www.", "https://", "https://www.", "http://")) + host + path


def handle(rng: Random, called: str) -> str:
    name = _local(rng, called)
    kind = rng.random()
    if kind < 0.3:
        return "@" + name
    if kind < 0.38:
        return "u/" + name
    if kind < 0.7 and "_" not in name and "." not in name:
        return name + rng.choice(("_", "xx", ".", "_x", "")) + str(rng.randrange(1, 999))
    return rng.choice(("", "x", "its", "real", "the")) + name


def spelt(rng: Random, name: str) -> str:
    """ "S-H-A-Z", "K A double R Y", "s.h.a.z" """
    letters = [c for c in unicodedata.normalize("NFC", name) if c.isalpha()]
    letters = [c.upper() for c in letters] if rng.random() < 0.7 else [c.lower() for c in letters]
    joint = rng.choice(("-", "-", " ", ".", ", "))
    if joint in (" ", "-") and rng.random() < 0.4:
        for at in range(len(letters) - 1):
            if letters[at] == letters[at + 1]:
                letters[at : at + 2] = [f"double {letters[at]}"]
                joint = " "
                break
    return joint.join(letters)
