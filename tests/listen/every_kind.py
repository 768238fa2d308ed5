"""A form with a question of every kind, and a study that asks it."""

import dataclasses
import re

from pennydrop.rooms.listen.actions.studies import create_study, open_study
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import draft_answers
from pennydrop.rooms.listen.rules.form import form_to_json, read_form

SURVEY = [
    ["type", "name", "label::English (en)", "label::اردو (ur)", "hint", "appearance", "relevant",
     "required", "constraint", "constraint_message", "default", "calculation", "choice_filter",
     "parameters", "repeat_count", "guidance_hint", "content_note"],
    ["note", "hello", "A word **first**, and [help](https://www.nhs.uk)\nThen go on", "پہلے"],
    ["text", "story", "What happened?", "کیا ہوا؟", "", "", "", "", "", "", "", "", "", "", "",
     "There is no right answer."],
    ["text", "short", "In a word?", "", "", "short"],
    ["integer", "age", "How old?", "", "", "", "", "yes", ". < 120", "Under 120, please"],
    ["decimal", "much", "How much?", "", "Grams"],
    ["select_one yn or_other", "one", "One of these?"],
    ["select_one yn", "listed", "From a list?", "", "", "minimal"],
    ["select_multiple felt", "felt", "How was it?"],
    ["select_one towns", "town", "Which town?", "", "", "", "${one} = 'yes'", "", "", "", "", "",
     "open = ${one}"],
    ["select_one yn", "scale", "Fair?", "", "", "likert"],
    ["rank felt", "order", "Which first?"],
    ["range", "few", "From one to five?", "", "", "", "", "", "", "", "", "", "",
     "start=1 end=5 step=1"],
    ["range", "many", "Out of a hundred?", "", "", "", "", "", "", "", "", "", "",
     "start=0 end=100 step=5"],
    ["date", "day", "Which day?"],
    ["date", "month", "Which month?", "", "", "month-year"],
    ["time", "clock", "What time?"],
    ["dateTime", "moment", "When exactly?"],
    ["acknowledge", "ok", "Is that all right?"],
    ["image", "photo", "A picture?"],
    ["audio", "sound", "A recording?"],
    ["video", "film", "A video?"],
    ["file", "paper", "A file?"],
    ["geopoint", "place", "Where was it?"],
    ["begin_group", "hard", "In hospital", "", "", "", "", "", "", "", "", "", "", "", "", "",
     "This part is about a hospital."],
    ["text", "ward", "What was the ward like?"],
    ["end_group"],
    ["begin_repeat", "home", "Someone at home"],
    ["text", "who", "Who are they to you?", "", "", "short"],
    ["integer", "years", "How old are they?"],
    ["end_repeat"],
    ["begin_repeat", "times", "A time", "", "", "", "", "", "", "", "", "", "", "",
     "if(${age} > 2, 2, 0)"],
    ["text", "time", "What was it like, ${story}?", "", "", "short"],
    ["end_repeat"],
    ["begin_group", "about_you", "A few things about you", "", "", "field-list"],
    ["note", "few_words", "Leave out what you like."],
    ["select_one yn", "alone", "Do you live alone?", "", "One is enough"],
    ["text", "with_whom", "Who do you live with?", "", "", "short", "${alone} = 'no'"],
    ["select_multiple felt", "now", "How is it now?"],
    ["integer", "rooms", "How many rooms?", "", "", "", "", "", ". < 20", "Under 20, please"],
    ["date", "since", "Since when?"],
    ["select_one yn", "like", "Do you like it?", "", "", "minimal"],
    ["rank felt", "most", "Which most?"],
    ["image", "view", "A picture of it?"],
    ["begin_group", "street", "The street"],
    ["text", "street_is", "What is the street like?", "", "", "", "", "", "", "", "", "", "", "",
     "There is no right answer."],
    ["end_group"],
    ["end_group"],
    ["calculate", "double", "", "", "", "", "", "", "", "", "", "${age} * 2"],
    ["hidden", "version_of", "", "", "", "", "", "", "", "", "v1"],
    ["note", "bye", "You are ${age}."],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::اردو (ur)", "open"],
    ["yn", "yes", "Yes", "ہاں", ""], ["yn", "no", "No", "نہیں", ""],
    ["felt", "lonely", "Lonely", "", ""], ["felt", "calm", "Calm", "", ""],
    ["felt", "sore", "Sore", "", ""],
    ["towns", "acle", "Acle", "", "yes"], ["towns", "hull", "Hull", "", "no"],
]  # fmt: skip
FORM = {
    "survey": SURVEY, "choices": CHOICES,
    "settings": [["form_title", "default_language"], ["Every kind", "English (en)"]],
}  # fmt: skip


def study_of(form, new_study, at):
    """An open, invented study that asks a form (as `read_form` gives it)."""
    new = dataclasses.replace(new_study, form=form_to_json(form))
    made = create_study(new=new, by="test", at=at)
    open_study(study=made, by="test", at=at)
    made.refresh_from_db()
    return made


def every_kind():
    return read_form(FORM)


YES_NO = (("yn", "yes", "Yes"), ("yn", "no", "No"))


def begun(teller, words="it began"):
    """Past the first question, which is open."""
    teller.agree()
    if "Where would you like to start" in teller.text:
        teller.go("all")
    step = re.search(r'name="step" value="([^"]+)"', teller.text).group(1)
    teller.go("save", step=step, answer=words)
    teller.get("on")
    return teller


def kept(teller):
    return draft_answers(Participant.objects.get())
