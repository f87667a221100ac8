from django.urls import path, re_path

from hub.planner import pack_views

urlpatterns = [
    path("", pack_views.offline, name="offline"),
    re_path(r"^(?P<name>jam-sessions-[a-z0-9-]{1,40}\.html(?:\.sha256)?)$", pack_views.pack, name="offline_pack"),
]
