"""What the database stores for search: the words of a record, apart from it, for no role of officers to read."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

__all__ = ["Words"]


class Words(models.Model):
    """The words that a seizure tells all whom it reaches; gone with it, and whenever it says something else."""

    seizure = models.OneToOneField("records.Seizure", on_delete=models.DB_CASCADE, primary_key=True)
    words = SearchVectorField()

    class Meta:
        db_table = "records_words"
        indexes = (GinIndex(fields=("words",), name="records_words_words"),)

    def __str__(self) -> str:
        return str(self.seizure_id)
