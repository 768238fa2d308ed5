"""People who take part: a number, what they agreed to, and answers not yet shared."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import FormVersion, Sheet, Study


class Participant(models.Model):
    """Somebody who takes part, known by a number (P014). Days only, never times.

    A facilitator is kept as one too, so that their turns have a key of their own; they are not
    counted. `hide` is the person's own list of who and what must be hidden, sealed (raw key).
    `ended`: their time of keeping is over, and their words are deleted (actions/retention.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    staff = models.BooleanField(default=False)
    lookup = models.CharField(max_length=64, null=True, unique=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ("draft", "shared", "withdrawn", "ended")]
    )
    joined_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    hide = models.BinaryField(null=True)

    class Privacy:
        personal = {"id", "number", "lookup", "hide"}
        plain = {"study", "staff", "state", "joined_on", "withdrawn_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "staff", "number"], name="listen_number_once"),
            models.CheckConstraint(
                condition=models.Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~models.Q(state="withdrawn") & models.Q(withdrawn_on__isnull=True)),
                name="listen_withdrawn_has_a_day",
            ),
        ]

    @property
    def name(self) -> str:
        """The pseudonym: P014, or F2 for a facilitator."""
        return f"F{self.number}" if self.staff else f"P{self.number:03d}"


class Consent(models.Model):
    """One answer about one scope. Rows are only ever added: the newest version holds.

    `reconfirm_by`: the yes was given while intoxicated and lapses after this day.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    scope = models.CharField(max_length=20)
    answer = models.CharField(max_length=7)
    version = models.PositiveIntegerField()
    sheet = models.ForeignKey(Sheet, null=True, on_delete=models.PROTECT)
    how = models.CharField(
        max_length=10, choices=[(h, h) for h in ("online", "paper", "spoken", "lapsed")]
    )
    reconfirm_by = models.DateField(null=True)
    on = models.DateField()
    recorded_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"participant", "answer", "recorded_by"}
        plain = {"id", "scope", "version", "sheet", "how", "reconfirm_by", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "scope", "version"], name="listen_consent_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=["yes", "no", "unknown"]),
                name="listen_consent_answer_is_known",
            ),
        ]


class OfQuestion(models.Model):
    """Something that one person gave to one question, sealed.

    `question` is the path in the form, with rounds (`home[2]/name`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT)
    question = models.CharField(max_length=1000)
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class Answer(OfQuestion):
    """An answer in a draft. When the person shares, answers become a source and these rows go.

    A repeat's own path holds how many rounds there are.
    """

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "form", "question"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question"], name="listen_one_answer_to_a_question"
            )
        ]


class Value(OfQuestion):
    """An answer that was shared and is no free text (a choice, a number, a day, an area, or what
    the form worked out), for the data file. Sealed under the *words* key, as it needs no review."""

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "form", "question"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question"], name="listen_one_value_of_a_question"
            )
        ]


class AnswerFile(OfQuestion):
    """A picture, recording or text that somebody gave, of a draft or shared; its bytes are sealed
    under the *raw* key. `media` is the type that was found in the bytes themselves."""

    media = models.CharField(max_length=40)

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "form", "question", "media"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question"], name="listen_one_file_of_a_question"
            )
        ]
