"""A course as people write it.

    # Ask

    Connecting words.
    {work-ask-plainly}

    ? Sam, 23, is back with a third “infection”. The cultures were clean. What comes first?
    + Ask plainly about ketamine
    - Another antibiotic
    = Clean cultures are the hint.
    {work-sterile}

A line that begins with # and a space begins a module; what stands below it is written as in a guide
(`bodies.py`). A question begins with ? and ends at an empty line: + is a right answer, - a wrong
one, = why, and the claims in braces are what it rests on. Other lines in it go on with the last.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pennydrop.core.documents.blocks import Heading, Prose
from pennydrop.rooms.inform.rules.bodies import BadBody, read_body, write_body
from pennydrop.rooms.inform.rules.courses import (
    FEWEST_ASKED,
    Course,
    CourseHead,
    Module,
    Option,
    Question,
)
from pennydrop.rooms.inform.rules.writing import hurtful

LONGEST_TEXT = 60_000
MOST_QUESTIONS = 45  # whoever answers for them reads them all, and one claim names them all
_MODULE = re.compile(r"# +(.+)")
_MARKED = re.compile(r"([?+=-]) +(.+)")
_CLAIM = re.compile(r"\{([a-z0-9][a-z0-9-]{0,79})\}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Numbered = tuple[int, str]


class BadCourse(ValueError):
    """A course cannot be kept so. The message says why, in a sentence."""


def read_modules(text: str) -> tuple[Module, ...]:
    """Modules from what somebody wrote. Raises BadBody for the first line that cannot be read."""
    lines = list(enumerate(text.splitlines(), start=1))
    begins = [place for place, (_, line) in enumerate(lines) if _MODULE.fullmatch(line)]
    for number, line in lines[: begins[0] if begins else None]:
        if line.strip():
            raise BadBody(number, "a course begins with a module: #, a space, and its title.")
    return tuple(
        _module(lines[begin:end])
        for begin, end in zip(begins, [*begins, len(lines)][1:], strict=True)
    )


def write_modules(modules: Iterable[Module]) -> str:
    """What `read_modules` reads back to equal modules."""
    return "\n".join(_written(module) for module in modules)


def check_course(course: Course) -> None:
    """Raise BadCourse for the first thing that is wrong."""
    for problem in _problems(course):
        raise BadCourse(problem)


def unknown_claims(course: Course, known: Mapping[str, object]) -> list[str]:
    return [key for key in course.keys if key not in known]


def _module(lines: Sequence[Numbered]) -> Module:
    """The body is read with the questions blanked out, so that its lines keep their numbers."""
    (first, title), *rest = lines
    found = _MODULE.fullmatch(title)
    body: list[str] = []
    groups: list[list[Numbered]] = []
    within = False
    for number, line in rest:
        begins = line.startswith("? ")
        within = bool(line.strip()) and (within or begins)
        if begins:
            groups.append([])
        if within:
            groups[-1].append((number, line.strip()))
        body.append("" if within else line)
    try:
        blocks = read_body("\n".join(body))
    except BadBody as bad:
        raise BadBody(first + bad.line, bad.reason) from None
    questions = tuple(_question(group) for group in groups)
    return Module(found[1].strip() if found else "", blocks, questions)


def _question(lines: Sequence[Numbered]) -> Question:
    parts: list[tuple[str, str]] = []
    keys: list[str] = []
    for number, line in lines:
        marked, claim = _MARKED.fullmatch(line), _CLAIM.fullmatch(line)
        if claim is not None:
            keys.append(claim[1])
        elif keys:
            raise BadBody(number, "after the claims of a question stands an empty line.")
        elif marked is not None:
            parts.append((marked[1], marked[2].strip()))
        else:
            sign, said = parts[-1]
            parts[-1] = (sign, f"{said} {line}")
    return Question(
        text=" ".join(said for sign, said in parts if sign == "?"),
        options=tuple(Option(said, sign == "+") for sign, said in parts if sign in "+-"),
        why=" ".join(said for sign, said in parts if sign == "="),
        rests_on=tuple(dict.fromkeys(keys)),
    )


def _written(module: Module) -> str:
    parts = [f"# {module.title}\n", write_body(module.blocks)]
    parts += [_asked(question) for question in module.questions]
    return "\n".join(part for part in parts if part)


def _asked(question: Question) -> str:
    lines = [f"? {question.text}"]
    lines += [f"{'+' if option.right else '-'} {option.text}" for option in question.options]
    lines += [f"= {question.why}"] if question.why else []
    lines += ["{" + key + "}" for key in question.rests_on]
    return "\n".join(lines) + "\n"


def _problems(course: Course) -> Iterator[str]:
    yield from _head_problems(course.head)
    if len(course.questions) < FEWEST_ASKED:
        yield f"Write at least {FEWEST_ASKED} questions: fewer say little about what was learned."
    if len(course.questions) > MOST_QUESTIONS:
        yield f"A course asks at most {MOST_QUESTIONS} questions. Make two courses of it."
    texts = [question.text for question in course.questions]
    for text in texts:
        if texts.count(text) > 1:
            yield f"This question stands twice: “{text}”"
    taught = {
        key for module in course.modules for key in Module(module.title, module.blocks, ()).keys
    }
    for question in course.questions:
        yield from (f"“{question.text}”: {fault}" for fault in _faults(question, taught))
    for text in texts_of(course):
        yield from hurtful(text)


def _head_problems(head: CourseHead) -> Iterator[str]:
    if not _SLUG.fullmatch(head.slug) or len(head.slug) > 60:
        yield "The address may hold small letters, figures and single hyphens."
    if not head.title.strip() or not head.summary.strip():
        yield "Give the course a title, and say in a sentence whom it is for."
    if not 50 <= head.pass_mark <= 100:
        yield "The pass mark lies between 50 and 100 per cent."
    if not 1 <= head.minutes <= 600:
        yield "Say how many minutes it takes, from 1 to 600."


def _faults(question: Question, taught: set[str]) -> Iterator[str]:
    texts = [option.text for option in question.options]
    if not question.right:
        yield "mark a right answer with +."
    if len(question.right) == len(texts):
        yield "mark a wrong answer with -."
    if len(set(texts)) < len(texts):
        yield "two answers are the same."
    if not question.why:
        yield "say why, with =."
    if not question.rests_on:
        yield "name the claim it rests on."
    if lost := [key for key in question.rests_on if key not in taught]:
        yield f"it rests on “{lost[0]}”, which no module says."


def texts_of(course: Course) -> Iterator[str]:
    """Our own words in it: everything that a reader meets but the claims."""
    yield from (course.head.title, course.head.summary)
    for module in course.modules:
        yield module.title
        for block in module.blocks:
            if isinstance(block, Heading):
                yield block.text
            elif isinstance(block, Prose):
                yield block.markdown
        for question in module.questions:
            yield from (question.text, question.why)
            yield from (option.text for option in question.options)
