"""Who may do what: one table. Plain values; no Django here."""

from collections.abc import Collection
from enum import Enum


class Role(Enum):
    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    PEER_RESEARCHER = "peer_researcher"
    WORKER = "worker"
    CLINICIAN_REVIEWER = "clinician_reviewer"
    NETWORK_MEMBER = "network_member"
    SAFEGUARDING_LEAD = "safeguarding_lead"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Task(Enum):
    """What a guest's link can open."""

    SECOND_SIGNATURE = "second_signature"
    ANSWER_PROMISE = "answer_promise"
    SIGN_RELEASE = "sign_release"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class May(Enum):
    """Something that a person may do in their organisation, worded as in "may ..."."""

    RUN_STUDIES = "run studies"
    SEE_ORIGINALS = "see original words and take names out"
    BRING_IN = "bring in interviews"
    CODE = "read and code words"
    SIGN = "sign passages for release"
    WRITE_FINDINGS = "write findings"
    PUBLISH = "publish findings"
    WITHDRAW = "take words back on a person's wish"
    MANAGE_PEOPLE = "invite people and set roles"
    KEEP_SAFE = "make backups and restore"
    READ_NETWORK = "read what the network shares"
    RAISE_CONCERNS = "raise a concern for somebody's safety"
    CONCERNS = "read and handle concerns"
    SUPERVISE = "look after people who interview"
    READ_ADVICE = "read advice that is not out yet"
    WRITE_ADVICE = "write guides and claims"
    SIGN_LIVED = "sign advice from lived experience"
    SIGN_CLINICAL = "sign advice as a clinician"


# Nobody answers as a clinician by leading a project.
_LEADS = frozenset(May) - {May.SIGN_CLINICAL}
_RESEARCH = frozenset(
    {May.SEE_ORIGINALS, May.BRING_IN, May.CODE, May.SIGN, May.WRITE_FINDINGS, May.READ_NETWORK}
)
_ADVICE = frozenset({May.READ_ADVICE, May.WRITE_ADVICE, May.SIGN_LIVED})
_CLINICIAN = frozenset({May.SIGN, May.READ_NETWORK, May.READ_ADVICE, May.SIGN_CLINICAL})
_COLLEAGUE = frozenset({May.RAISE_CONCERNS})

MAY: dict[Role, frozenset[May]] = {
    Role.COORDINATOR: _LEADS,
    Role.DEPUTY: _LEADS,
    Role.PEER_RESEARCHER: _RESEARCH | _ADVICE | _COLLEAGUE,
    Role.WORKER: frozenset({May.READ_NETWORK}) | _COLLEAGUE,
    Role.CLINICIAN_REVIEWER: _CLINICIAN | _COLLEAGUE,
    Role.NETWORK_MEMBER: frozenset({May.READ_NETWORK}),
    # Reads concerns and nothing that anybody told a study.
    Role.SAFEGUARDING_LEAD: frozenset({May.CONCERNS}) | _COLLEAGUE,
}


class NotAllowed(Exception):
    """The person's role does not include this. The message says what is missing."""


def check_may(roles: Collection[Role], act: May) -> None:
    """Raise NotAllowed unless one of the roles includes the act."""
    if not any(act in MAY[role] for role in roles):
        raise NotAllowed(f"Your role here does not let you {act.value}. Ask your coordinator.")


def may(roles: Collection[Role], act: May) -> bool:
    try:
        check_may(roles, act)
    except NotAllowed:
        return False
    return True
