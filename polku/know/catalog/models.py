"""Tables of the catalog."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member

KEY_LENGTH, NAME_LENGTH, URL_LENGTH, CATEGORY_LENGTH = 200, 300, 2_000, 500


class CatalogProduct(models.Model):
    """Something that is sold."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=URL_LENGTH, blank=True)
    picture = models.CharField(max_length=URL_LENGTH, blank=True)  # https://…
    price_minor = models.BigIntegerField()  # of the currency's smallest unit
    former_minor = models.BigIntegerField(null=True)  # what it cost before, where that is to be shown
    currency = models.CharField(max_length=3)
    category = models.CharField(max_length=CATEGORY_LENGTH, blank=True)  # "Coffee > Beans"
    in_stock = models.BooleanField(default=True)
    extra = models.JSONField(default=dict)  # other facts of the shop's
    added_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who said so last
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_product"
        indexes = (models.Index(fields=("category", "added_at"), name="catalog_product_category"),)

    def __str__(self) -> str:
        return self.name


class CatalogFile(models.Model):
    """A file of products that was looked at and not taken over yet. Gone when it is, or a day later."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "catalog_file"

    def __str__(self) -> str:
        return self.name
