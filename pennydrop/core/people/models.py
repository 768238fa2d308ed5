"""People with an account, the organisations they work in, and guests with one task."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models

from pennydrop.core.people.rules import Role, Task


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120, unique=True)
    invented = models.BooleanField(default=False)
    require_second_factor = models.BooleanField(default=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "name", "invented", "require_second_factor"}

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody with an account. `name` is what colleagues see beside their work."""

    name = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"username", "first_name", "last_name", "email", "password", "name"}
        plain = {"id", "last_login", "is_superuser", "is_staff", "is_active", "date_joined"}

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role])

    class Privacy:
        personal = {"user"}
        plain = {"id", "organisation", "role"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="people_one_role_in_each_organisation"
            )
        ]


class GuestLink(models.Model):
    """A link that opens one task and nothing else, for somebody without an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    lookup = models.CharField(max_length=64, unique=True)
    task = models.CharField(max_length=20, choices=[(task.value, task.label) for task in Task])
    target = models.UUIDField(help_text="what the task is about, such as a study")
    name = models.CharField(max_length=80)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"name", "made_by"}
        plain = {
            "id",
            "organisation",
            "lookup",
            "task",
            "target",
            "made_at",
            "ends_on",
            "closed_at",
        }
