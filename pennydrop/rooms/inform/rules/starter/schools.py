"""Read what is shipped of the pack for schools beside its guide."""

import tomllib
from importlib.resources import files

from pennydrop.rooms.inform.rules.bodies import BadBody
from pennydrop.rooms.inform.rules.course_text import read_modules
from pennydrop.rooms.inform.rules.schools import PackText
from pennydrop.rooms.inform.rules.starter.reading import BadStarter

_FILE = files("pennydrop.rooms.inform.rules.starter") / "schools.toml"


def shipped_pack() -> PackText:
    """Slides and quiz. Raises BadStarter."""
    return read_pack(_FILE.read_text(encoding="utf-8"))


def read_pack(text: str) -> PackText:
    """Slides, each with its claims by key, and the quiz, written as one module of a course."""
    try:
        data = tomllib.loads(text)
        slides = tuple(tuple(slide) for slide in data["slides"])
        (quiz,) = read_modules(data["quiz"])
    except (tomllib.TOMLDecodeError, BadBody, KeyError, ValueError) as bad:
        raise BadStarter(f"schools.toml: {bad}") from None
    if not all(slides):
        raise BadStarter("schools.toml: a slide names no claim.")
    return PackText(slides, quiz)
