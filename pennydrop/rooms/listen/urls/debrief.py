"""Debriefs and supervision, under listen/."""

from django.urls import path

from pennydrop.rooms.listen.views import debrief

urlpatterns = [
    path("debrief/", debrief.mine, name="debrief"),
    path("debrief/people/", debrief.people, name="debrief_people"),
    path("debrief/people/<int:user>/", debrief.supervision, name="supervision"),
    path("debrief/<uuid:debrief>/talk/", debrief.talk, name="debrief_talk"),
    path("debrief/<uuid:debrief>/talked/", debrief.talked, name="debrief_talked"),
]
