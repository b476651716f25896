"""Our form renderer: order of parts, links that hit controls, plain words, typed input that stays."""

import re
from datetime import date, time
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import translation

from fellowship.design import fields
from fellowship.design.forms import FellowshipForm, problems_of
from fellowship.design.kit import TYPED_WRONG, KitForm


class Page(HTMLParser):
    """The ids, labels and controls of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.labels, self.controls, self.described = [], [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labels.append(given.get("for"))
        if tag in {"input", "select", "textarea"}:
            self.controls[given.get("id")] = given
        self.described += (given.get("aria-describedby") or "").split()


@pytest.fixture
def wrong():
    form = KitForm(TYPED_WRONG)
    form.is_valid()
    return form


@pytest.mark.parametrize("data", [None, {}, TYPED_WRONG])
def test_ids_are_unique_and_every_reference_hits(data):
    page = Page(str(KitForm(data)))
    assert sorted(page.ids) == sorted(set(page.ids))
    assert set(page.labels) == set(page.controls)
    assert set(page.described) <= set(page.ids)


def test_summary_links_hit_controls_in_the_order_of_the_form(wrong):
    page = Page(str(wrong))
    assert [line.href for line in wrong.problems] == [
        "#id_name", "#id_why", "#id_what_0", "#id_amount", "#id_by_0", "#id_office", "#id_true",
    ]  # fmt: skip
    assert {line.href[1:] for line in wrong.problems} <= set(page.controls)


def test_summary_says_what_stands_at_the_field(wrong):
    html = str(wrong)
    assert [line.message for line in wrong.problems] == [
        "Fill in “Name we use”.",
        "Shorten your answer to 40 words. It has 49.",
        "Choose an answer to “What happened”.",
        "Enter cents with two figures at most, for example 12.50.",
        "Enter a real date, for example 1 15 2027.",
        "Choose an answer to “Office”.",
        "Tick the box “These answers are mine and true as far as I know.” to go on.",
    ]
    assert all(html.count(f"{line.message}</p>") == 1 for line in wrong.problems)


def test_label_hint_error_control_stand_in_that_order(wrong):
    html = wrong["amount"].as_field_group()
    order = [html.index(part) for part in ("<label", 'id="id_amount_helptext"', 'id="id_amount_error"', "<input")]
    assert order == sorted(order)


def test_typed_input_stays(wrong):
    controls = Page(str(wrong)).controls
    assert controls["id_amount"]["value"] == "$74.999"
    assert [controls[f"id_by_{index}"]["value"] for index in range(3)] == ["Feb", "30", "2027"]
    assert "checked" in controls["id_reach_0"]
    assert "checked" not in controls["id_reach_1"]


def test_invalid_is_said_once_per_control_and_never_on_a_radio(wrong):
    controls = Page(str(wrong)).controls
    marked = {key for key, attrs in controls.items() if attrs.get("aria-invalid") == "true"}
    assert marked == {
        "id_name", "id_why", "id_amount", "id_by_0", "id_by_1", "id_by_2", "id_office", "id_true",
    }  # fmt: skip


def test_no_browser_bubbles_no_placeholders_no_columns():
    class Stock(forms.Form):
        email = forms.EmailField(widget=forms.EmailInput({"placeholder": "you@example.org"}))
        text = forms.CharField(widget=forms.Textarea)
        count = forms.IntegerField(min_value=1, max_value=9)

    attributes = {name for given in Page(str(Stock())).controls.values() for name in given}
    assert attributes == {"type", "name", "maxlength", "class", "id", "rows", "inputmode"}
    assert Page(str(Stock())).controls["id_count"]["type"] == "text"


def test_only_optional_fields_say_so():
    html = str(KitForm())
    assert html.count("(optional)") == 3
    assert "(optional)" in KitForm()["phone"].as_field_group()

    class Quiet(FellowshipForm):
        mark_optional = False
        note = forms.CharField(required=False)

    assert "(optional)" not in str(Quiet())


def test_choices_carry_their_hints():
    html = KitForm()["what"].as_field_group()
    assert re.findall(r"<b>([^<]+)</b><small>([^<]+)</small>", html) == [
        ("Rent or housing", "Behind on rent, deposit, eviction notice"),
        ("Getting to work", "Car repair, transit, license fees"),
    ]


def test_blank_radio_is_left_out():
    class Model(FellowshipForm):
        pick = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], widget=forms.RadioSelect)

    assert list(Page(str(Model())).controls) == ["id_pick_1"]
    form = Model({})
    assert [line.href for line in form.problems] == ["#id_pick_1"]


def test_an_empty_list_of_choices_links_to_its_group():
    class Nothing(FellowshipForm):
        pick = forms.ChoiceField(choices=[], widget=forms.RadioSelect)

    form = Nothing({})
    assert [line.href for line in form.problems] == ["#id_pick_group"]
    assert "id_pick_group" in Page(str(form)).ids


def test_words_an_author_wrote_are_kept():
    class Own(FellowshipForm):
        school = forms.CharField(label="School", error_messages={"required": "Enter your school."})
        email = forms.EmailField(label="E-mail")

    assert [line.message for line in Own({"email": "x"}).problems] == [
        "Enter your school.",
        "Enter an e-mail address like name@example.org.",
    ]


def test_fields_added_late_speak_plainly_too():
    class Late(FellowshipForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["q1"] = forms.CharField(label="Your town?", max_length=3)

    assert [line.message for line in Late({}).problems] == ["Fill in “Your town”."]
    assert [line.message for line in Late({"q1": "abcd"}).problems] == ["Shorten this to 3 characters. It has 4."]


def test_problems_of_the_whole_form_come_first_without_a_link():
    class Whole(FellowshipForm):
        a = forms.CharField(label="A")

        def clean(self):
            raise forms.ValidationError("These do not go together.")

    assert [(line.href, line.message) for line in Whole({}).problems] == [
        ("", "These do not go together."),
        ("#id_a", "Fill in “A”."),
    ]


def test_unbound_form_has_no_problems():
    assert problems_of(KitForm()) == []


def test_purposes_set_autocomplete_and_keypad():
    phone = Page(str(KitForm())).controls["id_phone"]
    assert (phone["autocomplete"], phone["inputmode"]) == ("tel", "tel")


class Plan(FellowshipForm):
    amount = fields.MoneyField(cap=2500_00)
    by = fields.DatePartsField()
    at = fields.ClockField(required=False)

    def clean_by(self):
        by = self.cleaned_data["by"]
        fields.limit_date(by, field=self.fields["by"], earliest=date(2027, 1, 1), latest=date(2027, 12, 31))
        return by


def typed(amount="740", month="1", day="15", year="2027", at=""):
    return {"amount": amount, "by_month": month, "by_day": day, "by_year": year, "at": at}


def test_values_are_cleaned_to_cents_dates_and_times():
    form = Plan(typed(amount="$1,200.50", month="Jan", at="3:30 pm"))
    assert form.is_valid()
    assert form.cleaned_data == {"amount": 1200_50, "by": date(2027, 1, 15), "at": time(15, 30)}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (typed(amount="2500.01"), "Enter $2,500 or less."),
        (typed(amount="0"), "Enter an amount above zero."),
        (typed(amount="lots"), "Enter an amount in dollars, for example 740 or 1,200.50."),
        (typed(amount=""), "Fill in “Amount”."),
        (typed(day="", month="", year=""), "Enter the month, day and year for “By”."),
        (typed(day=""), "Enter the day as well."),
        (typed(year="27"), "Enter the year with four figures, for example 2027."),
        (typed(year="2026"), "Enter a date on or after 1\N{NO-BREAK SPACE}January 2027."),
        (typed(year="2028"), "Enter a date on or before 31\N{NO-BREAK SPACE}December 2027."),
        (typed(at="late"), "Enter a time, for example 3:30 pm."),
    ],
)
def test_each_refusal_has_its_own_words(data, message):
    assert [line.message for line in Plan(data).problems] == [message]


def test_stored_values_are_shown_as_people_write_them():
    controls = Page(str(Plan(initial={"amount": 1200_50, "by": date(2027, 1, 15), "at": time(15, 30)}))).controls
    assert controls["id_amount"]["value"] == "1,200.50"
    assert [controls[f"id_by_{index}"]["value"] for index in range(3)] == ["1", "15", "2027"]
    assert controls["id_at"]["value"] == "3:30\N{NO-BREAK SPACE}pm"


def test_spanish_asks_for_the_day_first_and_posts_the_same_names():
    with translation.override("es"):
        controls = Page(str(Plan())).controls
    names = [given["name"] for given in controls.values()]
    assert names == ["amount", "by_day", "by_month", "by_year", "at"]


def test_unchanged_values_do_not_count_as_changed():
    form = Plan(typed(amount="740.00"), initial={"amount": 740_00, "by": date(2027, 1, 15), "at": None})
    assert form.changed_data == []


@pytest.mark.parametrize(("text", "valid"), [("one two", True), ("one  two\nthree", False), ("", False)])
def test_word_limit_counts_runs_of_letters(text, valid):
    class Essay(FellowshipForm):
        why = fields.WordsField(max_words=2)

    assert Essay({"why": text}).is_valid() is valid


def test_text_with_a_word_limit_has_no_limit_of_characters_in_the_browser():
    class Essay(FellowshipForm):
        why = fields.WordsField(max_words=2)

    control = Page(str(Essay())).controls["id_why"]
    assert "maxlength" not in control
    assert control["aria-describedby"] == "id_why_count"
