"""What a record tells of persons: the personal data that a transfer is weighed for.

Owns what counts as such: a count of persons of any status, an identifier that leads to somebody, words in which
somebody may be named, and in a sanitised version the words of a source that tells of persons. Photographs are the
provider's to look at before they are shown.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.kernel.seizures import PROTECTED
from chorsu.records.models import Identifier, Persons, Sanitised, Seizure, Withheld
from chorsu.records.transfers.reaching import within_state

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["PERSONAL", "adds", "personal_among", "told_of", "words_of_source"]

PERSONAL = ("phone", "plate", "document", "account", "wallet", "handle", "online", "vehicle", "device")
"""Kinds of identifiers (vocabulary, `identifier`) that lead to a person; those of a container or a case do not."""


def told_of(
    persons: Mapping[str, int], identifiers: Iterable[tuple[str, str]], *, words: str = "", protected: bool = True
) -> Counter[str]:
    """How much is told of persons, by what it is: counts by status, identifiers (kind, normal form) one each, words.

    No program can say that words name nobody: any do. Other words are more told than before.
    Without `protected` only what whoever sees the record sees of it.
    """
    found = Counter({status: count for status, count in persons.items() if count})
    if not protected:
        found = Counter({status: count for status, count in found.items() if status not in PROTECTED})
    found.update(f"{kind}:{normal}" for kind, normal in identifiers if kind in PERSONAL)
    if words.strip():
        found[f"words:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"] = 1
    return found


def adds(before: Counter[str], now: Counter[str]) -> bool:
    """Whether more is told of persons than before, to whomever the record reaches: protected statuses reach nobody."""
    return any(what not in PROTECTED for what in now - before)


def personal_among(seizures: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these seizures that tell of persons, as far as the viewer sees them."""
    asked = list(seizures)
    found = set(Persons.objects.filter(seizure__in=asked, count__gt=0).values_list("seizure_id", flat=True))
    named = Identifier.objects.filter(seizure__in=asked, kind__in=PERSONAL, only_for=None)
    found |= set(named.values_list("seizure_id", flat=True))
    found |= set(Seizure.objects.filter(pk__in=asked).exclude(narrative="").values_list("pk", flat=True))
    apart = Withheld.objects.filter(seizure__in=asked, part="narrative")
    found |= {row.seizure_id for row in apart if set(row.only_for or ()) - within_state(row.provider_id)}
    return found | words_of_source(set(asked) - found)


def words_of_source(seizures: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those that are sanitised versions with the words of a source that tells of persons."""
    versions = Sanitised.objects.filter(version__in=list(seizures), how__words=True)
    sources = Q(source__persons__count__gt=0) | Q(source__identifiers__kind__in=PERSONAL)
    return set(versions.filter(sources).values_list("version_id", flat=True))
