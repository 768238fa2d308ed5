from django.urls import path

from pennydrop.rooms.publish.views import editions, studies

app_name = "publish"
urlpatterns = [
    path("findings/", editions.editions, name="editions"),
    path("publish/", studies.studies, name="studies"),
    path("publish/<uuid:study>/", studies.study, name="study"),
]
