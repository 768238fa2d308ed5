from django.urls import path

from pennydrop.rooms.understand.views import agreement, differences, readers

STUDY = "<uuid:study>/"
TEXT = "<uuid:study>/text/<uuid:source>/"

urlpatterns = [
    path(STUDY + "readers/", readers.readers, name="readers"),
    path(STUDY + "readers/blind/", readers.blind, name="blind"),
    path(TEXT + "done/", readers.done, name="done"),
    path(TEXT + "open/", readers.open_up, name="open-text"),
    path(STUDY + "agreement/", agreement.agreement, name="agreement"),
    path(STUDY + "agreement/differences/", differences.differ, name="differences"),
    path(STUDY + "agreement/differences/settle/", differences.settle_one, name="settle"),
]
