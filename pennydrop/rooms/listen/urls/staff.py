from django.urls import path

from pennydrop.rooms.listen.views import answer_files, consents, people, sources, studies

urlpatterns = [
    path("", studies.studies, name="studies"),
    path("new/", studies.new_study, name="new_study"),
    path("<uuid:study>/", studies.study, name="study"),
    path("<uuid:study>/contacts/", studies.contacts, name="contacts"),
    path("<uuid:study>/asks/", studies.asks, name="asks"),
    path("<uuid:study>/bring-in/", sources.bring_in, name="bring_in"),
    path("<uuid:study>/bring-in/<uuid:batch>/", sources.batch, name="batch"),
    path("<uuid:study>/bring-in/<uuid:batch>/<int:number>/", sources.columns, name="columns"),
    path("<uuid:study>/bring-in/<uuid:batch>/who/", sources.who, name="who"),
    path("<uuid:study>/bring-in/<uuid:batch>/away/", sources.throw_away, name="throw_away"),
    path("<uuid:study>/consent/", consents.paper, name="paper"),
    path("<uuid:study>/consent/table.csv", consents.paper_csv, name="paper_csv"),
    path("<uuid:study>/people/<uuid:participant>/take-back/", people.take_back, name="take_back"),
    path("<uuid:study>/files/", answer_files.files, name="files"),
    path("<uuid:study>/files/<uuid:file>/", answer_files.file, name="file"),
    path("<uuid:study>/receipts/", people.receipts, name="receipts"),
    path("<uuid:study>/receipts/<uuid:receipt>/", people.receipt, name="receipt"),
    path("<uuid:study>/receipts/<uuid:receipt>/seen/", people.seen, name="receipt_seen"),
    path(
        "<uuid:study>/receipts/<uuid:receipt>/copies/<uuid:copy>/",
        people.destroyed,
        name="copy_destroyed",
    ),
]
