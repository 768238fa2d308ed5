from django.urls import path

from pennydrop.rooms.understand.views import (
    codes,
    coding,
    codings,
    company,
    dataset,
    exports,
    lost,
    memos,
    near,
    search,
    studies,
    suggesting,
    undo,
)

STUDY = "<uuid:study>/"
TEXT = "<uuid:study>/text/<uuid:source>/"
CODE = "<uuid:study>/codes/<uuid:code>/"

urlpatterns = [
    path("", studies.studies, name="studies"),
    path(STUDY, studies.study, name="study"),
    path(TEXT, coding.workspace, name="workspace"),
    path(TEXT + "passage/", coding.passage, name="passage"),
    path(TEXT + "turns/", company.some_turns, name="some-turns"),
    path(TEXT + "since/", company.since, name="since"),
    path(TEXT + "codings/", codings.coding_add, name="coding-add"),
    path(TEXT + "codings/<int:coding>/remove/", codings.coding_remove, name="coding-remove"),
    path(TEXT + "undo/", codings.coding_undo, name="coding-undo"),
    path(STUDY + "codes/", codes.codes, name="codes"),
    path(STUDY + "codes/new/", codes.code_new, name="code-new"),
    path(CODE, codes.code, name="code"),
    path(CODE + "change/", codes.code_change, name="code-change"),
    path(CODE + "move/", codes.code_move, name="code-move"),
    path(CODE + "merge/", codes.code_merge, name="code-merge"),
    path(CODE + "delete/", codes.code_delete, name="code-delete"),
    path(CODE + "split/", codes.code_split, name="code-split"),
    path(CODE + "retire/", codes.code_retire, name="code-retire"),
    path(STUDY + "lost/", lost.lost, name="lost"),
    path(STUDY + "lost/<int:lost>/", lost.place, name="lost-place"),
    path(STUDY + "undo/", undo.undo_list, name="undo-list"),
    path(STUDY + "undo/<int:row>/", undo.undo, name="undo"),
    path(STUDY + "memos/", memos.memos, name="memos"),
    path(STUDY + "memos/add/", memos.memo_add, name="memo-add"),
    path(STUDY + "memos/<uuid:memo>/change/", memos.memo_change, name="memo-change"),
    path(STUDY + "memos/<uuid:memo>/remove/", memos.memo_remove, name="memo-remove"),
    path(STUDY + "search/", search.search, name="search"),
    path(STUDY + "search/meaning/", near.near, name="near"),
    path(STUDY + "suggestions/", suggesting.suggestions, name="suggestions"),
    path(STUDY + "suggestions/answer/", suggesting.suggestion_answer, name="suggestion-answer"),
    path(STUDY + "suggestions/learn/", suggesting.suggestions_learn, name="suggestions-learn"),
    path(STUDY + "suggestions/switch/", suggesting.suggestions_switch, name="suggestions-switch"),
    path(STUDY + "export/", exports.export, name="export"),
    path(STUDY + "data/", dataset.data, name="data"),
    path(STUDY + "data/file/", dataset.data_file, name="data-file"),
]
