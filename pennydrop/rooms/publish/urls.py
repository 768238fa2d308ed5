from django.urls import path

from pennydrop.rooms.publish.views import blocks, checks, drafts, editions, studies

app_name = "publish"
urlpatterns = [
    path("findings/", editions.editions, name="editions"),
    path("findings/<slug:slug>/", editions.edition, name="edition"),
    path("findings/<slug:slug>/report.pdf", editions.report, name="report"),
    path("findings/<slug:slug>/status/", editions.status, name="status"),
    path("publish/", studies.studies, name="studies"),
    path("publish/<uuid:study>/", studies.study, name="study"),
    path("publish/<uuid:study>/start/", studies.start, name="start"),
    path("publish/<uuid:study>/draft/", drafts.draft, name="draft"),
    path("publish/<uuid:study>/draft/arrange/", drafts.arrange, name="arrange"),
    path("publish/<uuid:study>/draft/title/", drafts.rename, name="rename"),
    path("publish/<uuid:study>/draft/add/", blocks.choose, name="choose"),
    path("publish/<uuid:study>/draft/add/<slug:kind>/", blocks.add, name="add"),
    path("publish/<uuid:study>/draft/<int:place>/", blocks.edit, name="edit"),
    path("publish/<uuid:study>/preview/", checks.preview, name="preview"),
    path("publish/<uuid:study>/preview/report.pdf", checks.preview_pdf, name="preview-pdf"),
    path("publish/<uuid:study>/check/", checks.check, name="check"),
    path("publish/<uuid:study>/release/", checks.release, name="release"),
]
