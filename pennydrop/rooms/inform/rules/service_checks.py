"""What a service has to be before it is kept: what somebody here writes of it is held to this."""

import datetime as dt
from collections.abc import Iterator

from pennydrop.rooms.inform.rules.offers import ASKS_FOR_STANDING
from pennydrop.rooms.inform.rules.services import (
    LONGEST_CHECK_DAYS,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_SITES,
    MOST_WAITS,
    BadService,
    Checked,
    Said,
    Service,
    Standing,
    Wait,
)
from pennydrop.rooms.inform.rules.web_names import is_email, is_web
from pennydrop.rooms.inform.rules.writing import hurtful


def check_service(service: Service, *, today: dt.date) -> None:
    """Raise BadService for the first thing that is wrong with what somebody here wrote."""
    for problem in _problems(service, today):
        raise BadService(problem)


def check_checked(checked: Checked, *, today: dt.date) -> None:
    """Raise BadService unless it says who asked, not later than today, and when to ask again."""
    if not checked.by.strip() or len(checked.by) > 80:
        raise BadService("Say in a few words who checked it, such as “our outreach worker”.")
    if checked.on is None or checked.on > today:
        raise BadService("It cannot have been checked on a day that has not come.")
    latest = checked.on + dt.timedelta(days=LONGEST_CHECK_DAYS)
    if checked.again is None or not checked.on < checked.again <= latest:
        raise BadService(f"Choose a day for the next check, by {latest:%-d %B %Y}.")


def check_standing(standing: Standing, *, today: dt.date) -> None:
    """Raise BadService unless it says who says so, of which day, and where they do."""
    for problem in _said_problems(standing.said, "how it stands in law", today):
        raise BadService(problem)
    if not standing.said.link:
        raise BadService("Give the address where they say so.")
    for problem in hurtful(standing.words):
        raise BadService(problem)


def _problems(service: Service, today: dt.date) -> Iterator[str]:
    if not service.name:
        yield "Give the service a name."
    if not service.provider.name:
        yield "Say who runs it."
    yield from _in_words(service)
    yield from _addresses(service)
    yield from _ages(service)
    if len(service.sites) > MOST_SITES or len(service.waits) > MOST_WAITS:
        yield f"At most {MOST_SITES} places and {MOST_WAITS} waits fit."
    for wait in service.waits:
        yield from _wait_problems(wait, today)
    yield from _standing_problems(service, today)


def _in_words(service: Service) -> Iterator[str]:
    said = (service.about, service.for_ketamine, service.way_in, service.cost)
    for text in (*said, *(site.access_note for site in service.sites)):
        most = LONGEST_TEXT if text is service.about else LONGEST_LINE
        if len(text) > most:
            yield f"“{text[:40]}…” has {len(text)} characters; at most {most} fit."
        yield from hurtful(text)
    # A service is called as it calls itself.
    if max(len(service.name), len(service.provider.name)) > LONGEST_NAME:
        yield f"A name has at most {LONGEST_NAME} characters."


def _addresses(service: Service) -> Iterator[str]:
    for web in (service.website, service.provider.website):
        if web and not is_web(web):
            yield f"“{web[:60]}” is no web address. It begins with https://."
    for mail in (service.email, service.provider.email):
        if mail and not is_email(mail):
            yield f"“{mail[:60]}” is no e-mail address."


def _ages(service: Service) -> Iterator[str]:
    least, most = service.least_age, service.most_age
    if any(age is not None and not 0 <= age <= 120 for age in (least, most)):
        yield "An age is between 0 and 120."
    if least is not None and most is not None and least > most:
        yield "The youngest age is above the oldest."


def _wait_problems(wait: Wait, today: dt.date) -> Iterator[str]:
    if not wait.what:
        yield "Say what people wait for, such as “first appointment”."
    if not wait.told:
        yield "Say how long the wait is, in weeks or in words."
    if any(weeks is not None and not 0 <= weeks <= 520 for weeks in (wait.least, wait.most)):
        yield "A wait is between 0 and 520 weeks."
    if wait.least is not None and wait.most is not None and wait.least > wait.most:
        yield "The shortest wait is longer than the longest."
    yield from _said_problems(wait.said, "the wait", today)


def _standing_problems(service: Service, today: dt.date) -> Iterator[str]:
    if service.standing is not None:
        yield from _said_problems(service.standing.said, "how it stands in law", today)
    elif needs := service.offers & ASKS_FOR_STANDING:
        label = min(one.label for one in needs).lower()
        yield f"Say how a {label} stands in law there, who says so, and of which day."


def _said_problems(said: Said, what: str, today: dt.date) -> Iterator[str]:
    if not said.by:
        yield f"Say who says {what}."
    if said.on > today:
        yield f"The day of {what} has not come yet."
    if said.link and not is_web(said.link):
        yield f"The address of {what} has to begin with https://."
