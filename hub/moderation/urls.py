from django.urls import path

from hub.moderation import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<int:pk>/", views.moderate, name="moderate"),
]
