from wagtail import hooks

from hub.activities.models import ActivityPage, new_uid


@hooks.register("after_copy_page")
def copied_activity_is_a_new_one(request, page, new_page):
    """A copy made in the tree is another activity; only translations share a uid."""
    if isinstance(page.specific, ActivityPage):
        ActivityPage.objects.filter(pk=new_page.pk).update(uid=new_uid())
