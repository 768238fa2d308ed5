from django.urls import URLPattern, path

from pennydrop.rooms.understand.views import correcting, guest, key, quotes, rare, review, second

urlpatterns: list[URLPattern] = [
    path("<uuid:study>/review/", review.sources, name="review-list"),
    path("review/<uuid:source>/", review.review, name="review"),
    path("review/<uuid:source>/decide/", review.decide, name="review-decide"),
    path("review/<uuid:source>/sure/", review.sure, name="review-sure"),
    path("review/<uuid:source>/sign/", review.sign, name="review-sign"),
    path("review/<uuid:source>/rare/", rare.rare, name="review-rare"),
    path("review/<uuid:source>/second/", second.second, name="review-second"),
    path("review/<uuid:source>/second/begin/", second.begin, name="second-begin"),
    path("review/<uuid:source>/second/mark/", second.mark, name="second-mark"),
    path("review/<uuid:source>/second/unmark/", second.unmark, name="second-unmark"),
    path("review/<uuid:source>/second/done/", second.finish, name="second-done"),
    path("review/<uuid:source>/second/settle/", second.settle, name="second-settle"),
    path("words/<uuid:source>/correct/", correcting.correct, name="correct"),
    path(
        "words/<uuid:source>/correct/<uuid:segment>/",
        correcting.correct_one,
        name="correct-segment",
    ),
    path("words/<uuid:source>/quote/", quotes.new, name="quote-new"),
    path("<uuid:study>/key/", key.key, name="key"),
    path("<uuid:study>/key/file/", key.take, name="key-take"),
    path("<uuid:study>/originals/", correcting.originals, name="originals"),
    path("<uuid:study>/quotes/", quotes.quotes, name="quotes"),
    path("<uuid:study>/quotes/waiting/", quotes.waiting, name="quotes-waiting"),
    path("quotes/<uuid:quote>/", quotes.quote, name="quote"),
    path("quotes/<uuid:quote>/change/", quotes.change, name="quote-change"),
    path("<uuid:study>/guests/", guest.guests, name="guests"),
    path("<uuid:study>/guests/<uuid:link>/end/", guest.end_guest, name="guest-end"),
    path("guest/<str:token>/", guest.queue, name="guest"),
    path("guest/<str:token>/<uuid:quote>/", guest.look, name="guest-quote"),
]
