"""Below /<language>/apply/, for hosts; and below /admin/calls/reports/, for staff."""

from django.urls import path

from hub.calls.hosting_views import hosting, report, staff

urlpatterns = [
    path("hosting/", hosting.hosting, name="apply_hosting"),
    path("hosting/own/", hosting.own, name="apply_hosting_own"),
    path("hosting/day/", hosting.day, name="apply_hosting_day"),
    path("hosting/done/", hosting.done, name="apply_hosting_done"),
    path("hosting/account/", hosting.account, name="apply_hosting_account"),
    path("hosting/connect/", hosting.connect, name="apply_hosting_connect"),
    path("report/", report.report, name="apply_report"),
    path("report/steps/<int:number>/", report.step, name="apply_report_step"),
    path("report/check/", report.check, name="apply_report_check"),
    path("report/story/", report.story, name="apply_report_story"),
]

staff_urlpatterns = [
    path("", staff.reports, name="reports"),
    path("<uuid:pk>/", staff.report, name="report"),
]
