from django.urls import path

from hub.planner import views

urlpatterns = [
    path("", views.toolkit, name="toolkit"),
    path("change/", views.change, name="toolkit_change"),
    path("account/", views.account, name="toolkit_account"),
    path("account/merge/", views.merge, name="toolkit_merge"),
]
