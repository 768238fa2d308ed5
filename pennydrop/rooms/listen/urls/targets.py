"""Who was not heard from."""

from django.urls import path

from pennydrop.rooms.listen.views import targets

urlpatterns = [
    path("<uuid:study>/heard/", targets.heard, name="heard"),
    path("<uuid:study>/heard/counted/", targets.characteristics, name="characteristics"),
    path("<uuid:study>/heard/counted/new/", targets.characteristic, name="new_characteristic"),
    path("<uuid:study>/heard/counted/<int:wanted>/", targets.characteristic, name="characteristic"),
    path(
        "<uuid:study>/heard/counted/<int:wanted>/drop/",
        targets.drop,
        name="characteristic_drop",
    ),
    path(
        "<uuid:study>/sessions/<uuid:session>/people/<uuid:participant>/about/",
        targets.shared,
        name="session_about",
    ),
]
