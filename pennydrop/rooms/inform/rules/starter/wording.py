"""Read the shipped easy words. They are signed by nobody, as all that is shipped."""

from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.easy import BadEasy, EasyWords, check_easy, read_easy
from pennydrop.rooms.inform.rules.starter.reading import (
    BadStarter,
    starter_claims,
    toml,
    toml_texts,
)


def starter_easy() -> dict[str, EasyWords]:
    """Every shipped wording by the key of its claim. Raises BadStarter."""
    claims = starter_claims()
    found: dict[str, EasyWords] = {}
    for name, text in toml_texts("easy"):
        for key, lines in toml(name, text)["easy"].items():
            if key in found:
                raise BadStarter(f"{name}: “{key}” is worded twice.")
            found[key] = _wording(f"{name}, “{key}”", lines, claims.get(key))
    return found


def _wording(place: str, lines: list[str], claim: ClaimText | None) -> EasyWords:
    if claim is None:
        raise BadStarter(f"{place}: there is no such claim.")
    try:
        words = read_easy("\n".join(lines))
        check_easy(words, claim)
    except BadEasy as bad:
        raise BadStarter(f"{place}: {bad}") from None
    return words
