"""How well texts are read, by language and slot; and what was confirmed, as labelled examples."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from chorsu.desk.requests import actor_from
from chorsu.desk.texts.wording import language_name, reason_words, slot_label
from chorsu.directory.trail import trail_of
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts.examples import example_of
from chorsu.intake.drafts.figures import OUTCOMES, confirmed, tallies
from chorsu.intake.drafts.slots import WHOLE, restored

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from chorsu.handling.rules import Actor
    from chorsu.intake.drafts.figures import Tally

__all__ = ["examples", "quality"]

_SLOTS = (*WHOLE[:2], "substance", "amount", *WHOLE[2:])


@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """The figures of each language, slot by slot."""
    found = tallies()
    trail_of(request).figured(sum(tally.accepted for tally in found), found)
    return render(request, "texts/quality.html", {"languages": [_shown(tally) for tally in found]})


def _shown(tally: Tally) -> dict[str, Any]:
    slots = []
    for name in _SLOTS:
        counted = tally.slots.get(name)
        if counted:
            of = counted.total()
            label = slot_label(name if name in WHOLE else f"lots.1.{name}")
            slots.append((label, round(100 * counted["right"] / of), of, [counted[outcome] for outcome in OUTCOMES]))
    return {
        "language": language_name(tally.language),
        "accepted": tally.accepted,
        "added": tally.added,
        "slots": slots,
        "left": [(reason_words(reason), count) for reason, count in tally.left.most_common()],
    }


@require_GET
def examples(request: HttpRequest) -> StreamingHttpResponse:
    """Confirmed texts with their values, one JSON line a text."""
    leaving = set(confirmed().values_list("pk", flat=True))
    trail_of(request).exported(leaving)
    answer = StreamingHttpResponse(
        _lines(actor_from(request), leaving), content_type="application/x-ndjson; charset=utf-8"
    )
    name = pgettext("name of a file", "confirmed-texts")
    answer["Content-Disposition"] = f'attachment; filename="{name}.jsonl"'
    return answer


def _lines(actor: Actor, leaving: set[uuid.UUID]) -> Iterator[bytes]:
    """Streamed after the request's transaction has ended, hence in a transaction of its own for the same viewer."""
    with viewing(actor), transaction.atomic():
        drafts = confirmed().order_by("text_id", "number").iterator(chunk_size=200)
        for _text, group in groupby(drafts, key=lambda draft: draft.text_id):
            found = [draft for draft in group if draft.pk in leaving]
            if not found:
                continue
            text = found[0].text
            slots = [restored(draft.slots) for draft in found]
            said = example_of(str(text.pk), text.text, text.language, text.published, slots)
            yield (json.dumps(said, ensure_ascii=False) + "\n").encode()
