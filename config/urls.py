from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from hub.activities import urls as activities_urls
from hub.core import sitemaps
from hub.core import views as core
from hub.core.account import OwnAccountView
from hub.core.history import StaffHistoryView
from hub.search import urls as search_urls
from hub.translation import public_urls as note_urls

handler400 = "hub.core.views.bad_request"
handler403 = "hub.core.views.refused"
handler404 = "hub.core.views.not_found"
handler500 = "hub.core.views.server_error"

urlpatterns = [
    path("", core.choose_language, name="choose_language"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("admin/reports/site-history/", require_admin_access(StaffHistoryView.as_view())),
    path("admin/reports/site-history/results/", require_admin_access(StaffHistoryView.as_view(results_only=True))),
    path("admin/account/", require_admin_access(OwnAccountView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Originals are for staff's work only; what pages show are renditions.
    re_path(r"^media/(?P<path>images/[\w.-]{1,200})$", serve_file, {"document_root": settings.MEDIA_ROOT}),
]

urlpatterns += i18n_patterns(
    path("search/", include(search_urls)),
    path("activities/", include(activities_urls)),
    path("note/", include(note_urls)),
    re_path(r"^((?:[\w\-]+/)*)$", core.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
