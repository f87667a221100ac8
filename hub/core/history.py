"""Wagtail's site history, which names everybody who works here: only for those who work on pages."""

from wagtail.admin.auth import permission_denied
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.permission_policies.pages import PagePermissionPolicy

ANY = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


class StaffHistoryView(LogEntriesView):
    def dispatch(self, request, *args, **kwargs):
        if not PagePermissionPolicy().user_has_any_permission(request.user, ANY):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)
