"""A text, an item or a file that cannot be read fails by itself: it says so, may come again, and keeps nobody waiting."""

from itertools import count

import pytest

from builders.readings import NOTE, THREE, answer_to
from chorsu.config.drafted import await_read, tell
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts import tasks
from chorsu.intake.drafts.reading import Part
from chorsu.intake.drafts.tasks import MOST_TRIES, read_next
from chorsu.intake.models import Text
from chorsu.kernel.errors import InputError


def test_a_file_that_is_no_text_fails_with_one_line_and_may_come_again(desk):
    text = desk.hands_in("\x00\x01\x02\x03" * 50, name="broken.bin")
    desk.reads()
    with viewing(desk.actor):
        found = Text.objects.get(pk=text.pk)
    assert found.state == Text.State.FAILED
    assert found.error["what"]
    assert desk.hands_in("\x00\x01\x02\x03" * 50).pk != text.pk


ITEMS = (Part("first item", title="one"), Part("second item", title="two"), Part("third item", title="three"))


def fails_on(words):
    def answers(text, *_):
        if text in words:
            raise ValueError(text)
        return answer_to(text)

    return answers


def steps(desk, *, items=ITEMS, answers=lambda text, *_: answer_to(text)):
    with desk.as_role("worker"):
        while read_next(items=lambda *_: iter(items), answers=answers):
            pass


def states(desk):
    with viewing(desk.actor):
        return list(Text.objects.order_by("number").values_list("state", flat=True))


@pytest.mark.parametrize("bad", ["first item", "third item"])
def test_one_unreadable_item_leaves_the_file_handed_in(desk, bad):
    desk.hands_in("a file of three")
    steps(desk, answers=fails_on({bad}))
    assert sorted(states(desk)) == ["failed", "read", "read"]
    with viewing(desk.actor):
        stands = Text.objects.select_related("report").filter(state=Text.State.READ).order_by("number").first()
    assert stands.report.withdrawn_at is None
    assert desk.hands_in("a file of three").pk == stands.pk


def test_a_file_of_which_every_item_is_unreadable_may_come_again(desk):
    text = desk.hands_in("a file of three")
    steps(desk, answers=fails_on({piece.text for piece in ITEMS}))
    assert set(states(desk)) == {"failed"}
    assert desk.hands_in("a file of three").report_id != text.report_id


class Killed(BaseException):
    """The worker is gone in the middle of a step."""


def kills(text, *_):
    if text == NOTE:
        raise Killed
    return answer_to(text)


def runs(desk, answers):
    """Workers one after another, until one finds nothing left; how many were lost."""
    for lost in range(20):
        try:
            steps(desk, items=[], answers=answers)
        except Killed:
            continue
        return lost
    pytest.fail("it kills every worker")


def test_a_text_that_ends_the_worker_is_given_up_and_keeps_nobody_waiting(desk):
    bad, good = desk.hands_in(NOTE), desk.hands_in(THREE)
    with desk.as_role("worker"):
        Text.objects.filter(pk=bad.pk).update(text=NOTE)
        Text.objects.filter(pk=good.pk).update(text=THREE)
        with pytest.raises(Killed):
            read_next(answers=kills)
        read_next(answers=kills)
    with viewing(desk.actor):
        assert Text.objects.get(pk=good.pk).state == Text.State.READ
    assert runs(desk, kills) == MOST_TRIES - 2
    with viewing(desk.actor):
        found = Text.objects.get(pk=bad.pk)
        assert (found.state, found.error["what"]) == (Text.State.FAILED, "could not be read")


def test_a_worker_that_is_stopped_counts_no_try(desk):
    text = desk.hands_in(NOTE)
    with desk.as_role("worker"):
        Text.objects.update(text=NOTE)
        for _ in range(MOST_TRIES + 1):
            with pytest.raises(SystemExit):
                read_next(answers=lambda *_: raises(SystemExit))
    desk.reads()
    with viewing(desk.actor):
        assert Text.objects.get(pk=text.pk).state == Text.State.READ


def raises(error):
    raise error


def test_no_more_items_of_a_file_are_taken_than_can_be_kept(desk, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_ITEMS", 3)
    taken = []
    endless = (taken.append(number) or Part(f"item {number}" if number % 2 else " ") for number in count())
    desk.hands_in("a file without end")
    steps(desk, items=endless)
    assert len(states(desk)) == 3
    assert len(taken) == 8
    with viewing(desk.actor):
        assert Text.objects.get(number=0).warnings == ["only the first 3 items were read"]


def test_a_file_is_refused_by_the_verb_only_when_nothing_of_it_could_be_read(desk):
    found = desk.hands_in("a file of three")
    steps(desk, answers=fails_on({"first item"}))
    said = []
    tell("three.txt", await_read(found.report_id, desk.actor, lambda: None), said.append)
    assert [line for line in said if "could not be read" in line]
    assert said[-1].startswith("three.txt: 2 texts read")
    other = desk.hands_in("another file of three")
    steps(desk, answers=fails_on({piece.text for piece in ITEMS}))
    with pytest.raises(InputError):
        tell("three.txt", await_read(other.report_id, desk.actor, lambda: None), said.append)
