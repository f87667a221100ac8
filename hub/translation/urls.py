"""Addresses of the desk, below /admin/translation/."""

from hub.translation.views import desk, editor, files, machine, notes

urlpatterns = [
    *desk.urlpatterns,
    *editor.urlpatterns,
    *files.urlpatterns,
    *machine.urlpatterns,
    *notes.urlpatterns,
]
