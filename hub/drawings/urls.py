from django.urls import re_path

from hub.drawings import folders, views

FOLDER = r"(?P<folder>[0-9a-f]{32})"
NAME = (
    r"(?P<name>[0-9]{1,2}/[0-9]{1,3}_[0-9]{1,3}\.webp|overview\.webp|large\.jpg|part-[0-9]{1,5}(?:-[0-9]{1,5}){3}\.jpg)"
)

urlpatterns = [
    re_path(rf"^media/{folders.OPEN}/{FOLDER}/{NAME}$", views.open_drawing, name="open_drawing"),
    re_path(rf"^{folders.CLOSED}/{FOLDER}/{NAME}$", views.closed_drawing, name="closed_drawing"),
]
