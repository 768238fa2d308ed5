"""In the field: inviting people, the tally, payments, and who was not heard from."""

from django.urls import path

from pennydrop.rooms.listen.urls import field, invite, payments, targets
from pennydrop.rooms.listen.views import outreach

urlpatterns = [
    path("<uuid:study>/field/", outreach.field, name="field"),
    path("<uuid:study>/field/figures.csv", outreach.figures, name="field_figures"),
    path("<uuid:study>/field/lists/", outreach.lists, name="outreach_lists"),
    # Everything that the offline script may answer for stands below this address.
    path("<uuid:study>/outreach/", outreach.outreach, name="outreach"),
    path("<uuid:study>/outreach/alone/", outreach.alone, name="outreach_alone"),
    path("<uuid:study>/outreach/taps/", outreach.taps, name="outreach_taps"),
    path("<uuid:study>/outreach/undo/", outreach.undo, name="outreach_undo"),
    path("<uuid:study>/outreach/worker.js", outreach.worker, name="outreach_worker"),
    *invite.urlpatterns,
    *field.urlpatterns,
    *payments.urlpatterns,
    *targets.urlpatterns,
]
