from django.urls import path

from pennydrop.rooms.listen.views import studies

urlpatterns = [
    path("", studies.studies, name="studies"),
    path("<uuid:study>/", studies.study, name="study"),
]
