"""The questions of a study, under listen/."""

from django.urls import path

from pennydrop.rooms.listen.views.questions import (
    bringing,
    items,
    languages,
    listing,
    preview,
    versions,
)

AT = "<uuid:study>/questions/"
PREVIEW = f"{AT}preview/<slug:which>/"
urlpatterns = [
    path(AT, listing.questions, name="questions"),
    path(f"{AT}change/", listing.change, name="questions_change"),
    path(f"{AT}undo/", listing.undo, name="questions_undo"),
    path(f"{AT}away/", listing.away, name="questions_away"),
    path(f"{AT}keep/", listing.keep_it, name="questions_keep"),
    path(f"{AT}begin/", bringing.bring, name="questions_bring"),
    path(f"{AT}begin/with/", bringing.start, name="questions_start"),
    path(f"{AT}add/", items.add, name="questions_add"),
    path(f"{AT}add/<slug:kind>/", items.new, name="question_new"),
    path(f"{AT}item/<path:place>/", items.edit, name="question_edit"),
    path(f"{AT}languages/", languages.whole, name="questions_whole"),
    path(f"{AT}languages/words/", languages.words, name="questions_words"),
    path(f"{AT}languages/drop/", languages.drop, name="questions_drop"),
    path(f"{AT}versions/", versions.versions, name="questions_versions"),
    path(f"{AT}versions/<int:version>.xlsx", versions.version_xlsx, name="questions_xlsx"),
    path(f"{AT}draft.xlsx", versions.now_xlsx, name="questions_now_xlsx"),
    path(f"{AT}pictures/<uuid:file>/", preview.question_picture, name="question_picture"),
    path(PREVIEW, preview.preview, name="preview"),
    path(f"{PREVIEW}<slug:address>/", preview.preview_page, name="preview_page"),
]
