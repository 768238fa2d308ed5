"""Services that people can go to, with what is known of them and how old it is. Nothing here is
about a participant, or about anybody who uses a service."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Status
from pennydrop.rooms.inform.rules.services import LONGEST_LINE, LONGEST_NAME
from pennydrop.rooms.inform.rules.web_names import LONGEST as LONGEST_WEB

NATIONS = [(nation.value, nation.value) for nation in Nation]


class Provider(models.Model):
    """Who runs services. `key` is its id for other systems, the same wherever it is published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    key = models.UUIDField()
    name = models.CharField(max_length=LONGEST_NAME)
    about = models.TextField(blank=True)
    website = models.CharField(max_length=LONGEST_WEB, blank=True)
    email = models.CharField(max_length=LONGEST_WEB, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "organisation", "key", "name", "about", "website", "email"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="inform_provider_once_in_an_organisation"
            )
        ]


class Service(models.Model):
    """A service as it stands. `hours` is a list, `standing` a mapping or None (how it stands in
    law); `publisher` and `key` say where it was brought in from, `mark` what was brought in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=LONGEST_NAME)
    status = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Status])
    about = models.TextField(blank=True)
    for_ketamine = models.CharField(max_length=LONGEST_LINE, blank=True)
    way_in = models.CharField(max_length=LONGEST_LINE, blank=True)
    cost = models.CharField(max_length=LONGEST_LINE, blank=True)
    website = models.CharField(max_length=LONGEST_WEB, blank=True)
    email = models.CharField(max_length=LONGEST_WEB, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    least_age = models.PositiveSmallIntegerField(null=True)
    most_age = models.PositiveSmallIntegerField(null=True)
    anywhere = models.BooleanField(default=False)
    hours = models.JSONField(default=list)
    standing = models.JSONField(null=True)
    checked_on = models.DateField(null=True)
    checked_by = models.CharField(max_length=80, blank=True)
    check_again = models.DateField(null=True)
    publisher = models.CharField(max_length=LONGEST_NAME, blank=True)
    key = models.CharField(max_length=200, blank=True)
    origin_link = models.CharField(max_length=LONGEST_WEB, blank=True)
    licence = models.CharField(max_length=LONGEST_LINE, blank=True)
    assured_on = models.DateField(null=True)
    mark = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"changed_by"}
        plain = {
            "id", "organisation", "provider", "version", "name", "status", "about",
            "for_ketamine", "way_in", "cost", "website", "email", "phone", "least_age",
            "most_age", "anywhere", "hours", "standing", "checked_on", "checked_by",
            "check_again", "publisher", "key", "origin_link", "licence", "assured_on", "mark",
            "changed_at", "retired_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "publisher", "key"],
                condition=~Q(key=""),
                name="inform_service_comes_in_once",
            ),
            models.CheckConstraint(
                condition=Q(least_age=None)
                | Q(most_age=None)
                | Q(least_age__lte=models.F("most_age")),
                name="inform_service_ages_in_order",
            ),
        ]


class ServiceWord(models.Model):
    """A word of one of the lists that holds for a service, so that it can be found by it.
    `kind`: offer, access, nation (whose people it takes) or place (a nation in which it is)."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=40)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "service", "kind", "code"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "kind", "code"], name="inform_service_word_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "code"], name="inform_service_word")]


class ServiceSite(models.Model):
    """A place where a service is. `site` is its id for other systems; several services share it."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="sites")
    site = models.UUIDField()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    street = models.CharField(max_length=LONGEST_NAME, blank=True)
    town = models.CharField(max_length=LONGEST_NAME, blank=True)
    county = models.CharField(max_length=LONGEST_NAME, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    nation = models.CharField(max_length=20, blank=True, choices=NATIONS)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    access_note = models.CharField(max_length=LONGEST_LINE, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "service", "site", "place", "name", "street", "town", "county", "postcode",
            "nation", "latitude", "longitude", "access_note",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "site"], name="inform_service_site_once"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="inform_site_has_both_degrees_or_none",
            ),
        ]


class ServiceWait(models.Model):
    """How long people wait, as somebody said it on a day. Older words stay."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="waits")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=LONGEST_LINE)
    least = models.PositiveSmallIntegerField(null=True)
    most = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=LONGEST_LINE, blank=True)
    said_by = models.CharField(max_length=LONGEST_LINE)
    said_on = models.DateField()
    link = models.CharField(max_length=LONGEST_WEB, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "service", "place", "what", "least", "most", "words", "said_by", "said_on",
            "link",
        }  # fmt: skip


class LawNote(models.Model):
    """How something stands in law in a nation, as somebody said it on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    nation = models.CharField(max_length=20, choices=NATIONS)
    offer = models.CharField(max_length=40)
    standing = models.CharField(max_length=40)
    words = models.CharField(max_length=LONGEST_LINE, blank=True)
    said_by = models.CharField(max_length=LONGEST_LINE)
    said_on = models.DateField()
    link = models.CharField(max_length=LONGEST_WEB)
    changed_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"changed_by"}
        plain = {
            "id", "organisation", "nation", "offer", "standing", "words", "said_by", "said_on",
            "link",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "nation", "offer"], name="inform_law_once_in_a_nation"
            )
        ]


class ServiceBatch(models.Model):
    """A file of somebody else's services, kept as it came until somebody has looked and decided.
    Taken in or dropped, its body goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    publisher = models.CharField(max_length=LONGEST_NAME)
    link = models.CharField(max_length=LONGEST_WEB, blank=True)
    licence = models.CharField(max_length=LONGEST_LINE, blank=True)
    body = models.BinaryField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"made_by"}
        plain = {"id", "organisation", "publisher", "link", "licence", "body", "made_at"}
