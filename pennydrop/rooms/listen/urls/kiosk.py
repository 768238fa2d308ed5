"""A tablet in a service. Short and neutral, because it stands on the tablet."""

from django.urls import path

from pennydrop.rooms.listen.views import kiosk

staff = [path("<uuid:study>/tablet/", kiosk.tablet, name="tablet")]
urlpatterns = [
    path("k/", kiosk.again, name="kiosk_again"),
    path("k/end/", kiosk.end, name="kiosk_end"),
    path("k/<str:token>/", kiosk.kiosk, name="kiosk"),
]
