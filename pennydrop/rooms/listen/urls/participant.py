"""Neutral addresses: nothing in them says what they are about."""

from django.urls import path

from pennydrop.rooms.listen.views.participant import answering, before, returning

urlpatterns = [
    path("leave/", returning.leave, name="leave"),
    path("code/", returning.code, name="code"),
    path("words/", returning.words_explained, name="words"),
    path("s/<slug:slug>/", before.start, name="start"),
    path("s/<slug:slug>/about/", before.about, name="about"),
    path("s/<slug:slug>/about/more/", before.more, name="more"),
    path("s/<slug:slug>/limits/", before.limits, name="limits"),
    path("s/<slug:slug>/agree/", before.agree, name="agree"),
    path("s/<slug:slug>/next/", before.first, name="first"),
    path("s/<slug:slug>/done/", returning.done, name="done"),
    path("mine/", returning.mine, name="mine"),
    path("mine/code/", answering.shown, name="shown"),
    path("mine/on/", answering.on, name="on"),
    path("mine/<int:step>/", answering.question, name="question"),
    path("mine/hide/", answering.hide, name="hide"),
    path("mine/check/", answering.check, name="check"),
    path("mine/use/", answering.words, name="use"),
    path("mine/away/", returning.away, name="away"),
]
