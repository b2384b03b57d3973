"""What an officer does on the confirming page. Each act is named by its button: `keep:DRAFT:PATH`, `accept:DRAFT`.

A script asks for the work alone (header `X-Chorsu-Part`) and draws it in place; without one the page is loaded anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import error_line
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse
from chorsu.desk.texts.views import found, work
from chorsu.desk.texts.wording import entry_of, slot_label
from chorsu.directory.models import Agency
from chorsu.intake.drafts import arriving, correcting, deciding
from chorsu.intake.drafts.keeping import ChangedError
from chorsu.intake.drafts.slots import WHOLE, restored
from chorsu.intake.models import Draft, Text
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

__all__ = ["act", "paste"]

UNREADABLE = 422
CHANGED = 409
"""Answers an act on what has changed since the page was drawn: the work is drawn anew, nothing was done."""
MOST_PASTED = 1_000_000
"""Characters that the box takes; more is a file."""
_DECIDES = {"accept": Draft.State.ACCEPTED, "reject": Draft.State.REJECTED}
_MOST_FIGURES = 9
_LONGEST_NAME = 60


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """A text from the box becomes a text handed in."""
    words = request.POST.get("text", "").replace("\x00", "")
    try:
        if not words.strip():
            raise InputError(_("is empty"), where=_("the text"), to_do=_("paste a text"))
        if len(words) > MOST_PASTED:
            raise InputError(_("is too long to paste"), where=_("the text"), to_do=_("hand it in as a file"))
        with transaction.atomic():
            text, again = arriving.hand_in(
                actor=actor_from(request),
                provider=provider_of(request).pk,
                name=_name_of(words),
                chunks=[words.encode("utf-8", "replace")],
                way="paste",
                at=now(),
            )
    except ChorsuError as error:
        refuse(request, error_line(error))
        return redirect("hand-in")
    if again:
        messages.info(request, _("This text was handed in before; here it is."))
    return redirect("text", text.pk)


def _name_of(words: str) -> str:
    """A name for a pasted text: its first words, whole ones."""
    first = " ".join(words.split())
    if len(first) > _LONGEST_NAME:
        first = first[: _LONGEST_NAME + 1].rpartition(" ")[0] or first[:_LONGEST_NAME]
    return "".join(sign if sign.isprintable() and sign not in "/\\" else " " for sign in first).strip() + ".txt"


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Carry out one act on one draft of a text, and show the work as it stands then."""
    text = found(identifier)
    name, _colon, rest = request.POST.get("act", "").partition(":")
    problems: dict[uuid.UUID, dict[str, str]] = {}
    draft: uuid.UUID | None = None
    line, status = "", UNREADABLE
    try:
        if name == "add":
            with transaction.atomic():
                arriving.add_draft(actor=actor_from(request), text=text.pk, at=now(), seen=_seen(request, ""))
        else:
            number, _colon, rest = rest.partition(":")
            draft = _draft_of(text, number)
            with transaction.atomic():
                problems = _carry_out(request, name, draft, rest, _seen(request, number))
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        changed = isinstance(error, ChangedError)
        line = _changed_line(name, draft) if changed else error_line(error)
        status = CHANGED if changed else UNREADABLE
        problems = {draft: {_path_in(rest): line}} if draft and status == UNREADABLE else {}
    return _answer(request, text, problems, line, status)


def _changed_line(name: str, draft: uuid.UUID | None) -> str:
    """What to say of an act on what has changed: where the draft stands as was asked, that it does."""
    if draft and name in _DECIDES and Draft.objects.filter(pk=draft, state=_DECIDES[name]).exists():
        return _("It had been decided so already: so it stands, as shown here. Nothing is done twice.")
    return _("This has changed in the meantime: so it stands now. What you asked for is not done.")


def _draft_of(text: Text, number: str) -> uuid.UUID:
    if not number.isascii() or not number.isdecimal() or len(number) > _MOST_FIGURES:
        raise AbsentError
    found = Draft.objects.filter(text=text, number=int(number)).values_list("pk", flat=True).first()
    if found is None:
        raise AbsentError
    return found


def _seen(request: HttpRequest, number: str) -> int:
    """How many acts on a draft the page knew of; of no draft, how many drafts."""
    return _whole(request.POST.get(f"seen:{number}", ""))


