"""Interviews, groups and visits, and the guide for them."""

from django.urls import path

from pennydrop.rooms.listen.views import guide, recordings, sessions, typing

AT = "<uuid:study>/sessions/<uuid:session>/"
ONE = f"{AT}recordings/<uuid:recording>/"
urlpatterns = [
    path("<uuid:study>/guide/", guide.guide, name="guide"),
    path("<uuid:study>/guide/edit/", guide.edit_guide, name="edit_guide"),
    path("<uuid:study>/sessions/", sessions.sessions, name="sessions"),
    path("<uuid:study>/sessions/new/", sessions.new_session, name="new_session"),
    path(AT, sessions.session, name="session"),
    path(f"{AT}people/", sessions.people, name="session_people"),
    path(f"{AT}people/<uuid:participant>/", sessions.consent, name="session_consent"),
    path(f"{AT}files/", sessions.files, name="session_files"),
    path(f"{AT}recordings/", recordings.recordings, name="recordings"),
    path(f"{AT}recordings/new/", recordings.bring_in, name="bring_in_recording"),
    path(f"{ONE}sound/", recordings.play, name="recording_sound"),
    path(f"{ONE}again/", recordings.again, name="recording_again"),
    path(f"{ONE}destroy/", recordings.destroy, name="destroy_recording"),
    path(f"{AT}typing/", typing.typing, name="typing"),
    path(f"{AT}typing/done/", typing.done, name="typing_done"),
]
