from django.urls import path

from hub.calls import views
from hub.calls.feeds import CallsFeed

urlpatterns = [
    path("feed/", CallsFeed(), name="calls_feed"),
    path("dates.ics", views.all_dates, name="calls_dates"),
    path("<slug:slug>/dates.ics", views.call_dates, name="call_dates"),
]
