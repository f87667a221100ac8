from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from hub.activities import urls as activities_urls
from hub.calls import apply_urls, hosting_urls
from hub.calls import public_urls as calls_urls
from hub.consent import public_urls as consent_urls
from hub.core import serving, sitemaps
from hub.core import views as core
from hub.core.account import OwnAccountView
from hub.core.history import StaffHistoryView
from hub.drawings import urls as drawings_urls
from hub.gatherings import public_urls as gatherings_urls
from hub.handbook import book_urls
from hub.handbook import urls as handbook_urls
from hub.people import urls as people_urls
from hub.people.views import doors
from hub.planner import device_views, pack_urls, plan_urls
from hub.planner import urls as planner_urls
from hub.resources import urls as resources_urls
from hub.search import urls as search_urls
from hub.stories import share_urls
from hub.translation import public_urls as note_urls

handler400 = "hub.core.views.bad_request"
handler403 = "hub.core.views.refused"
handler404 = "hub.core.views.not_found"
handler500 = "hub.core.views.server_error"

urlpatterns = [
    path("", core.choose_language, name="choose_language"),
    path("worker.js", device_views.worker, name="worker"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("admin/reports/site-history/", require_admin_access(StaffHistoryView.as_view())),
    path("admin/reports/site-history/results/", require_admin_access(StaffHistoryView.as_view(results_only=True))),
    path("admin/login/", doors.sign_in),
    re_path(r"^admin/password_reset/", doors.forgotten),
    path("admin/account/", require_admin_access(OwnAccountView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(?P<document_id>[0-9]{1,18})/(?P<name>.*)$", serving.document),
    path("documents/", include(wagtaildocs_urls)),
    # Originals are never handed out; what pages show are renditions.
    re_path(r"^media/images/(?P<name>[\w.-]{1,200})$", serving.open_picture),
    re_path(r"^closed/(?P<name>[\w.-]{1,200})$", serving.closed_picture, name="closed_picture"),
    path("", include(drawings_urls)),
]

urlpatterns += i18n_patterns(
    path("account/", include(people_urls)),
    path("_util/login/", doors.sign_in),
    path("search/", include(search_urls)),
    path("activities/", include(activities_urls)),
    path("calls/", include(calls_urls)),
    path("gatherings/", include(gatherings_urls)),
    path("resources/", include(resources_urls)),
    path("note/", include(note_urls)),
    path("consent/", include(consent_urls)),
    path("share/", include(share_urls)),
    path("toolkit/", include(planner_urls)),
    path("plan/", include(plan_urls)),
    path("offline/", include(pack_urls)),
    path("handbook/files/", include(book_urls)),
    path("handbook/", include(handbook_urls)),
    path("kept/", device_views.kept, name="kept_on_device"),
    path("apply/", include(apply_urls)),
    path("apply/", include(hosting_urls)),
    re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", core.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
