"""Read the shipped courses: `courses/*.toml`, one each, its modules written as in `course_text`."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pennydrop.rooms.inform.rules.bodies import BadBody
from pennydrop.rooms.inform.rules.course_text import BadCourse, check_course, read_modules
from pennydrop.rooms.inform.rules.courses import USUAL_PASS_MARK, Course, CourseHead
from pennydrop.rooms.inform.rules.guides import Reader
from pennydrop.rooms.inform.rules.starter.reading import BadStarter

_PLACE = files("pennydrop.rooms.inform.rules.starter") / "courses"
_KNOWN = {"slug", "title", "summary", "minutes", "reader", "place", "pass_mark", "body"}


@dataclass(frozen=True)
class StarterCourse:
    """A shipped course. `mark` changes with anything that it says."""

    course: Course
    mark: str


def starter_courses() -> tuple[StarterCourse, ...]:
    """Every shipped course, in the order of the list. Raises BadStarter."""
    texts = [(one.name, one.read_text(encoding="utf-8")) for one in _PLACE.iterdir()]
    courses = [read_course(name, text) for name, text in texts if name.endswith(".toml")]
    return tuple(sorted(courses, key=lambda one: one.course.head.place))


def read_course(name: str, text: str) -> StarterCourse:
    """One course. `name` is only said in errors."""
    data = _data(name, text)
    try:
        head = CourseHead(
            data["slug"], data["title"], data["summary"], data["minutes"],
            Reader(data.get("reader", Reader.PROFESSIONAL)), data.get("place", 0),
            data.get("pass_mark", USUAL_PASS_MARK),
        )  # fmt: skip
        course = Course(head, read_modules(data["body"]))
        check_course(course)
    except KeyError as missing:
        raise BadStarter(f"{name}: {missing.args[0]} is missing.") from None
    except (BadBody, BadCourse, ValueError) as bad:
        raise BadStarter(f"{name}: {bad}") from None
    return StarterCourse(course, hashlib.sha256(text.encode()).hexdigest())


def _data(name: str, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as bad:
        raise BadStarter(f"{name}: {bad}") from None
    if strange := sorted(set(data) - _KNOWN):
        raise BadStarter(f"{name}: there is no “{strange[0]}”.")
    return data
