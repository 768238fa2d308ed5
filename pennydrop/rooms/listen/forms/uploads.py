"""Questions about files on their way in: which column means what, and who is who."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django import forms

from pennydrop.rooms.listen.queries.participants import ParticipantRow
from pennydrop.rooms.listen.rules.speakers import (
    PSEUDONYM,
    Miscast,
    Part,
    check_cast,
    guess_voices,
    is_generic,
    likely_staff,
    read_choice,
)
from pennydrop.rooms.listen.rules.transcripts.table import Columns, Glance
from pennydrop.rooms.listen.rules.uploads import Batch, Choice, File, Found, Speaker, Stage

KINDS = [
    ("interview", "Interview", "One person was asked, or two or three together."),
    ("focus_group", "Focus group", "Several people talked, somebody led."),
]
FIDELITIES = [
    (
        "word_for_word",
        "Word for word",
        "Written down from a recording, every word. Only such "
        "words are ever quoted as somebody’s own.",
    ),
    ("notes", "Notes", "Written down while people spoke. Quoted as notes, never as their words."),
    ("remembered", "Remembered", "Written down afterwards. Quoted as remembered."),
]


class ColumnsForm(forms.Form):
    """Which column of a table means what."""

    text = forms.ChoiceField(
        label="The words", error_messages={"required": "Choose the column that holds the words"}
    )
    speaker = forms.ChoiceField(label="Who says them", required=False)
    source = forms.ChoiceField(
        label="Which interview or group a row belongs to",
        required=False,
        help_text="Rows with the same value become one source.",
    )
    once = forms.ChoiceField(
        label="Rows that repeat: take only the first one by",
        required=False,
        help_text="For a table where several coders each have a row for the same utterance.",
    )
    keep_column = forms.ChoiceField(
        label="Only rows where",
        required=False,
        help_text="Leave it at “none” to take all rows.",
    )
    keep_value = forms.CharField(label="… is exactly", required=False, max_length=200)

    def __init__(self, glance: Glance, data: Mapping[str, str] | None = None) -> None:
        guess = glance.guess or Columns(text="")
        super().__init__(
            data,
            initial={
                "text": guess.text,
                "speaker": guess.speaker,
                "source": guess.source,
                "once": guess.once,
            },
        )
        heads = [(head, head) for head in dict.fromkeys(glance.headers) if head]
        for name in ("text", "speaker", "source", "once", "keep_column"):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)
            chooser.choices = [("", "Choose a column" if name == "text" else "None"), *heads]

    def columns(self) -> Columns:
        said = self.cleaned_data
        keep = ((said["keep_column"], said["keep_value"].strip()),) if said["keep_column"] else ()
        return Columns(
            text=said["text"],
            speaker=said["speaker"],
            source=said["source"],
            keep=keep,
            once=said["once"],
        )


@dataclass(frozen=True)
class Ask:
    """One select: its field name, its label's words, and what is chosen."""

    name: str
    label: str
    chosen: str
    turns: int = 0
    begins: str = ""
    error: str = ""
    shared: bool = False


@dataclass(frozen=True)
class SourceAsk:
    """The questions about one source of a file."""

    title: str
    turns: int
    notes: tuple[str, ...]
    kind: Ask
    fidelity: Ask
    speakers: tuple[Ask, ...]


