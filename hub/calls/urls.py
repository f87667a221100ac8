"""Staff's and reviewers' screens, below /admin/calls/."""

from django.urls import path

from hub.calls.review_views import (
    application,
    applications,
    files,
    reading,
    records,
    release,
    reviewers,
    rounds,
)

urlpatterns = [
    path("", rounds.index, name="index"),
    path("applications/<uuid:application_id>/", application.application, name="application"),
    path("applications/<uuid:application_id>/paper/", files.paper, name="paper"),
    path("files/<uuid:file_id>/", files.file, name="file"),
    path("reading/<uuid:application_id>/", reading.read, name="read"),
    path("reading/<uuid:application_id>/first/", reading.first, name="first"),
    path("<uuid:round_id>/", rounds.overview, name="round"),
    path("<uuid:round_id>/applications/", applications.applications, name="applications"),
    path("<uuid:round_id>/reviewers/", reviewers.reviewers, name="reviewers"),
    path("<uuid:round_id>/reading/", reading.reading, name="reading"),
    path("<uuid:round_id>/release/", release.release, name="release"),
    path("<uuid:round_id>/waiting-list/", release.waiting_list, name="waiting_list"),
    path("<uuid:round_id>/late-codes/", records.late_codes, name="late_codes"),
    path("<uuid:round_id>/export/", files.export, name="export"),
    path("<uuid:round_id>/log/", records.log, name="log"),
]
