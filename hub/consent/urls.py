from django.urls import path

from hub.consent.views import ledger

urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("<int:pk>/withdraw/", ledger.withdraw, name="withdraw"),
    path("<int:pk>/card/", ledger.card, name="card"),
    path("reports/<int:pk>/", ledger.report, name="report"),
]
