"""How what the journal says of reports, photographs and links is found again in the data bank. Reads as the worker.

Of these the journal keeps what each act said; here the newest of each is what the bank must still say, and stored bytes
must be those that their digest names.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import connection

from chorsu.kernel.errors import ChorsuError
from chorsu.records.models import Link, Original, Photograph, Report

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from chorsu.journal.contents import Kept
    from chorsu.records.store import Store

__all__ = ["LINKS", "PHOTOGRAPHS", "REPORTS", "rebuild_links", "rebuild_photographs", "rebuild_reports"]

LINKS = "SELECT id, version FROM records_link WHERE via = '{}'"
"""Claims that follow from others are worked out anew and entered nowhere."""
PHOTOGRAPHS = "SELECT id, version FROM records_photograph"
REPORTS = "SELECT id, 1 AS version FROM records_report"
_DECIDED = {"link.confirmed", "link.rejected"}
_DROPPED = "SELECT record_id FROM journal_entry WHERE record_id = ANY (%s) AND kind = 'link.dropped'"


def rebuild_reports(entries: Sequence[Kept], store: Store) -> dict[int, dict[str, Any]]:
    """What the bank says of reports; of one received, its bytes are read and compared with their digest."""
    reports = Report.objects.in_bulk([entry.record for entry in entries])
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        report = reports.get(entry.record)
        if report is None:
            continue
        found[entry.number] = {}
        if entry.kind == "report.received":
            content: dict[str, Any] = {"file_name": report.file_name, "digest": report.digest, "size": report.size}
            content |= {"provider": report.provider_id} | _bytes_otherwise(store, report.digest)
            told = {"told_by": report.received_by, "told_at": report.received_at}
            true = {"told_by": entry.actor, "told_at": entry.at}
            found[entry.number] = content | ({} if told == true else told)
    return found


def rebuild_photographs(entries: Sequence[Kept], store: Store) -> dict[int, dict[str, Any]]:
    """What the bank says of photographs in their newest version; their bytes are read and compared."""
    ids = [entry.record for entry in entries]
    photographs = Photograph.objects.in_bulk(ids)
    originals = dict(Original.objects.filter(pk__in=ids).values_list("pk", "digest"))
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        one = photographs.get(entry.record)
        if one is None:
            continue
        content: dict[str, Any] = {"seizure": one.seizure_id, "number": one.number, "kind": one.kind}
        if one.version == entry.version:
            content |= {"large": one.large, "small": one.small}
            if "regions" in entry.said:
                content["regions"] = one.regions
            for digest in filter(None, (one.large, one.small)):
                content |= _bytes_otherwise(store, digest)
        if "original" in entry.said:
            digest = originals.get(one.pk, "")
            content |= {"original": digest} | _bytes_otherwise(store, digest)
        found[entry.number] = content
    return found


def rebuild_links(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of links in their newest version; one that was dropped later is gone."""
    ids = [entry.record for entry in entries]
    links = Link.objects.in_bulk(ids)
    dropped = _dropped([one for one in ids if one not in links])
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        link = links.get(entry.record)
        if link is None and entry.record in dropped:
            found[entry.number] = {}
        elif link is not None and entry.kind != "link.dropped":
            found[entry.number] = {"a": link.a_id, "b": link.b_id}
            if link.version == entry.version:
                found[entry.number] |= _newest(link, entry)
    return found


def _newest(link: Link, entry: Kept) -> dict[str, Any]:
    content: dict[str, Any] = {"state": link.state, "probability": link.probability}
    if "reasons" in entry.said:
        content["reasons"] = link.reasons
    if entry.kind in _DECIDED and (link.decided_by, link.decided_at) != (entry.actor, entry.at):
        content["told_by"] = link.decided_by or "nobody"
    return content


def _dropped(links: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    if not links:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_DROPPED, [list(links)])
        return {row[0] for row in cursor.fetchall()}


def _bytes_otherwise(store: Store, digest: str) -> dict[str, str]:
    """Nothing, where the stored bytes are those that the digest names; else what they are."""
    try:
        with store.path(digest).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ChorsuError):
        return {"bytes": "missing"}
    return {} if found == digest else {"bytes": found}
