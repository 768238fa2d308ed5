from django.urls import path

from pennydrop.rooms.publish.views import (
    asking,
    blocks,
    checks,
    drafts,
    editions,
    promises,
    recommendations,
    studies,
)

app_name = "publish"
DOCUMENT = "publish/<uuid:study>/<uuid:document>/"
urlpatterns = [
    path("findings/", editions.editions, name="editions"),
    path("findings/<slug:slug>/", editions.edition, name="edition"),
    path("findings/<slug:slug>/report.pdf", editions.report, name="report"),
    path("findings/<slug:slug>/status/", editions.status, name="status"),
    path("findings/<slug:slug>/promises/", promises.promises_of, name="promises-of"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<slug:slug>/", promises.promise, name="promise"),
    path("publish/promises/", recommendations.recommendations, name="recommendations"),
    path("publish/promises/add/", recommendations.add, name="recommendation-add"),
    path("publish/promises/past/", recommendations.past, name="recommendation-past"),
    path("publish/promises/past/file/", recommendations.past_file, name="past-file"),
    path("publish/promises/<uuid:key>/", recommendations.recommendation, name="recommendation"),
    path("publish/promises/<uuid:key>/put/", asking.put, name="put"),
    path("publish/promises/asked/<uuid:key>/agreed/", asking.agreed, name="agreed"),
    path("publish/promises/asked/<uuid:key>/declined/", asking.declined, name="declined"),
    path("publish/promises/promised/<uuid:key>/later/", asking.later, name="later"),
    path("publish/promises/promised/<uuid:key>/figure/", asking.figure, name="figure"),
    path("publish/promises/figure/<uuid:key>/strike/", asking.strike, name="strike"),
    path("publish/", studies.studies, name="studies"),
    path("publish/<uuid:study>/", studies.study, name="study"),
    path("publish/<uuid:study>/start/", studies.start, name="start"),
    path(DOCUMENT, drafts.draft, name="draft"),
    path(f"{DOCUMENT}arrange/", drafts.arrange, name="arrange"),
    path(f"{DOCUMENT}title/", drafts.rename, name="rename"),
    path(f"{DOCUMENT}add/", blocks.choose, name="choose"),
    path(f"{DOCUMENT}add/<slug:kind>/", blocks.add, name="add"),
    path(f"{DOCUMENT}<int:place>/", blocks.edit, name="edit"),
    path(f"{DOCUMENT}preview/", checks.preview, name="preview"),
    path(f"{DOCUMENT}preview/report.pdf", checks.preview_pdf, name="preview-pdf"),
    path(f"{DOCUMENT}check/", checks.check, name="check"),
    path(f"{DOCUMENT}release/", checks.release, name="release"),
    # Where a study's one draft stood before it could have several documents.
    path("publish/<uuid:study>/draft/", drafts.moved, {"rest": ""}),
    path("publish/<uuid:study>/draft/<path:rest>", drafts.moved),
    path("publish/<uuid:study>/preview/", drafts.moved, {"rest": "preview/"}),
    path("publish/<uuid:study>/check/", drafts.moved, {"rest": "check/"}),
]
