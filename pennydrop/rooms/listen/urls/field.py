"""A phone in the field. Everything that its offline script may answer for stands below `phone/`."""

from django.urls import path

from pennydrop.rooms.listen.views import field

urlpatterns = [
    path("<uuid:study>/phone/", field.phone, name="phone"),
    path("<uuid:study>/phone/worker.js", field.worker, name="phone_worker"),
    path("<uuid:study>/phone/token/", field.token, name="phone_token"),
    path("<uuid:study>/phone/send/", field.send, name="phone_send"),
]
