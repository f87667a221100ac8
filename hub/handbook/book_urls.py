from django.urls import re_path

from hub.handbook import book_views

urlpatterns = [
    re_path(r"^handbook\.(?P<kind>pdf|epub)$", book_views.file, name="handbook_file"),
]
