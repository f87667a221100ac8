from django.urls import re_path

from hub.activities.views import library, runs

UID = r"(?P<uid>[a-z2-9]{6})"

urlpatterns = [
    re_path(rf"^{UID}\.(?P<extension>txt|html)$", library.download, name="activity_download"),
    re_path(rf"^{UID}/ran/$", runs.ran, name="activity_ran"),
    re_path(rf"^{UID}/ran/thanks/$", runs.thanks, name="activity_ran_thanks"),
]
