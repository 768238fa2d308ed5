"""Every address of the house, by room."""

from django.urls import include, path

from pennydrop.web.views import front, safety

urlpatterns = [
    path("", front.front, name="front"),
    path("today/", front.today, name="today"),
    path("safety/", safety.safety, name="safety"),
    path("safety/backup/", safety.backup, name="safety-backup"),
    path("safety/restore/", safety.restore, name="safety-restore"),
    path("try/<str:name>.docx", front.try_file, name="try-file"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("people/", include("pennydrop.core.people.urls")),
    path("", include("pennydrop.rooms.listen.urls")),
    path("understand/", include("pennydrop.rooms.understand.urls")),
    path("", include("pennydrop.rooms.publish.urls")),
    path("", include("pennydrop.rooms.support.urls")),
    path("", include("pennydrop.rooms.inform.urls")),
]
