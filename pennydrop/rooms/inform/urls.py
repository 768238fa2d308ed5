"""Addresses of guides, and of the desk where their claims are looked after."""

from django.urls import path

from pennydrop.rooms.inform.views import (
    alerting,
    alerts,
    checktable,
    claims,
    desk,
    following,
    guides,
    help,
    plans,
    samples,
    selfcheck,
    sending,
    writing,
)

app_name = "inform"
urlpatterns = [
    path("help/", help.help_now, name="help"),
    path("help/keep/", help.keep, name="help-keep"),
    path("help/kept.js", help.worker, name="help-worker"),
    path("help/<slug:door>/", help.door, name="help-door"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/feed.xml", alerts.feed, name="alerts-feed"),
    path("alerts/follow/", following.follow, name="follow"),
    path("alerts/follow/yes/<str:ticket>/", following.say_yes, name="follow-yes"),
    path("alerts/follow/leave/<str:ticket>/", following.leave, name="follow-leave"),
    path("alerts/<uuid:alert>/", alerts.alert, name="alert"),
    path("alerts/<uuid:alert>/cap.xml", alerts.cap, name="alert-cap"),
    path("samples/", samples.samples, name="samples"),
    path("samples/figures.csv", samples.figures, name="samples-figures"),
    path("api/samples/", sending.send, name="samples-api"),
    path("inform/<uuid:organisation>/samples/", samples.bring_in, name="samples-in"),
    path("inform/<uuid:organisation>/samples/out/", samples.put_out, name="samples-out"),
    path("plan/", plans.plan, name="plan"),
    path("plan/card.html", plans.card_file, name="plan-file"),
    path("plan/card.pdf", plans.card_pdf, name="plan-pdf"),
    path("plan/mine/", plans.mine, name="plan-mine"),
    path("plan/kept.js", plans.worker, name="plan-worker"),
    path("check/", selfcheck.check, name="check"),
    path("check/on/", selfcheck.ask, name="check-ask"),
    path("check/page/", selfcheck.paper, name="check-paper"),
    path("inform/<uuid:organisation>/samples/key/", sending.make_key, name="sample-key"),
    path("inform/samples/keys/<uuid:key>/end/", sending.end_key, name="sample-key-end"),
    path("inform/", desk.start, name="start"),
    path("inform/<uuid:organisation>/", desk.desk, name="desk"),
    path("inform/<uuid:organisation>/starter/", desk.starter, name="starter"),
    path("inform/<uuid:organisation>/check/", checktable.table, name="check-table"),
    path(
        "inform/<uuid:organisation>/check/table.pdf", checktable.table_pdf, name="check-table-pdf"
    ),
    path("inform/<uuid:organisation>/check/bring/", checktable.bring, name="check-table-bring"),
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
    path("inform/<uuid:organisation>/alerts/", alerting.here, name="alerts-here"),
    path("inform/<uuid:organisation>/alerts/add/", alerting.add, name="alert-add"),
    path("inform/alerts/<uuid:alert>/", alerting.version, name="alert-version"),
    path("inform/alerts/<uuid:alert>/edit/", alerting.edit, name="alert-edit"),
    path("inform/alerts/<uuid:alert>/grade/", alerting.grade, name="alert-grade"),
    path("inform/alerts/<uuid:alert>/issue/", alerting.issue, name="alert-issue"),
    path("inform/alerts/<uuid:alert>/withdraw/", alerting.withdraw, name="alert-withdraw"),
]
