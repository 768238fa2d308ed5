"""Take a course as somebody does in a browser without scripts."""

import re
from html import unescape

from pennydrop.core.documents.blocks import ClaimRef
from pennydrop.rooms.inform.rules.courses import Course, CourseHead, Module, Option, Question

FACTS = 8
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def _question(number):
    options = (Option(f"Rightly {number}.", True), Option(f"Wrongly {number}.", False))
    return Question(f"Case {number}?", options, f"Because {number}.", (f"fact-{number}",))


def short_course(slug="short"):
    """Two parts of four facts, one question on each."""
    parts = [range(4), range(4, FACTS)]
    modules = tuple(
        Module(f"Part {n}", tuple(ClaimRef(f"fact-{k}") for k in part), tuple(map(_question, part)))
        for n, part in enumerate(parts, start=1)
    )
    return Course(CourseHead(slug, "A short course", "For all.", 10), modules)


def follow(page, label):
    """The address of a link by what it says."""
    found = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>{re.escape(label)}', page)
    assert found, f"no link “{label}”"
    return unescape(found[1])


def answers_to(questions, *, rightly):
    """What a form sends where each question of a page is answered so."""
    return {
        one.name: [
            str(n) for n in range(len(one.asked.question.options))
            if (n in one.asked.question.right) == rightly
        ]
        for one in questions
    }  # fmt: skip


def take(client, slug, *, rightly=True):
    """Go through every part, and return the page at the end."""
    page = client.get(follow(client.get(f"/courses/{slug}/").text, "Begin"))
    while "Go to the end" not in page.text:
        page = go_on(client, page, rightly=rightly)
    return client.get(follow(page.text, "Go to the end"))


def go_on(client, page, *, rightly):
    """Answer what stands on a page, or turn to the next part."""
    questions = page.context.get("questions")
    if not questions:
        return client.get(follow(page.text, "Next part"))
    data = {**answers_to(questions, rightly=rightly), "p": page.context["carried"]}
    return client.post(page.wsgi_request.get_full_path(), data, **HERE)


def get_certificate(client, end, **learner):
    """Send the form at the end; returns the owner's page."""
    data = {"p": end.context["carried"], **learner}
    return client.post(end.wsgi_request.get_full_path(), data, follow=True, **HERE)
