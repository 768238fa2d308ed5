"""Link, QR code, poster and code cards; under listen/."""

from django.urls import path

from pennydrop.rooms.listen.urls import kiosk
from pennydrop.rooms.listen.views import cards, invite

urlpatterns = [
    path("<uuid:study>/invite/", invite.invite, name="invite"),
    path("<uuid:study>/invite/poster/", invite.poster, name="poster"),
    path("<uuid:study>/invite/poster.pdf", invite.poster_file, name="poster_file"),
    path("<uuid:study>/invite/square.svg", invite.square, name="square"),
    path("<uuid:study>/cards/", cards.cards, name="cards"),
    *kiosk.staff,
]
