from django.urls import path

from pennydrop.core.people import views

app_name = "people"
urlpatterns = [path("", views.people, name="list")]
