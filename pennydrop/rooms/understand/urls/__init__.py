from django.urls import include, path

from pennydrop.rooms.understand.urls import (
    approach,
    coding,
    finding,
    projects,
    review,
    themes,
    together,
)

app_name = "understand"
urlpatterns = [
    path("", include(module.urlpatterns))
    for module in (coding, finding, approach, themes, together, review, projects)
]
