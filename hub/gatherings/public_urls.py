from django.urls import path

from hub.gatherings import views
from hub.gatherings.feeds import GatheringsFeed

urlpatterns = [
    path("feed/", GatheringsFeed(), name="gatherings_feed"),
    path("dates.ics", views.all_dates, name="gatherings_dates"),
    path("<slug:series>/<slug:slug>/dates.ics", views.edition_dates, name="gathering_dates"),
    path("<slug:series>/<slug:slug>/date-<int:number>.ics", views.edition_dates, name="gathering_date"),
]
