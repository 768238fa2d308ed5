"""What tests of themes begin with: codes on words of an interview, a focus group and an answer."""

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.models import Coding

BELIEVED = ((("interview", 1), "how much are you taking"), (("group", 2), "look at your arms"),
            (("answer", 0), "nobody wrote it down"))  # fmt: skip


def code_on(study, at, name, *places, by="user:1"):
    """A code on words: places are (signed text, turn, words). Returns the code's id."""
    code = make_code(study=study.pk, name=name, by=by, at=at).pk
    for text, turn, words in places:
        start, end = text.place(turn, words)
        add_coding(text=text.id, code=code, start=start, end=end, by=by, at=at)
    return code


def coding_of(code, text):
    return Coding.objects.get(code=code, text=text.id)