def _path_in(rest: str) -> str:
    return rest.partition(":")[0]


def _carry_out(
    request: HttpRequest, name: str, draft: uuid.UUID, rest: str, seen: int
) -> dict[uuid.UUID, dict[str, str]]:
    """Carry out an act; what is wrong with which slot, when it is an acceptance that cannot be."""
    who: dict[str, Any] = {"actor": actor_from(request), "draft": draft, "at": now(), "seen": seen}
    if name == "accept":
        return _accept(request, who)
    path, _colon, more = rest.partition(":")
    acts: dict[str, Callable[[], object]] = {
        "keep": lambda: correcting.keep(**who, path=path),
        "choose": lambda: correcting.choose(**who, path=path, number=_whole(more)),
        "fill": lambda: correcting.fill(
            **who, path=path, start=_whole(more.partition(":")[0]), end=_whole(more.partition(":")[2])
        ),
        "type": lambda: correcting.type_in(**who, path=path, words=_typed(request, draft, path)),
        "empty": lambda: correcting.empty(**who, path=path),
        "add-lot": lambda: correcting.add_lot(**who),
        "remove-lot": lambda: correcting.remove_lot(**who, number=_whole(path)),
        "reject": lambda: deciding.reject(**who, reason=rest or request.POST.get("reason", "")),
        "undo": lambda: deciding.undo(**who),
    }
    if name not in acts:
        raise InputError(_("is no act"), where=name[:40], to_do=_("load the page again"))
    acts[name]()
    return {}


def _accept(request: HttpRequest, who: dict[str, Any]) -> dict[uuid.UUID, dict[str, str]]:
    found = Draft.objects.filter(pk=who["draft"]).first()
    if found is None:
        raise AbsentError
    unsaved = _unsaved(request, found)
    if unsaved:
        return {found.pk: unsaved}
    provider = Agency.objects.select_related("state").get(pk=found.provider_id)
    form = AudienceForm(provider, names_of(), now().date(), request.POST)
    if not form.is_valid():
        lines = [str(line) for errors in form.errors.values() for line in errors]
        return {found.pk: {"": " ".join(lines)}}
    done = deciding.accept(
        **who,
        audience=form.numbers,
        until=form.ends,
        lang=language(),
        transfer=form.transfer,
    )
    if isinstance(done, Draft):
        return {}
    return {found.pk: {path: problem.line(language()) for path, problem in done.items()}}


def _unsaved(request: HttpRequest, draft: Draft) -> dict[str, str]:
    """What was typed over a value and not saved, by path: an acceptance would lose it without a word."""
    typed = {path: request.POST.get(f"typed:{draft.number}:{path}") for path in draft.slots}
    stands = {path: entry_of(path, slot.value).strip() for path, slot in restored(draft.slots).items()}
    line = _("what was typed is not saved; save it, then accept")
    return {path: line for path, words in typed.items() if words is not None and words.strip() != stands[path]}


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_FIGURES:
        raise InputError(_("is no number"), where=text[:20], to_do=_("load the page again"))
    return int(text)


def _typed(request: HttpRequest, draft: uuid.UUID, path: str) -> str:
    number = Draft.objects.values_list("number", flat=True).get(pk=draft)
    return request.POST.get(f"typed:{number}:{path}", "")


def _answer(
    request: HttpRequest,
    text: Text,
    problems: dict[uuid.UUID, dict[str, str]],
    line: str,
    wrong: int,
) -> HttpResponse:
    lines = [_named(path, said) for slots in problems.values() for path, said in slots.items()]
    if request.headers.get("X-Chorsu-Part"):
        status = wrong if lines or line else 200
        context = work(request, text, problems=problems, said=line or " ".join(lines))
        response = render(request, "texts/work.html", context, status=status)
        response["X-Chorsu-Part"] = "1"
        return response
    for said in lines:
        refuse(request, said)
    if line and not problems:
        refuse(request, line)
    return redirect("text", text.pk)


def _named(path: str, line: str) -> str:
    """A line with the name of the value that it is about."""
    return f"{slot_label(path)}: {line}" if path in WHOLE or path.startswith("lots.") else line
