from django.urls import path

from pennydrop.rooms.listen.views import participant

urlpatterns = [
    path("leave/", participant.leave, name="leave"),
    path("code/", participant.code, name="code"),
    path("words/", participant.words, name="words"),
    path("s/<slug:slug>/", participant.start, name="start"),
]
