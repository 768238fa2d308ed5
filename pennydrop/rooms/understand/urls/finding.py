from django.urls import URLPattern, path

from pennydrop.rooms.understand.views import asking, cases, counting, words

STUDY = "<uuid:study>/"

urlpatterns: list[URLPattern] = [
    path(STUDY + "ask/", asking.ask, name="ask"),
    path(STUDY + "ask/keep/", asking.keep, name="ask-keep"),
    path(STUDY + "ask/<uuid:query>/drop/", asking.drop, name="ask-drop"),
    path(STUDY + "counts/", counting.by_people, name="by-people"),
    path(STUDY + "counts/together/", counting.together, name="together"),
    path(STUDY + "counts/kinds/", counting.by_kind, name="by-kind"),
    path(STUDY + "counts/saturation/", counting.saturation, name="saturation"),
    path(STUDY + "counts/words/", words.said, name="words-said"),
    path(STUDY + "counts/words/list/", words.stop_list, name="stop-list"),
    path(STUDY + "participants/", cases.cases, name="cases"),
    path(STUDY + "participants/noted/", cases.attribute_add, name="attribute-add"),
    path(
        STUDY + "participants/noted/<uuid:attribute>/drop/",
        cases.attribute_drop,
        name="attribute-drop",
    ),
    path(STUDY + "participants/<uuid:participant>/", cases.case, name="case"),
]
