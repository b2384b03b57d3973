"""A text cut for the page: the pieces together are the text, whatever it holds, and each knows what it fills."""

from hypothesis import given
from hypothesis import strategies as st

from chorsu.desk.texts.marked import MOST_SHOWN, Mark, pieces, window

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("аaеe\u202e\u200b\u00ad 1"), max_size=60)


@given(TEXTS, st.data())
def test_pieces_are_the_text(text, data):
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    drawn = data.draw(st.lists(spans, max_size=6))
    marks = [Mark(min(a, b), max(a, b), f"1:{n}") for n, (a, b) in enumerate(drawn) if a != b]
    found = pieces(text, marks, 0, len(text))
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        assert text[piece.at :].startswith(piece.text)
        covering = {mark.slot for mark in marks if mark.start <= piece.at < mark.end}
        assert set(piece.slots.split()) == covering


def test_disguised_and_hidden_letters_are_pieces_of_their_own():
    found = pieces("Термезe\u202e", [], 0, 8)
    assert [(piece.text, bool(piece.disguise), piece.unseen is not None) for piece in found] == [
        ("Термез", False, False),
        ("e", True, False),
        ("\u202e", False, True),
    ]


def test_of_a_long_text_the_part_with_the_values_is_shown():
    assert window(100, []) == (0, 100)
    start, end = window(10 * MOST_SHOWN, [Mark(5 * MOST_SHOWN, 5 * MOST_SHOWN + 3, "1:date")])
    assert start < 5 * MOST_SHOWN < end
    assert end - start == MOST_SHOWN
    assert window(MOST_SHOWN + 5, [Mark(MOST_SHOWN, MOST_SHOWN + 3, "1:date")])[1] == MOST_SHOWN + 5
