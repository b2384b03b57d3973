"""The grounds on which a record is erased, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

__all__ = ["GROUNDS"]

GROUNDS: dict[str, Promise] = {
    "court": pgettext_lazy("ground of erasure", "Decision of a court or of a supervisory authority"),
    "data-subject": pgettext_lazy("ground of erasure", "Request of the person concerned"),
    "unlawful": pgettext_lazy("ground of erasure", "Collected or kept unlawfully"),
    "retention": pgettext_lazy("ground of erasure", "Its time is over"),
    "entered-in-error": pgettext_lazy("ground of erasure", "Should never have been entered"),
}
