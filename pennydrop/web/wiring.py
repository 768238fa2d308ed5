"""Where the house is put together: who is told when somebody takes their words back, who answers
what is held of a person, and which figures a promise can be held to. One page to read; no
signals."""

from pennydrop.core import checks, concerns, figures, first_look
from pennydrop.core.erasure.registry import register
from pennydrop.rooms.inform.actions import forgetting as inform
from pennydrop.rooms.listen.actions import withdrawal as listen
from pennydrop.rooms.listen.queries import holdings as listen_holdings
from pennydrop.rooms.listen.queries import record as listen_record
from pennydrop.rooms.publish.actions import forgetting as publish
from pennydrop.rooms.publish.actions.first_look import object_to_line, take_objection_back
from pennydrop.rooms.publish.queries import holdings as publish_holdings
from pennydrop.rooms.publish.queries import record as publish_record
from pennydrop.rooms.publish.queries.own_lines import lines_for
from pennydrop.rooms.support.actions import ending as support
from pennydrop.rooms.support.public import DESK
from pennydrop.rooms.support.queries import holdings as support_holdings
from pennydrop.rooms.understand.actions import forgetting as understand
from pennydrop.rooms.understand.actions.checks import answer_check
from pennydrop.rooms.understand.queries import holdings as understand_holdings
from pennydrop.rooms.understand.queries import record as understand_record
from pennydrop.rooms.understand.queries.checks import checks_for
from pennydrop.web.concerns import STUDIES
from pennydrop.web.figures import FIGURES


def connect() -> None:
    # The safeguarding desk and the rooms with words may not know each other.
    concerns.connect(desk=DESK, studies=STUDIES)
    # People come back with their code to listen, which may not know what was understood.
    checks.connect(checks.Understood(checks_for=checks_for, answer=answer_check))
    # Nor which lines of theirs a draft would print.
    first_look.connect(
        first_look.FirstLook(
            lines_for=lines_for, object_to=object_to_line, take_back=take_objection_back
        )
    )
    # The publish room holds promises against figures of rooms that it may not know.
    figures.connect(FIGURES)
    register_rooms()


def register_rooms() -> None:
    """Who forgets, counts and tells what they hold when somebody takes their words back. Upper
    rooms first: what is derived goes before what it was derived from."""
    _register_care()
    _register_findings()
    _register_words()


def _register_care() -> None:
    """What is kept of a concern for somebody's safety."""
    register(
        "inform", forget=inform.forget, holdings=inform.nothing, invitations=inform.nothing,
        expire=inform.forget,
    )  # fmt: skip
    register(
        "support",
        forget=support.forget,
        holdings=support_holdings.holdings,
        invitations=support_holdings.invitations,
        expire=support.forget,
    )


def _register_findings() -> None:
    """Lines that were published, and lines that are on show before a release."""
    register(
        "publish",
        forget=publish.forget,
        holdings=publish_holdings.holdings,
        invitations=publish_holdings.invitations,
        record=publish_record.record_of,
        # No `expire`: what was published with a yes outlasts the study. Taking back removes it.
    )
    register(
        "first look",
        forget=publish.forget_first_look,
        holdings=publish_holdings.held_before_release,
        invitations=publish_holdings.invitations,
        record=publish_record.record_before_release,
        # What is on show before a release does not outlast the study.
        expire=publish.forget_first_look,
    )


def _register_words() -> None:
    """What people told us: as the team works with it, and as it was first said."""
    register(
        "understand",
        forget=understand.forget,
        holdings=understand_holdings.holdings,
        invitations=understand_holdings.invitations,
        record=understand_record.record_of,
        expire=understand.forget,
    )
    register(
        "listen",
        forget=listen.forget,
        holdings=listen_holdings.holdings,
        invitations=listen_holdings.invitations,
        record=listen_record.record_of,
        expire=listen.forget_words,
    )
