from django.urls import path

from hub.resources.feeds import ResourcesFeed
from hub.resources.views import telling

urlpatterns = [
    path("feed/", ResourcesFeed(), name="resources_feed"),
    path("suggest/", telling.suggest, name="resource_suggest"),
    path("suggest/thanks/", telling.suggest_thanks, name="resource_suggest_thanks"),
    path("<slug:slug>/does-not-work/", telling.dead, name="resource_dead"),
    path("<slug:slug>/does-not-work/thanks/", telling.dead_thanks, name="resource_dead_thanks"),
]