@dataclass
class WhoForm:
    """Who is who in every file that was read, on one page.

    Fields are named by number, never by what a file or a speaker is called. A question answered
    for all files ("all-…") holds wherever the file's own answer is left at "as above".
    """

    batch: Batch
    people: Sequence[ParticipantRow]
    data: Mapping[str, str] | None = None
    staff_names: Sequence[str] = ()
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = self.batch.at(Stage.READ)
        self.known = {row.name: row.id for row in self.people if not row.staff}
        self.shared = _recurring(self.files)
        sources = [[s.label for s in found.speakers] for f in self.files for found in f.found]
        self.staff = likely_staff(sources, self.staff_names)
        if self.data is not None:
            self._check()

    @property
    def kind(self) -> str:
        return self._said("kind")

    @property
    def fidelity(self) -> str:
        return self._said("fidelity")

    @property
    def same_names(self) -> bool:
        return bool(self._said("same_names"))

    @property
    def asks_same_names(self) -> bool:
        return any(not is_generic(label) for label in self.shared)

    @property
    def several(self) -> bool:
        return sum(len(file.found) for file in self.files) > 1

    def options(self) -> list[tuple[str, str]]:
        here = [row for row in self.people if row.state != "withdrawn"]
        people = [(f"person:{row.id}", row.name) for row in here if not row.staff]
        staff = [(f"staff:{row.id}", f"{row.name} (facilitator)") for row in here if row.staff]
        return [
            ("new", "A new participant"),
            ("staff", "Interviewer or facilitator (staff)"),
            *people,
            *staff,
            ("left_out", "Nobody: leave these words out"),
        ]

    def for_all(self) -> list[Ask]:
        """Labels that stand in several sources, asked once."""
        return [
            Ask(f"all-{n}", label, self._said(f"all-{n}", self._guess(label, self.shared)))
            for n, label in enumerate(self.shared)
        ]

    def groups(self) -> list[tuple[File, list[SourceAsk]]]:
        return [
            (file, [self._source(file, n, found) for n, found in enumerate(file.found)])
            for file in self.files
        ]

    def choices(self) -> dict[int, list[Choice]]:
        """What was said, source by source. Only for a form without errors."""
        return {
            file.number: [self._choice(file, n, found) for n, found in enumerate(file.found)]
            for file in self.files
        }

    def _choice(self, file: File, n: int, found: Found) -> Choice:
        at = f"{file.number}-{n}"
        voices = [(s.label, self._voice(at, m, s)) for m, s in enumerate(found.speakers)]
        return Choice(
            key=found.key,
            kind=self._said(f"kind-{at}") or self.kind,
            fidelity=self._said(f"fidelity-{at}") or self.fidelity,
            voices=tuple(voices),
        )

    def _voice(self, at: str, m: int, speaker: Speaker) -> str:
        own = self._said(f"voice-{at}-{m}")
        if own or speaker.label not in self.shared:
            return own
        return self._said(f"all-{self.shared.index(speaker.label)}")

    def _source(self, file: File, n: int, found: Found) -> SourceAsk:
        at = f"{file.number}-{n}"
        return SourceAsk(
            title=f"{file.name}: {found.key}" if found.key else file.name,
            turns=found.turns,
            notes=found.notes,
            kind=Ask(f"kind-{at}", "What it is", self._said(f"kind-{at}")),
            fidelity=Ask(f"fidelity-{at}", "How it was written", self._said(f"fidelity-{at}")),
            speakers=tuple(self._asks(at, found)),
        )

    def _asks(self, at: str, found: Found) -> Iterator[Ask]:
        labels = [speaker.label for speaker in found.speakers]
        for m, speaker in enumerate(found.speakers):
            name = f"voice-{at}-{m}"
            guess = "" if speaker.label in self.shared else self._guess(speaker.label, labels)
            yield Ask(
                name,
                speaker.label or "Words without a speaker",
                self._said(name, guess),
                speaker.turns,
                speaker.begins,
                self.errors.get(name, ""),
                speaker.label in self.shared,
            )

    def _guess(self, label: str, among: Sequence[str]) -> str:
        if PSEUDONYM.fullmatch(label) and label in self.known:
            return f"person:{self.known[label]}"
        guess = guess_voices(among, self.staff)[label]
        return "staff" if guess.part is Part.STAFF else "new"

    def _said(self, name: str, otherwise: str = "") -> str:
        return otherwise if self.data is None else self.data.get(name, "")

    def _check(self) -> None:
        chosen = [choice for said in self.choices().values() for choice in said]
        kinds, ways = {k for k, _, _ in KINDS}, {f for f, _, _ in FIDELITIES}
        if any(choice.kind not in kinds for choice in chosen):
            self.errors["kind"] = "Say whether these are interviews or focus groups"
        if any(choice.fidelity not in ways for choice in chosen):
            self.errors["fidelity"] = "Say how these words were written down"
        for file in self.files:
            for n, found in enumerate(file.found):
                self._check_source(file, n, found)

    def _check_source(self, file: File, n: int, found: Found) -> None:
        at, choice = f"{file.number}-{n}", self._choice(file, n, found)
        allowed = {value for value, _ in self.options()}
        missing = False
        for m, (label, value) in enumerate(choice.voices):
            if value not in allowed:
                missing = True
                name = label or "the words without a speaker"
                self.errors[f"voice-{at}-{m}"] = f"{file.name}: say who {name} is"
        if missing:
            return
        try:
            check_cast(choice.kind, [v for _, x in choice.voices if (v := read_choice(x))])
        except Miscast as reason:
            self.errors[f"voice-{at}-0"] = f"{file.name}: {reason}"


def _recurring(files: Sequence[File]) -> list[str]:
    """Labels that stand in more than one source."""
    seen: dict[str, int] = {}
    for file in files:
        for found in file.found:
            for speaker in found.speakers:
                seen[speaker.label] = seen.get(speaker.label, 0) + 1
    return [label for label, count in seen.items() if count > 1]
