from django.urls import path

from pennydrop.rooms.understand.views import projects

PROJECTS = "<uuid:study>/projects/"

urlpatterns = [
    path(PROJECTS, projects.projects, name="projects"),
    path(PROJECTS + "export/", projects.project_export, name="project-export"),
    path(PROJECTS + "<uuid:number>/", projects.project_held, name="project-held"),
    path(PROJECTS + "<uuid:number>/away/", projects.project_throw_away, name="project-away"),
]
