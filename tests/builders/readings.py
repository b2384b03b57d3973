"""Texts as an invented authority writes them, and what a reader makes of them, in the file format of `chorsu read`."""

__all__ = ["NOTE", "THREE", "answer_to", "words_in"]

NOTE = (
    "Example note. On 12 March 2024 officers of the Example Border Guard stopped a car at Termez and found "
    "27 kg 350 g of hashish and 1.5 kg of opium behind the rear door. One person was detained. The load came "
    "from Afghanistan and was bound for Russia."
)
THREE = (
    "Example digest. On 1 March 2024 in Termez 2 kg of heroin was seized. On 2 March 2024 in Nukus 3 kg of opium was "
    "seized. On 3 March 2024 in Urgench about 4 kg of hashish was seized."
)
WHERE = {"Termez": ("1215957", "UZ-SU"), "Nukus": ("601294", "UZ-QR"), "Urgench": ("1512473", "UZ-XO")}


def words_in(text, words, nth=0):
    """The place of words in a text, as a value of an answer."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"quote": words, "start": start, "end": start + len(words)}


def place_in(text, words, **more):
    identifier, iso = WHERE.get(words, ("", ""))
    return words_in(text, words) | {"name_en": words, "id": identifier, "iso": iso, "confidence": 0.95} | more


def item_in(text, words, quantity, substance, **more):
    amount, name = words.split(" of ")
    own = {"substance": substance, "substance_quote": words_in(text, name), "quantity": quantity, "unit": "kg"}
    return words_in(text, amount) | own | {"confidence": 0.97} | more


def answer_to(text):
    """The answer to one of the two texts above; nothing for any other text."""
    seizures = []
    if text == NOTE:
        seizures = [
            {
                "date": "2024-03-12",
                "date_quote": words_in(text, "12 March 2024"),
                "country": "UZ",
                "place": place_in(text, "Termez"),
                "agency": words_in(text, "Example Border Guard")
                | {"name_en": "Example Border Guard", "confidence": 0.9},
                "items": [
                    item_in(text, "27 kg 350 g of hashish", 27.35, "cannabis resin"),
                    item_in(
                        text,
                        "1.5 kg of opium",
                        1.5,
                        "opium",
                        confidence=0.6,
                        alternatives=[{"quantity": 15, "unit": "kg"}],
                    ),
                ],
                "concealment": words_in(text, "behind the rear door") | {"code": "car-parts", "confidence": 0.7},
                "from": words_in(text, "Afghanistan") | {"iso": "AF", "confidence": 0.95},
                "to": words_in(text, "Russia") | {"iso": "RU", "confidence": 0.95},
                "arrested": 1,
                "arrested_quote": words_in(text, "One person"),
                "confidence": 0.9,
            }
        ]
    elif text == THREE:
        days = (("1 March 2024", "Termez"), ("2 March 2024", "Nukus"), ("3 March 2024", "Urgench"))
        lots = (
            ("2 kg of heroin", 2, "heroin"),
            ("3 kg of opium", 3, "opium"),
            ("4 kg of hashish", 4, "cannabis resin"),
        )
        for number, ((day, place), lot) in enumerate(zip(days, lots, strict=True), start=1):
            seizures.append(
                {
                    "date": f"2024-03-0{number}",
                    "date_quote": words_in(text, day),
                    "country": "UZ",
                    "place": place_in(text, place),
                    "items": [item_in(text, *lot)],
                    "confidence": 0.95,
                }
            )
    return {"kind": "seizure" if seizures else "other", "language": "en", "script": "Latn", "seizures": seizures}
