from django.urls import include, path

from pennydrop.rooms.understand.urls import coding, review

app_name = "understand"
urlpatterns = [path("", include(coding.urlpatterns)), path("", include(review.urlpatterns))]
