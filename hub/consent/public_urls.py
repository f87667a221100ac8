from django.urls import path

from hub.consent.views import public

urlpatterns = [path("", public.consent, name="consent")]
