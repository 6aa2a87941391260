"""Rights granted by hand on a body, to one person or to a group: guardian's tables with direct keys."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class BodyUserGrant(UserObjectPermissionBase):
    """A right on a body that was granted to one person."""

    content_object = models.ForeignKey("bodies.Body", on_delete=models.CASCADE, related_name="user_grants")


class BodyGroupGrant(GroupObjectPermissionBase):
    """A right on a body that was granted to a group."""

    content_object = models.ForeignKey("bodies.Body", on_delete=models.CASCADE, related_name="group_grants")
