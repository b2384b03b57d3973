"""Events of cooperation: kind, days, place, way of meeting, organisers; what is only referred to stays a reference."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.reading.event_cases import Town, read

from chorsu.intake.reading.seats import seat_of

MAY_5, MAY_7 = dt.date(2031, 5, 5), dt.date(2031, 5, 7)


def _days(event):
    return event.when.value.start, event.when.value.end or event.when.value.start


@pytest.mark.parametrize(
    ("language", "text", "kind", "place"),
    [
        ("en", "From 5 to 7 May 2031 a regional conference on precursors was held in Osh.", "conference", "Osh"),
        (
            "en",
            "The delegation took part in a working group meeting, which took place on May 5-7, 2031 in Tashkent.",
            "meeting",
            "Tashkent",
        ),
        ("en", 'On 5-7 May 2031 the joint operation "Example" was conducted.', "operation", None),
        ("en", "A table-top exercise ran from 5 to 7 May 2031 in Bishkek.", "exercise", "Bishkek"),
        ("ru", "С 5 по 7 мая 2031 года в Бишкеке прошёл семинар по прекурсорам.", "training", "Bishkek"),
        (
            "ru",
            "5–7 мая 2031 года делегация центра приняла участие в заседании рабочей группы в Ташкенте.",
            "meeting",
            "Tashkent",
        ),
        ("ru", "5-7 мая 2031 года проведена региональная операция «Пример».", "operation", None),
        (
            "tg",
            "Рӯзҳои 5–7 майи соли 2031 дар шаҳри Душанбе конфронси байналмилалӣ баргузор гардид.",
            "conference",
            "Dushanbe",
        ),
        ("uz", "2031-yil 5-7-may kunlari Toshkent shahrida o‘quv seminari bo‘lib o‘tdi.", "training", "Tashkent"),
        ("kk", "2031 жылғы 5–7 мамырда Алматы қаласында халықаралық конференция өтті.", "conference", "Almaty"),
        ("ky", "2031-жылдын 5–7-майында Бишкек шаарында семинар өттү.", "training", "Bishkek"),
        ("tk", "2031-nji ýylyň 5-7-nji maýynda Mary şäherinde maslahat geçirildi.", "meeting", "Mary"),
        ("az", "5-7 may 2031-ci il tarixlərində Gəncə şəhərində təlim keçirilib.", "training", "Ganja"),
        ("fa", "کارگاه آموزشی از ۵ تا ۷ می ۲۰۳۱ در شهر هرات برگزار شد.", "training", "Herat"),
    ],
)
def test_an_event_in_every_language(language, text, kind, place):
    (event,) = read(text, language)
    assert event.kind.value == kind
    assert _days(event) == (MAY_5, MAY_7)
    assert (event.place.value.name_en if event.place else None) == place
    assert event.role == "reported"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In Osh on 5 May 2031, the delegation met with the Minister.", "meeting"),
        ("On 5 May 2031 the delegation paid a visit to the port of Osh.", "visit"),
        ("At the 9th session of the Working Group (Vienna, 5 May 2031), the expert spoke.", "meeting"),
    ],
)
def test_a_verb_or_a_bracket_tells_an_event_too(text, kind):
    (event,) = read(text)
    assert (event.kind.value, _days(event)[0]) == (kind, MAY_5)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police detained two men on 5 May 2031 after a conference call led officers to a flat in Osh."),
        ("en", "On 5 May 2031 officers seized 3 kg of heroin in the course of a search in Osh."),
        ("ru", "5 мая 2031 года в ходе спецоперации в Оше изъято 3 кг героина."),
        ("ru", "5 мая 2031 года в результате оперативно-розыскных мероприятий в Оше задержан мужчина."),
        ("ru", "5 мая 2031 года в Оше проведена операция, изъято 3 кг героина."),
        ("uz", "2031-yil 5-may kuni tezkor tadbir o‘tkazildi va 3 kg geroin olindi."),
        ("kk", "2031 жылғы 5 мамырда жедел-іздестіру шаралары жүргізілді."),
        ("az", "5 may 2031-ci il tarixində keçirilən əməliyyat zamanı 3 kq heroin aşkar edilib."),
    ],
)
def test_the_work_of_one_service_is_no_event_of_cooperation(language, text):
    assert read(text, language) == []


def test_an_event_of_years_before_is_only_a_reference():
    text = (
        "On 5-7 May 2031 a conference was held in Osh. It continued the “Example process”, begun at the first "
        "conference “Safe borders” (Astana, 3-4 March 2027)."
    )
    told, reference = read(text)
    assert (told.role, _days(told)) == ("reported", (MAY_5, MAY_7))
    assert (reference.role, _days(reference)) == ("reference", (dt.date(2027, 3, 3), dt.date(2027, 3, 4)))
    assert reference.place.value.name_en == "Astana"


def test_a_second_event_has_days_of_its_own():
    text = (
        "On 5 May 2031 a meeting of experts was held in Osh. 12 experts took part in the meeting. "
        "On 9 May 2031 a seminar was held in Bishkek. 30 officers attended the seminar."
    )
    one, other = read(text)
    assert (one.kind.value, one.number("delegates").value.number) == ("meeting", 12)
    assert (other.kind.value, other.number("participants").value.number) == ("training", 30)
    assert (one.place.value.name_en, other.place.value.name_en) == ("Osh", "Bishkek")


def test_days_to_come_announce_an_event():
    (event,) = read("A seminar will be held in Osh on 5 May 2031.", published=dt.date(2031, 4, 1))
    assert event.role == "announced"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("On 5 May 2031 a meeting was held in a hybrid format.", "hybrid"),
        ("On 5 May 2031 a briefing took place online.", "online"),
        ("On 5 May 2031 a meeting was held in Osh. The analyst took part online.", None),
        ("On 5 May 2031 a meeting was held in Osh. The meeting was held by videoconference.", "online"),
    ],
)
def test_the_way_of_meeting_is_that_of_the_event(text, mode):
    (event,) = read(text)
    assert (event.mode.value if event.mode else None) == mode


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "en",
            (
                "On 5 May 2031 a course was held in Osh, organised by the Example Office in Osh and the Academy of the Example "
                "Guard, and attended by judges."
            ),
            ["Example Office in Osh", "Academy of the Example Guard"],
        ),
        (
            "en",
            "On 5 May 2031 a course was held in Osh. The organizers were the Example Office, Alpha Fund and Beta Academy.",
            ["Example Office", "Alpha Fund", "Beta Academy"],
        ),
        (
            "ru",
            "5 мая 2031 года прошёл курс, организованный Управлением примеров и образцов при поддержке Фонда «Пример».",
            ["Управлением примеров и образцов"],
        ),
    ],
)
def test_organisers_keep_their_names(language, text, names):
    (event,) = read(text, language)
    assert [name.value for name in event.organisers] == names


def test_the_seat_of_the_host_is_the_place_of_an_event_on_its_basis():
    def locate(name):
        return Town("Almaty") if name == "EXAMPLE" else None

    text = "On 5 May 2031 a course was held on the basis of EXAMPLE in support of the Vienna Declaration."
    (event,) = read(text, locate=locate)
    assert event.venue.value == "EXAMPLE"
    assert event.place.value.name_en == "Almaty"
    assert event.place.quote == "EXAMPLE"


def test_an_event_is_named_by_its_own_words():
    (event,) = read("On 5 May 2031 the third regional seminar on container control was held in Osh.")
    assert event.name.value == "third regional seminar on container control"
    (event,) = read("On 5 May 2031 they took part in the forum “Safe borders, open roads” in Osh.")
    assert event.name.value == "forum “Safe borders, open roads”"


def test_an_unrelated_sentence_changes_nothing():
    text = "On 5 May 2031 a seminar was held in Osh."
    (one,), (other,) = read(text), read(f"{text} The weather was fine.")
    assert one == other


PIECES = st.sampled_from(
    ["On 5 May 2031", "a conference", "was held", "in Osh", "(Astana, 3 March 2027)", ".", "\n\n", "organised by X and Y",
     "on the basis of EXAMPLE", "proposed:", "1. a thing", "семинар прошёл", "«", "24 experts attended"]
)  # fmt: skip


@given(
    st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from(["en", "ru", "uz", "fa", ""]),
)
def test_every_part_of_an_event_is_a_slice_of_its_text(text, language):
    found = read(text, language)
    assert found == read(text, language)
    for event in found:
        parts = [event.kind, event.when, event.name, event.place, event.venue, event.mode]
        parts += [*event.organisers, *event.supporters, *event.counts, *event.recommendations, *event.instruments]
        assert all(text[part.start : part.end] == part.quote for part in parts if part is not None)


def test_the_list_of_seats_knows_names_in_every_case():
    assert seat_of("ЦАРИКЦ", "ru") == "Almaty"
    assert seat_of("the World Customs Organization", "en") == "Brussels"
    assert seat_of("Example Academy", "en") == ""
