"""A post is entered with its words; "who is who" knows public texts alone, whoever asks."""

import pytest

from builders.cooperation import day, in_text, posts
from cast import actor
from chorsu.directory.models import Post
from chorsu.directory.posts import restore_post, who_is_who, withdraw_post
from chorsu.handling.rules import EVERYBODY, MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.spans import SourceSpan

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "Acting director of the example centre A. Exampleov spoke."


def known(who="stranger-c", **asked):
    with viewing(actor(who)):
        return [(one.name, [post.post for post in one.posts]) for one in who_is_who(**asked)]


def test_a_post_of_a_public_text_is_known_to_every_officer_with_its_words():
    posts("Exampleov Anvar", organisation="Example centre", span=in_text(TEXT, "A. Exampleov"))
    assert known() == [("Exampleov Anvar", ["Director"])]
    with viewing(actor("stranger-c")):
        span = Post.objects.get().span
    assert TEXT[span.start : span.end] == span.quote == "A. Exampleov"


def test_a_post_of_a_marked_text_is_not_in_who_is_who_even_for_those_who_see_it():
    posts("Anvar Exampleov", public=False, audience=[MEMBERS])
    posts("Lola Primerova", public=False, audience=[EVERYBODY])
    for who in ("stranger-c", "duty-officer"):
        with viewing(actor(who)):
            assert Post.objects.count() == 2
        assert known(who) == []


def test_a_marked_post_is_absent_for_a_stranger():
    posts("Anvar Exampleov", public=False)
    with viewing(actor("stranger-c")):
        assert not Post.objects.exists()


def test_one_person_has_all_posts_the_newest_first():
    posts("A. Exampleov", post="Analyst", seen_on=day("01-10"))
    posts("Exampleov Anvar Karimovich", post="Acting director", acting_for="the director", seen_on=day("10-05"))
    assert known() == [("Exampleov Anvar Karimovich", ["Acting director", "Analyst"])]
    assert known(text="анвар") == known(text="director") == known()
    assert known(text="nobody like it") == []


def test_the_same_words_are_a_post_once():
    span = in_text(TEXT, "A. Exampleov")
    assert posts("A. Exampleov", span=span)[0].pk == posts("A. Exampleov", span=span)[0].pk


@pytest.mark.parametrize(
    ("names", "more"),
    [
        (("",), {}),
        (("Mr",), {}),
        (("Anvar Exampleov",), {"post": ""}),
        (("Anvar Exampleov",), {"country": "Tajikistan"}),
        (("Anvar Exampleov",), {"since": day("10-05"), "until_day": day("10-04")}),
        (("Anvar Exampleov",), {"span": SourceSpan("news/1", 0, 3, "four")}),
        (("Anvar Exampleov", "x" * 301), {}),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(names, more):
    with pytest.raises(InputError):
        posts(*names, **more)
    assert known("duty-officer") == []


def test_nobody_enters_posts_for_another_agency():
    with pytest.raises(RefusedError):
        posts("Anvar Exampleov", who="border-officer")


def test_a_post_is_taken_back_by_its_provider_alone_and_restored():
    (post,) = posts("Anvar Exampleov")
    for who, error in (("stranger-c", RefusedError), ("border-officer", RefusedError)):
        with viewing(actor(who)), pytest.raises(error):
            withdraw_post(identifier=post.pk, actor=actor(who), at=now())
    with viewing(actor("duty-officer")):
        withdraw_post(identifier=post.pk, actor=actor("duty-officer"), at=now())
    assert known() == []
    with viewing(actor("duty-officer")):
        restore_post(identifier=post.pk, actor=actor("duty-officer"), at=now())
    assert known() == [("Anvar Exampleov", ["Director"])]


def test_a_hidden_post_and_none_are_one():
    (post,) = posts("Anvar Exampleov", public=False)
    with viewing(actor("stranger-c")), pytest.raises(AbsentError):
        withdraw_post(identifier=post.pk, actor=actor("stranger-c"), at=now())
