"""Neutral addresses: nothing in them says what they are about."""

from django.urls import path, re_path

from pennydrop.rooms.listen.urls import kiosk
from pennydrop.rooms.listen.views.participant import (
    again,
    answering,
    asked,
    before,
    first,
    lines,
    returning,
    sharing,
)

urlpatterns = [
    path("leave/", returning.leave, name="leave"),
    path("code/", returning.code, name="code"),
    path("words/", returning.words_explained, name="words"),
    path("s/<slug:slug>/", before.start, name="start"),
    path("s/<slug:slug>/<int:came_by>/", before.start, name="start_at"),
    path("s/<slug:slug>/about/", before.about, name="about"),
    path("s/<slug:slug>/about/more/", before.more, name="more"),
    path("s/<slug:slug>/limits/", before.limits, name="limits"),
    path("s/<slug:slug>/agree/", before.agree, name="agree"),
    path("s/<slug:slug>/next/", first.first, name="first"),
    path("s/<slug:slug>/<uuid:file>/", before.picture, name="picture"),
    path("s/<slug:slug>/done/", returning.done, name="done"),
    path("mine/", returning.mine, name="mine"),
    path("mine/code/", answering.shown, name="shown"),
    path("mine/on/", answering.on, name="on"),
    path("mine/break/", answering.rest, name="rest"),
    path("mine/near/", answering.near, name="near"),
    # The number of the page in the form, and of the rounds it is in: it says nothing.
    re_path(r"^mine/(?P<address>[0-9]+(?:-[0-9]+)*)/$", answering.question, name="question"),
    path("mine/hide/", sharing.hide, name="hide"),
    path("mine/check/", sharing.check, name="check"),
    path("mine/use/", sharing.words, name="use"),
    path("mine/again/", again.again, name="again"),
    path("mine/asked/", asked.asked, name="asked"),
    path("mine/lines/", lines.lines, name="lines"),
    path("mine/copy/", again.record, name="my_record"),
    path("mine/away/", returning.away, name="away"),
    *kiosk.urlpatterns,
]
