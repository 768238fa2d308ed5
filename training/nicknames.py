"""Nicknames as friends make them out of a name: "Coxy" and "Coxers" of Cox, "Whitters" of Whitlock,
"Robbo" of Roberts, "Wozza" of Warren. No list holds them: only the sentence says who they are."""

import re
from random import Random

_STEM = re.compile(
    r"[^aeiou]*[aeiouy]+(?:tch|[cst]h|ck|n[dgkt]|r[bdkmnt]|l[dlt]|s[st]|mp|([bdgmnprt])\1|[b-df-hj-np-tv-xz])",
    re.IGNORECASE | re.ASCII,
)
_ENDINGS = ("y", "y", "ie", "o", "s", "s", "ers", "sy", "a", "o", "bo", "ster", "z", "")
_BROKEN = re.compile(r"[^aeiouy]*[aeiouy]", re.IGNORECASE | re.ASCII)
_BREAKS = ("zza", "z", "zzer", "bba", "gs", "bs", "mmo", "ddy")
_SHORTEST, _LONGEST = 3, 7  # letters of a stem


def short_of(name: str, rng: Random) -> str:
    """What friends might make of a name; the name itself where nothing short can be made."""
    if not (name.isascii() and name.isalpha()):
        return name
    if rng.random() < 0.25 and (begin := _BROKEN.match(name)):
        return begin.group() + rng.choice(_BREAKS)
    stem = _STEM.match(name)
    if stem is None or not _SHORTEST <= len(stem.group()) <= _LONGEST:
        return name
    return _ended(stem.group(), rng.choice(_ENDINGS))


def _ended(stem: str, ending: str) -> str:
    """A vowel after one vowel and one consonant doubles it: "Robbo", not "Robo"."""
    last = stem[-1]
    alone = len(stem) > 1 and stem[-2] in "aeiou" and last not in "aeiouywxhkvsz"
    if ending and ending[0] in "yioae" and alone:
        return stem + last + ending
    return stem + ending.lstrip("s" if last == "s" else "")
