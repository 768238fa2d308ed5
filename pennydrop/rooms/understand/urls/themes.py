"""Themes: the list, the board and the map, one theme, and what stands round it."""

from django.urls import path

from pennydrop.rooms.understand.views import barriers, board, checks, choosing, contrary, themes

STUDY = "<uuid:study>/"
THEME = "<uuid:study>/themes/<uuid:theme>/"

urlpatterns = [
    path("barriers/", barriers.compare, name="barriers"),
    path(STUDY + "barriers/", barriers.start, name="barriers-start"),
    path(STUDY + "themes/", themes.themes, name="themes"),
    path(STUDY + "themes/new/", themes.theme_new, name="theme-new"),
    path(STUDY + "themes/board/", board.board, name="board"),
    path(STUDY + "themes/map/", board.theme_map, name="theme-map"),
    path(THEME, themes.theme, name="theme"),
    path(THEME + "passages/", themes.theme_passages, name="theme-passages"),
    path(THEME + "choose/", choosing.choose, name="theme-choose"),
    path(THEME + "change/", themes.theme_change, name="theme-change"),
    path(THEME + "move/", themes.theme_move, name="theme-move"),
    path(THEME + "delete/", themes.theme_delete, name="theme-delete"),
    path(THEME + "check/", checks.check, name="check"),
    path(THEME + "contrary/", contrary.contrary, name="contrary"),
    path(THEME + "contrary/add/", contrary.contrary_add, name="contrary-add"),
    path(THEME + "contrary/none/", contrary.contrary_none, name="contrary-none"),
    path(THEME + "contrary/<uuid:case>/drop/", contrary.contrary_drop, name="contrary-drop"),
]
