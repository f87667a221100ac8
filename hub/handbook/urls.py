from django.urls import path

from hub.handbook import views

urlpatterns = [
    path("whole/", views.whole_book, name="handbook_whole"),
    path("sentence/", views.sentence, name="handbook_sentence"),
    path("agreements/", views.agreements, name="handbook_agreements"),
    path("<slug:key>/roadmap.ics", views.roadmap_dates, name="handbook_dates"),
    path("<slug:key>/questions/<int:number>/", views.questions, name="handbook_questions"),
]
