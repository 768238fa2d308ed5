"""The payments book."""

from django.urls import path

from pennydrop.rooms.listen.views import payments

urlpatterns = [
    path("<uuid:study>/payments/", payments.payments, name="payments"),
    path("<uuid:study>/payments/book.csv", payments.payments_csv, name="payments_csv"),
    path("<uuid:study>/payments/<uuid:payment>/strike/", payments.strike, name="payment_strike"),
]
