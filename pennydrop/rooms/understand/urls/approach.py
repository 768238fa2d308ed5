"""How a study works, and what its approach adds."""

from django.urls import path

from pennydrop.rooms.understand.views import approach, care, framework, joining

STUDY = "<uuid:study>/"
TEXT = "<uuid:study>/text/<uuid:source>/"

urlpatterns = [
    path(STUDY + "approach/", approach.approach, name="approach"),
    path(STUDY + "approach/trail/", approach.trail, name="trail"),
    path(STUDY + "approach/journal/", approach.journal, name="journal"),
    path(STUDY + "approach/journal/<uuid:entry>/", approach.journal_entry, name="journal-entry"),
    path(STUDY + "material/", joining.material, name="material"),
    path(STUDY + "care/", care.care, name="care"),
    path(TEXT + "hard/", care.hard_mark, name="hard-mark"),
    path(TEXT + "hard/open/", care.hard_open, name="hard-open"),
    path(TEXT + "hard/<uuid:passage>/off/", care.hard_unmark, name="hard-unmark"),
    path(STUDY + "table/", framework.matrix, name="matrix"),
    path(STUDY + "table/file/", framework.matrix_file, name="matrix-file"),
    path(STUDY + "table/<uuid:theme>/<uuid:participant>/", framework.cell, name="cell"),
]
