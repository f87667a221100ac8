from wagtail.models import PagePermissionTester


class StoryPermissionTester(PagePermissionTester):
    """Stories come out by the decision of somebody who did not write them; only administrators publish past that."""

    def can_publish(self):
        return self.user.is_superuser and super().can_publish()

    def can_publish_subpage(self):
        return self.user.is_superuser and super().can_publish_subpage()
