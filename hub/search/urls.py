from django.urls import path

from hub.search import views

urlpatterns = [path("", views.site_search, name="site_search"), path("names/", views.complete, name="search_names")]
