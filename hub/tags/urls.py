from django.urls import path

from hub.tags import views

app_name = "words"
urlpatterns = [
    path("complete/<str:language>/", views.complete, name="complete"),
    path("unused/", views.delete_unused, name="unused"),
]
