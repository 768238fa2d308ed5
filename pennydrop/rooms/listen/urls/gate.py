"""Going live, the sheet and its papers, the consent ledger, and what went when time was over."""

from django.urls import path

from pennydrop.rooms.listen.views import gate, ledger, papers, retention, sheets, wording

PERSON = "<uuid:study>/people/<uuid:participant>"
urlpatterns = [
    path("<uuid:study>/before/", gate.gate, name="gate"),
    path("<uuid:study>/before/<slug:item>/", gate.gate_item, name="gate_item"),
    path("<uuid:study>/open/", gate.open_it, name="open"),
    path("<uuid:study>/close/", gate.close_it, name="close"),
    path("<uuid:study>/sheet/", sheets.sheet, name="sheet"),
    path("<uuid:study>/sheet/versions/", sheets.versions, name="sheet_versions"),
    path("<uuid:study>/sheet/words/", wording.wording, name="wording"),
    path("<uuid:study>/sheet/words/table/", wording.wording_table, name="wording_table"),
    path("<uuid:study>/sheet/words.csv", wording.wording_csv, name="wording_csv"),
    path("<uuid:study>/papers/", papers.papers, name="papers"),
    path("<uuid:study>/papers/<slug:name>/", papers.paper_page, name="paper_page"),
    path("<uuid:study>/papers/<slug:name>.<str:kind>", papers.paper_file, name="paper_file"),
    path("<uuid:study>/ledger/", ledger.ledger, name="ledger"),
    path(f"{PERSON}/ledger/", ledger.person, name="ledger_person"),
    path(f"{PERSON}/ledger/intoxicated/", ledger.intoxicated, name="intoxicated"),
    path(f"{PERSON}/ledger/again/", ledger.again, name="said_again"),
    path(f"{PERSON}/record.zip", ledger.whole_record_file, name="whole_record"),
    path("<uuid:study>/kept/", retention.kept, name="kept"),
    path("<uuid:study>/kept/<uuid:receipt>/", retention.kept_receipt, name="kept_receipt"),
    path("<uuid:study>/kept/<uuid:receipt>/seen/", retention.kept_seen, name="kept_seen"),
]
