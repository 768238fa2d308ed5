"""Addresses of guides, and of the desk where their claims are looked after."""

from django.urls import path

from pennydrop.rooms.inform.views import claims, desk, guides, writing

app_name = "inform"
urlpatterns = [
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("inform/", desk.start, name="start"),
    path("inform/<uuid:organisation>/", desk.desk, name="desk"),
    path("inform/<uuid:organisation>/starter/", desk.starter, name="starter"),
    path("inform/<uuid:organisation>/claims/add/", claims.add, name="claim-add"),
    path("inform/<uuid:organisation>/claims/<slug:key>/", claims.claim, name="claim"),
    path("inform/<uuid:organisation>/claims/<slug:key>/edit/", claims.edit, name="claim-edit"),
    path("inform/<uuid:organisation>/claims/<slug:key>/sign/", claims.sign, name="claim-sign"),
    path(
        "inform/<uuid:organisation>/claims/<slug:key>/unsign/", claims.unsign, name="claim-unsign"
    ),
    path(
        "inform/<uuid:organisation>/claims/<slug:key>/retire/", claims.retire, name="claim-retire"
    ),
    path("inform/<uuid:organisation>/guides/add/", writing.add, name="guide-add"),
    path("inform/guides/<uuid:guide>/", writing.draft, name="draft"),
    path("inform/guides/<uuid:guide>/edit/", writing.edit, name="guide-edit"),
    path("inform/guides/<uuid:guide>/out/", writing.out, name="guide-out"),
    path("inform/guides/<uuid:guide>/in/", writing.take_in_again, name="guide-in"),
]
