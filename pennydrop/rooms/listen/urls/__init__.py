"""Participant addresses are neutral and short; staff addresses stand under listen/."""

from django.urls import include, path

from pennydrop.rooms.listen.urls import (
    debrief,
    gate,
    outreach,
    participant,
    questions,
    sessions,
    staff,
)

app_name = "listen"
urlpatterns = [
    path("", include(participant.urlpatterns)),
    path("listen/", include(staff.urlpatterns)),
    path("listen/", include(debrief.urlpatterns)),
    path("listen/", include(gate.urlpatterns)),
    path("listen/", include(outreach.urlpatterns)),
    path("listen/", include(questions.urlpatterns)),
    path("listen/", include(sessions.urlpatterns)),
]
