"""Addresses of the desk for readers, below /<language>/note/."""

from django.urls import path

from hub.translation.views import public

urlpatterns = [
    path("<int:page_id>/", public.note, name="note_a_mistake"),
    path("<int:page_id>/thanks/", public.thanks, name="note_thanks"),
]
