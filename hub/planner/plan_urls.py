from django.urls import path

from hub.planner.plan_views import kept, loose, outgoing, running, saying

urlpatterns = [
    path("", loose.plan, name="plan"),
    path("begin/", loose.begin, name="plan_begin"),
    path("open/", loose.opened, name="plan_open"),
    path("file/", outgoing.file, name="plan_file"),
    path("take/", outgoing.taken_loose, name="plan_take"),
    path("run/", running.run_loose, name="plan_run"),
    path("out/<slug:key>/", outgoing.form_loose, name="plan_out"),
    path("edit/<slug:code>/", kept.edit, name="plan_edit"),
    path("edit/<slug:code>/take/", outgoing.taken_edit, name="plan_edit_take"),
    path("edit/<slug:code>/run/", running.run_edit, name="plan_edit_run"),
    path("edit/<slug:code>/out/<slug:key>/", outgoing.form_edit, name="plan_edit_out"),
    path("view/<slug:code>/", outgoing.view, name="plan_view"),
    path("view/<slug:code>/run/", running.run_view, name="plan_view_run"),
    path("view/<slug:code>/out/<slug:key>/", outgoing.form_view, name="plan_view_out"),
    path("say/<slug:code>/", saying.say, name="plan_say"),
]
