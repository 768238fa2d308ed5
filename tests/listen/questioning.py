"""Questions of a study for tests: a form with everything that a page can show, and steps of it."""

from django.urls import reverse

from pennydrop.rooms.listen.actions.questions import keep_step, keep_version
from pennydrop.rooms.listen.queries.questions import desk_of
from pennydrop.rooms.listen.rules.editing.places import places
from tests.listen.forming import made

WHOLE = """| survey |
| | type | name | label | hint | short | relevant | constraint | required | content_note |
| | text | start | How did it start? | Any way you like. | How it began | | | | |
| | select_multiple who | helped | Who helped? | | | | count-selected(.) <= 2 | | |
| | select_one who | first | Who helped first? | | | selected(${helped}, 'friend') | | | |
| | integer | age | How old were you? | | | ${helped} != '' | . >= 0 and . <= 120 | yes | |
| | begin_group | hard | Hospital | | | ${age} >= 18 | | | This part is about hospital. |
| | begin_repeat | stay | A stay | | | | | | |
| | text | ward | Which ward was it? | | | | | | |
| | date | day | When? | | | | . <= today() | | |
| | end_repeat | | | | | | | | |
| | image | picture | A picture | | | | | | |
| | end_group | | | | | | | | |
| | range | worth | Was it worth it, ${start}? | | | | | | |
| | rank | order | What comes first? | | | | | | |
| | acknowledge | yes | May we ask again? | | | | | yes | |
| choices |
| | list_name | name | label |
| | who | friend | A friend |
| | who | doctor | A doctor |
| | who | nobody | Nobody |
| settings |
| | form_title | form_id |
| | Whole | whole |
""".replace("| rank |", "| rank who |")


def whole():
    return made(WHOLE)


def step(study, form, at, what="Changed"):
    """Keep a step on top of whatever is there."""
    return keep_step(
        study=study, form=form, what=what, seen=desk_of(study.pk).seen, by="test", at=at
    )


def version(study, form, at, reason="Because"):
    """Make the form the study's next version."""
    step(study, form, at)
    return keep_version(
        study=study, seen=desk_of(study.pk).seen, reason=reason, by="test", at=at
    )  # fmt: skip


class Desk:
    """Somebody at the pages of a study's questions: opens them, sends them, sees the form."""

    def __init__(self, client, study):
        self.client, self.study = client, study

    def url(self, name, *more):
        return reverse(f"listen:{name}", args=[self.study.pk, *more])

    def get(self, name, /, *more, status=200, **query):
        answer = self.client.get(self.url(name, *more), query, follow=True)
        assert answer.status_code == status, (name, more, answer.status_code)
        return answer.text

    def post(self, name, /, *more, **said):
        sent = {"seen": desk_of(self.study.pk).seen, **said}
        return self.client.post(self.url(name, *more), sent, follow=True)

    @property
    def form(self):
        return desk_of(self.study.pk).form

    def names(self):
        return names(self.form)


def names(form):
    return [place for place, _ in places(form)]
