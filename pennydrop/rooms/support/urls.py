"""Addresses of the safeguarding desk, and one page for anybody who may be watched."""

from django.urls import path

from pennydrop.rooms.support.views import concerns, looking, raising, rota, watching

app_name = "support"
urlpatterns = [
    path("looking/", looking.looking, name="looking"),
    path("concerns/", concerns.home, name="concerns"),
    path("concerns/raise/", raising.raise_one, name="raise"),
    path("concerns/rota/", rota.rota, name="rota"),
    path("concerns/rota/add/", rota.add, name="rota-add"),
    path("concerns/rota/<uuid:shift>/remove/", rota.remove, name="rota-remove"),
    path("concerns/rota/days/", rota.day, name="rota-day"),
    path("concerns/rota/keep/", rota.keep, name="keep"),
    path("concerns/studies/", watching.studies, name="studies"),
    path("concerns/studies/<uuid:study>/", watching.watch, name="watch"),
    path("concerns/<uuid:concern>/", concerns.concern, name="concern"),
    path("concerns/<uuid:concern>/<slug:what>/", concerns.step, name="step"),
]
