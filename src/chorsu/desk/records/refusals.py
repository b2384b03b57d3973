"""What is refused on the pages of a record, as one line in the reader's language: what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chorsu.desk.records.numbers import DOUBTFUL

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.kernel.errors import ChorsuError

__all__ = ["said"]

_LINES: dict[str, _StrPromise] = {
    "a laboratory has confirmed it": _("A laboratory has confirmed this quantity; correct the record instead."),
    "a laboratory says more": _("A laboratory states purity, sample or method: give at least one of them."),
    "a reason is needed": _("Say why: the reason stays in the record's history."),
    "cannot be corrected": _("This cannot be corrected here."),
    "cannot be the day of a seizure": _("This cannot be the day of a seizure; check the year."),
    "follows from other claims": _("This follows from other claims; decide those."),
    "goes with cash": _("A currency goes with cash, and cash with a currency."),
    "has more pixels than any camera takes": _("More pixels than any camera takes; choose a smaller picture."),
    "holds nothing of the picture": _("The rectangle lies outside the picture; draw it on the picture."),
    "is a HEIC or AVIF picture": _("HEIC and AVIF pictures are not read; set the camera to JPEG."),
    "is broken or cut off": _("The picture is broken or cut off; take it or choose it again."),
    "is larger than": _("The photograph is too large; choose a smaller one."),
    "is longer than": _("This is too long; say it shorter."),
    "is more than 100 %": _("Purity is a share: at most 100 %."),
    "is more than the upper bound": _("The lower bound is above the upper one; exchange the two."),
    "is no count": _("Write a whole number."),
    "is no count of persons": _("Write how many persons there were as a whole number, at most 10,000."),
    "has no clock": _("Choose the clock by which the time was told."),
    "is no time of the day": _("Write the time like 02:40."),
    "is of another country": _("This region is of another country; choose one of the country, or leave it empty."),
    "is of another day": _("This moment lies on another day than the seizure; check the date and the time."),
    "lies in the future": _("This moment lies in the future; check the date and the time."),
    "is no identifier": _("Write one identifier a line, its kind before a colon: phone: +998 90 123 45 67."),
    "are too many": _("These are too many identifiers for one seizure."),
    "are changed on their own": _(
        "Identifiers that only your authority sees are changed on their own: save the other changes first."
    ),
    "is no kind of photograph": _("Choose what the photograph shows from the list."),
    "is no later state": _("Choose whether it is weighed or confirmed by a laboratory."),
    "is no picture that is read": _("This is no picture that can be read; choose a JPEG, PNG or WebP."),
    "is no quantity": _("Check the quantity and its unit."),
    "is no unit of cash": _("Cash has a currency instead of a unit."),
    "is not a date": _("Write the date like 2024-05-31."),
    "is not a number": _("Write the quantity as a number, like 12.5."),
    "is of drugs alone": _("Only drugs have a substance; correct the item instead."),
    "is said by a laboratory": _(
        "Purity, sample and method are a laboratory's: leave them empty, or choose confirmed."
    ),
    "is said of drugs alone": _("Only drugs are weighed and confirmed here; correct the record instead."),
    "lies outside its interval": _("The quantity lies outside its interval; correct the quantity or its bounds."),
    "is asked of its provider by others": _("This record is your own: release it instead."),
    "the record is kept from them": _(
        "You keep this record from whom it would be passed on to: release it to them yourself, or refuse."
    ),
    "is no longer released to who asks": _("Whoever asks does not have this record any more: refuse the request."),
    "is no request": _("Choose what is asked and by when from the lists."),
    "needs no permission": _("The marking lets you do this already; nothing need be asked."),
    "needs a legal basis": _(
        "Persons are told of, or may be in its words: before it goes abroad, state the agreement or the law, and why."
    ),
    "is refused on that ground": _("With this risk it must not be transferred; keep the refusal instead."),
    "is no flag": _("Choose from the list."),
    "no ground is given": _("Choose the ground of the refusal from the list."),
    "is no source of a version": _("A version is made of the record itself, and of none that is withdrawn."),
    "nothing is left out": _("Coarsen or leave out something: else it says all that the record says."),
    "a grading has two parts": _("Grade both the source and the information, or neither."),
    "a non-member is reached within one operation alone": _(
        "A non-member is reached within one operation alone: choose the operation."
    ),
    "a pointer leads to somebody": _("Say whom to ask: that is what a search will show."),
    "a restriction is said in words": _("H3 is a restriction in words: write it, or untick it."),
    "a rule has a name": _("Name the rule, in up to 120 characters."),
    "a rule is approved by somebody else than its maker": _("Another officer of your authority approves this rule."),
    "an erasure is confirmed by somebody else than its proposer": _(
        "You proposed it: another officer of the provider confirms."
    ),
    "is in no list": _("Choose from the list."),
    "is no day of a review": _("Choose a day of review from tomorrow on, within three years."),
    "is no number of days": _("Write up to three years in days, like 365."),
    "is no operation": _("Choose the operation from the list."),
    "is no part of a record": _("There is no such part any more; load the page again."),
    "is no weight": _("Write the weight in kilograms, like 1.5."),
    "rules are set for one's own agency only": _("Rules are set for one's own agency only."),
    "somebody is named who is not in the directory": _("Choose from the list."),
    "the provider is named": _("The provider always sees its own record; choose somebody else."),
    "the same are named and left out": _("The same are chosen and left out: untick them in one of the two lists."),
    "this release does not stand any more": _("This release does not stand any more; load the page again."),
    "waits for nobody": _("It stands so already; load the page again."),
    "nobody is named": _("Choose a state, an agency or a group."),
    "nothing is changed": _("Nothing is changed: change a value, or leave the record as it is."),
    "more than 12 photographs": _("A record shows at most 12 photographs; choose the telling ones."),
    "no reason is given": _("Say why: the reason is kept with the original."),
    "only the provider of a photograph changes it": _("Only the provider of a photograph may do this."),
    "only the provider of a record adds photographs": _("Only the provider of a record may do this."),
    "only the provider of a record may do this": _("Only the provider of a record may do this."),
    "stands so already": _("It stands so already; load the page again."),
    "the end lies in the past or too far on": _("Choose a last day from tomorrow on, within three years."),
    "the provider cannot be excluded": _("The provider cannot be kept from its own record; choose somebody else."),
    "the end lies beyond the review": _("Choose a last day before the record's day of review."),
    "the review lies in the past or too far on": _("Choose a last day from tomorrow on, within three years."),
    "there is no lot": _("There is no such lot any more; load the page again."),
    "was not taken back": _("It stands so already; load the page again."),
    "was taken back before": _("It stands so already; load the page again."),
    "was taken back": _("This photograph was taken back; put it back first."),
    "was changed in the meantime": _("Somebody changed this record in the meantime; load the page again."),
}
"""By how the error begins. What is in no line here is shown as the program says it."""
_OF_A_SHARE: _StrPromise = _("Purity is a share of pure substance in percent: more than 0 and at most 100.")


def said(error: ChorsuError) -> str:
    """An error as one line for the page."""
    if error.where == "purity" and error.what in {"is no quantity", "is not a number", "is more than 100 %"}:
        return str(_OF_A_SHARE)
    if error.what == DOUBTFUL:
        line = gettext(
            "“%(given)s” can be either; write one digit more, like 1.2000, or leave the sign out, like 1200."
        )
        return line % {"given": error.where}
    known = next((line for begins, line in _LINES.items() if error.what.startswith(begins)), None)
    return str(known) if known else gettext("This cannot be taken: %(line)s") % {"line": error}
