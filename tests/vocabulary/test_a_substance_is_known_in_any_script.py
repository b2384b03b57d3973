import pytest

from chorsu.vocabulary.substances import find_substance


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HEROIN", "heroin"),
        ("  heroin. ", "heroin"),
        ("Heroin (diacetylmorphine)", "heroin"),
        ("Героин", "heroin"),
        ("ҳероин", "heroin"),
        ("geroin", "heroin"),
        ("هروئین", "heroin"),
        ("هرويين", "heroin"),
        ("тарёк", "opium"),
        ("apiyun", "opium"),
        ("апиын", "opium"),
        ("تریاک", "opium"),
        ("ҳашиш", "cannabis-resin"),
        ("چرس", "cannabis-resin"),
        ("حشیش", "cannabis-resin"),
        ("5F-ADB", "5f-adb"),
        ("jwh 018", "jwh-018"),
        ("α-PVP", "alpha-pvp"),
        ("альфа-ПВП", "alpha-pvp"),
        ("Phenobarbitone", "phenobarbital"),
        ("Amphetamin", "amphetamine"),
        ("sulfuric acid", "sulphuric-acid"),
    ],
)
def test_one_code_whatever_the_alphabet_case_and_punctuation(text, code):
    match = find_substance(text)
    assert match is not None
    assert (match.code, match.known) == (code, True)


@pytest.mark.parametrize("text", ["Hеroin", "hеrоin", "герoин", "Геpоин", "Cоcaine", "Kокаин"])
def test_letters_of_the_other_alphabet_that_look_alike_do_not_hide_a_name(text):
    match = find_substance(text)
    assert match is not None
    assert match.code in {"heroin", "cocaine"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("героина", "heroin"),
        ("гашиша", "cannabis-resin"),
        ("марихуаны", "cannabis-herb"),
        ("каннабис (марихуана)", "cannabis-herb"),
        ("маковой соломы", "poppy-straw"),
        ("опия-сырца", "opium"),
        ("смолы каннабиса", "cannabis-resin"),
        ("гашишного масла", "cannabis-oil"),
        ("ангидрида уксусной кислоты", "acetic-anhydride"),
        ("диазепамом", "diazepam"),
        ("дикорастущей конопли", "cannabis-plant"),
        ("солома маковая", "poppy-straw"),
    ],
)
def test_russian_cases_and_word_order_make_no_difference(text, code):
    match = find_substance(text)
    assert match is not None
    assert match.code == code
