"""A form that comes as a file, with the lists that it takes choices from."""

from typing import Any

from django import forms

from pennydrop.core.documents.sheets import MOST_ROWS as MOST_LIST_ROWS
from pennydrop.rooms.listen.forms.questions.media import SIZES as MEDIA_SIZES
from pennydrop.rooms.listen.forms.questions.media import TAKES as MEDIA_TAKES
from pennydrop.rooms.listen.forms.questions.media import MediaField
from pennydrop.rooms.listen.forms.questions.several import SeveralFiles, Upload
from pennydrop.rooms.listen.rules.form.reading import MOST_ROWS

LARGEST_MB = 5
MOST_LISTS = 10
TAKES = ".xlsx,.xls,.csv,.md,.xml"
SIZES = (
    f"An XLSForm: .xlsx, .xls, .csv or Markdown; or an ODK form (.xml). At most {LARGEST_MB} MB "
    f"and {MOST_ROWS:,} rows. You can drag it here."
)
LIST_SIZES = (
    f"Only if the form says “select_one_from_file towns.csv”: that file. At most {MOST_LISTS}, "
    f"each at most {LARGEST_MB} MB and {MOST_LIST_ROWS:,} rows."
)


class ListsField(forms.FileField):
    """Any number of files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        found = [super(ListsField, self).clean(one, initial) for one in data or []]
        if len(found) > MOST_LISTS:
            raise forms.ValidationError(f"Choose at most {MOST_LISTS} lists")
        return found


class FormFileForm(forms.Form):
    file = forms.FileField(
        label="Your form",
        allow_empty_file=True,
        help_text=SIZES,
        error_messages={"required": "Choose a file"},
        widget=forms.FileInput(attrs={"accept": TAKES}),
    )
    lists = ListsField(
        label="Lists that it takes choices from",
        required=False,
        allow_empty_file=True,
        help_text=LIST_SIZES,
        widget=SeveralFiles(attrs={"accept": ".csv,.xlsx"}),
    )

    beside = MediaField(
        label="Pictures and sounds that it shows",
        required=False,
        help_text=MEDIA_SIZES,
        widget=SeveralFiles(attrs={"accept": MEDIA_TAKES}),
    )

    def clean_file(self) -> Upload:
        return _small(self.cleaned_data["file"])

    def clean_lists(self) -> list[Upload]:
        return [_small(one) for one in self.cleaned_data["lists"]]


def _small(file: Upload) -> Upload:
    size = (file.size or 0) / 1024 / 1024
    if size > LARGEST_MB:
        raise forms.ValidationError(
            f"{file.name} has {size:.0f} MB; at most {LARGEST_MB} MB fit. A form is small: take "
            "pictures and other sheets out"
        )
    return file
