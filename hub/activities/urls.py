from django.urls import re_path

from hub.activities import views

urlpatterns = [
    re_path(r"^(?P<uid>[a-z2-9]{6})\.(?P<extension>txt|html)$", views.download, name="activity_download"),
]
