from django.urls import path

from pennydrop.core.people.views import people as views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("add/", views.add, name="add"),
    path("<int:user>/role/", views.role, name="role"),
    path("<int:user>/link/", views.link, name="link"),
    path("second-factor/", views.second_factor, name="second-factor"),
    path("welcome/<str:key>/<str:token>/", views.welcome, name="welcome"),
]
