"""What people type is read kindly, and what can't be read is named."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.design.parsing import MONTH_NAMES, Trouble, Unreadable, cents_from, date_from, month_from, time_from
from fellowship.design.wording import day_in_words, money_in_words, time_in_words

POSITIVE_CENTS = st.integers(min_value=1, max_value=99_999_999_99)


def trouble_of(call, *args, **kwargs):
    with pytest.raises(Unreadable) as refusal:
        call(*args, **kwargs)
    return refusal.value.trouble


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("740", 740_00), ("$740", 740_00), (" $ 1,200.50 ", 1200_50), ("1200.5", 1200_50), ("0.01", 1), (".75", 75),
        ("12.", 12_00), ("740 USD", 740_00), ("1,000,000", 1_000_000_00),
    ],
)  # fmt: skip
def test_money_as_people_write_it(typed, cents):
    assert cents_from(typed) == cents


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", Trouble.EMPTY), ("  ", Trouble.EMPTY), ("abc", Trouble.UNREADABLE), ("$", Trouble.UNREADABLE),
        (".", Trouble.UNREADABLE), ("12,00", Trouble.UNREADABLE), ("1,20.00", Trouble.UNREADABLE),
        ("1.200,50", Trouble.UNREADABLE), ("1e5", Trouble.UNREADABLE), ("٣", Trouble.UNREADABLE),
        ("9" * 30, Trouble.UNREADABLE), ("0", Trouble.NOT_POSITIVE), ("0.00", Trouble.NOT_POSITIVE),
        ("-5", Trouble.NOT_POSITIVE), ("$-5", Trouble.NOT_POSITIVE), ("12.345", Trouble.TOO_MANY_DECIMALS),
    ],
)  # fmt: skip
def test_money_that_is_refused(typed, trouble):
    assert trouble_of(cents_from, typed) is trouble


def test_cap_itself_is_allowed_and_one_cent_more_is_not():
    assert cents_from("2500", cap=2500_00) == 2500_00
    assert trouble_of(cents_from, "2500.01", cap=2500_00) is Trouble.ABOVE_CAP


@given(POSITIVE_CENTS)
def test_money_survives_being_written_and_read(cents):
    assert cents_from(money_in_words(cents)) == cents
    assert cents_from(money_in_words(cents, whole=True)) == cents


def read(call, *args, **kwargs):
    """The value, or the trouble that was named."""
    try:
        return call(*args, **kwargs)
    except Unreadable as refusal:
        return refusal.trouble


@given(st.text(max_size=25))
def test_money_answers_any_text_with_cents_or_a_named_trouble(typed):
    answer = read(cents_from, typed)
    assert isinstance(answer, Trouble) or answer > 0


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.sampled_from(["en", "es"]), st.integers(3, 20)
)
def test_date_survives_with_months_as_numbers_names_or_their_beginning(day, language, length):
    name = MONTH_NAMES[language].split()[day.month - 1][:length]
    for month in (str(day.month), f"{day.month:02d}", name, name.upper()):
        assert date_from(day=str(day.day), month=month, year=str(day.year)) == day


@pytest.mark.parametrize(
    ("parts", "trouble"),
    [
        (("", "1", "2027"), Trouble.DAY_MISSING), (("5", "", "2027"), Trouble.MONTH_MISSING),
        (("5", "1", " "), Trouble.YEAR_MISSING), (("5", "1", "27"), Trouble.YEAR_SHORT),
        (("30", "2", "2027"), Trouble.NO_SUCH_DATE), (("29", "2", "2027"), Trouble.NO_SUCH_DATE),
        (("5", "13", "2027"), Trouble.NO_SUCH_DATE), (("5", "ma", "2027"), Trouble.NO_SUCH_DATE),
        (("five", "1", "2027"), Trouble.NO_SUCH_DATE), (("5", "1", "20277"), Trouble.NO_SUCH_DATE),
        (("²", "1", "2027"), Trouble.NO_SUCH_DATE), (("0", "0", "2027"), Trouble.NO_SUCH_DATE),
    ],
)  # fmt: skip
def test_date_names_what_is_wrong(parts, trouble):
    day, month, year = parts
    assert trouble_of(date_from, day=day, month=month, year=year) is trouble


def test_three_empty_parts_are_no_date():
    assert date_from(day="", month=" ", year="") is None


@given(st.text(max_size=8), st.text(max_size=12), st.text(max_size=8))
def test_date_answers_any_three_texts(day, month, year):
    answer = read(date_from, day=day, month=month, year=year)
    assert isinstance(answer, Trouble | date) or not (day + month + year).strip()


@pytest.mark.parametrize(("typed", "month"), [("ene", 1), ("Sept.", 9), ("setiembre", 9), ("12", 12), ("ju", None)])
def test_month_by_name(typed, month):
    assert month_from(typed) == month


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3:30 pm", time(15, 30)), ("9am", time(9)), ("12 pm", time(12)), ("12:05 AM", time(0, 5)),
        ("15:30", time(15, 30)), ("3:30 p. m.", time(15, 30)), ("3.30pm", time(15, 30)), ("noon", time(12)),
        ("09:00", time(9)), ("mediodía", time(12)),
    ],
)  # fmt: skip
def test_times_as_people_write_them(typed, expected):
    assert time_from(typed) == expected


@pytest.mark.parametrize("typed", ["25:00", "13 pm", "0 am", "3", "3:60", "half past", "3:3 pm", "３:30 pm"])
def test_times_that_can_not_be_read(typed):
    assert trouble_of(time_from, typed) is Trouble.UNREADABLE


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)), st.sampled_from(["en", "es"]))
def test_time_survives_being_written_and_read(moment, language):
    assert time_from(time_in_words(moment, language).replace("\N{NO-BREAK SPACE}", " ")) == moment


def test_day_in_both_languages():
    day = date(2027, 1, 5)
    written = [day_in_words(day, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("en", "es")]
    assert written == ["5 January 2027", "5 de enero de 2027"]
