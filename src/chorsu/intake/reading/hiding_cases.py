"""Whether a place of hiding stands in a case, or with a small word, that says that something was in it.

"Сумкасидан", "дар ҷайби", "له بکس څخه": who takes drugs out of a bag tells where they were hidden, with no verb of
hiding. Goods and food hide only what is said to lie among or under them ("kartoshka orasidan").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.views import View

__all__ = ["is_inside", "stands_in"]

_HOLDERS = frozenset(
    {
        *("sack", "baggage", "handbag", "backpack", "outerwear", "clothes", "underwear", "shoes", "body", "swallowed"),
        *("inserted", "car-parts", "toilet", "plastic-bags", "furniture", "toys", "appliances", "electrical-parts"),
    }
)
"""Codes of things out of which something is taken only where it was hidden in them."""
_AMONG = frozenset({"food", "freight", "beverages", "cosmetics", "art-items", "office-supplies"})
_CASES = {
    "uz": r"\w(?:da|dan|dagi|да|дан|даги)",
    "kk": r"\w(?:[дт][ае]|[дтн][ае]н|[дт][ае][ғг][ыі])",
    "ky": r"\w(?:[дт][аеоө]|[дтн][аеоө]н|[дт][аеоө]г[ыиуү])",
    "tk": r"\w(?:d[ae]n?|daky|däki)",
    "az": r"\w(?:d[aə]n?|dak[iı]|dəki)",
}
"""Locative, ablative, and what is made of the locative; the dotless i is dotted in a view."""
_BEHIND = {
    "uz": r"(?:ich|ora|ost|tag|ич|ора|ост|таг)(?:i|si|и|си)(?:da|dan|dagi|ga|да|дан|даги|га)",
    "kk": r"(?:іші|арасы|асты|түбі)н[ае]н?(?:г[іы])?|(?:іші|арасы|асты|түбі)н(?:де|да)(?:гі|ғы)?",
    "ky": r"(?:ичи|арасы|алды|асты|түбү)н(?:[ае]н?|д[ае](?:г[иы])?|ө|өн)",
    "tk": r"(?:içi|arasy|aşagy|düýbü)n(?:den?|dan?|däki|daky|e|a)",
    "az": r"(?:içi|arasi|arası|alti|altı|dibi)n(?:d[əa]n?|dəki|dak[iı]|ə|a)",
}
_BEFORE = {
    "tg": (r"аз|дар", r"(?:аз |дар )?(?:дохили|даруни|зери|таги|миёни|байни|қаъри|дарунӣ)"),
    "fa": (r"از|در", r"(?:از |در )?(?:داخل|درون|زیر|میان|بین|لابلای|لابه لای|کف|تحت)"),
}
"""Words before a holder, and those of "among" and "under"."""
_PASHTO = re.compile(r" (?:\w+ ){0,1}(?:کې|کی|څخه|لاندې|دننه|نه)(?!\w)")
_PASHTO_AMONG = re.compile(r" (?:په )?(?:منځ|لاندې|دننه)(?!\w)")
_PASHTO_BEFORE = re.compile(r"(?<!\w)(?:په|له|تر) (?:\w+ ){0,2}$")
_ONE = "(?:як|ду|се|یک|دو|سه)"
"""Numerals between such a word and the holder."""
_NEAR = 24


def stands_in(view: View, code: Found[str], language: str) -> bool:
    """Whether the words of a place of hiding say that something was in, under or among it."""
    if code.value not in _HOLDERS | _AMONG:
        return False
    if language == "ps":
        return _in_pashto(view, code)
    if language in _BEFORE:
        return _behind_a_word(view, code, *_BEFORE[language])
    return language in _CASES and _in_a_case(view, code, language)


def is_inside(view: View, start: int, end: int, language: str) -> bool:
    """Whether a word stands in a case, or with a small word, that says that something was in it."""
    if language == "ps":
        before = view.plain[max(0, start - _NEAR) : start]
        return bool(_PASHTO.match(view.plain, end) and _PASHTO_BEFORE.search(before))
    if language in _BEFORE:
        before = view.plain[max(0, start - _NEAR) : start]
        return re.search(rf"(?<!\w)(?:{_BEFORE[language][0]}) (?:\w+ ){{0,1}}$", before) is not None
    return language in _CASES and re.search(_CASES[language] + "$", view.plain[start:end]) is not None


def _behind_a_word(view: View, code: Found[str], plain: str, among: str) -> bool:
    words = rf"(?:{among}) (?:\w+ )?" if code.value in _AMONG else rf"(?:{plain}|{among}) (?:{_ONE} )?"
    before = view.plain[max(0, code.start - _NEAR) : code.start]
    return re.search(rf"(?<!\w)(?:{words})$", before) is not None


def _in_a_case(view: View, code: Found[str], language: str) -> bool:
    if re.compile(rf" (?:{_BEHIND[language]})(?!\w)").match(view.plain, code.end):
        return True
    return code.value in _HOLDERS and re.search(_CASES[language] + "$", view.plain[code.start : code.end]) is not None


def _in_pashto(view: View, code: Found[str]) -> bool:
    behind = _PASHTO_AMONG if code.value in _AMONG else _PASHTO
    before = view.plain[max(0, code.start - _NEAR) : code.start]
    return bool(behind.match(view.plain, code.end) and _PASHTO_BEFORE.search(before))
