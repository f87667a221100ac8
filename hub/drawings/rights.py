from wagtail.images import permissions as pictures
from wagtail.permission_policies.base import BasePermissionPolicy

from hub.drawings.models import Drawing


class DrawingPermissionPolicy(BasePermissionPolicy):
    """Whoever may do something with a picture may do it with its large drawing."""

    def user_has_permission(self, user, action):
        return user.is_active and pictures.permission_policy.user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return user.is_active and pictures.permission_policy.user_has_any_permission(user, actions)

    def users_with_any_permission(self, actions):
        return pictures.permission_policy.users_with_any_permission(actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return pictures.permission_policy.user_has_any_permission_for_instance(user, actions, instance.image)

    def instances_user_has_any_permission_for(self, user, actions):
        images = pictures.permission_policy.instances_user_has_any_permission_for(user, actions)
        return Drawing.objects.filter(image__in=images)

    def users_with_any_permission_for_instance(self, actions, instance):
        return pictures.permission_policy.users_with_any_permission_for_instance(actions, instance.image)


rights = DrawingPermissionPolicy(Drawing)
