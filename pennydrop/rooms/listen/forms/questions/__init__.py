"""What staff fill in to change a study's questions."""

from pennydrop.rooms.listen.forms.questions.files import FormFileForm
from pennydrop.rooms.listen.forms.questions.question import QuestionForm
from pennydrop.rooms.listen.forms.questions.section import SectionForm
from pennydrop.rooms.listen.forms.questions.whole import KeepForm, WholeForm, WordsForm

__all__ = ["FormFileForm", "KeepForm", "QuestionForm", "SectionForm", "WholeForm", "WordsForm"]
