"""What a form may not ask is found in English and Spanish; what it may ask passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules import starter_form
from recruitment.rules.forbidden_questions import (
    CAN_BE_ALLOWED,
    NEVER_ALLOWED,
    Finding,
    digest_of,
    findings_in,
    still_forbidden,
    topics_in,
)
from recruitment.rules.forbidden_words import Topic

FORBIDDEN = {
    Topic.CRIMINAL_HISTORY: """
        Have you ever been arrested?
        Were you ever convicted of a crime?
        Do you have a criminal record?
        List any felony or misdemeanor.
        Are you on probation or parole?
        Have you spent time in jail?
        Has a family member been incarcerated?
        Will you pass a background check?
        Have you been in trouble with the law?
        Do you have a record?
        Are you someone who has been incarcerated?
        Are you one of those who were arrested?
        For people who were arrested, have you been arrested too?
        Tell us about your arrests
        Have you committed a crime?
        ¿Ha sido arrestado alguna vez?
        ¿Tiene antecedentes penales?
        ¿Ha estado usted en la cárcel?
        ¿Fue condenada por un delito grave?
        ¿Lo han detenido?
        ¿Tiene cargos pendientes?
        ¿Ha tenido problemas con la policía?
    """,
    Topic.DRIVERS_LICENSE: """
        Do you have a valid driver's license?
        Driver’s licence number
        A driving license is needed
        Do you own a car?
        Do you have a reliable car?
        Are you licensed to drive?
        ¿Tiene licencia de conducir?
        ¿Tiene carro propio?
        ¿Tiene permiso de manejo?
    """,
    Topic.AGE: """
        How old are you?
        Date of birth
        Your age
        Age
        DOB
        Are you over 40?
        Are you at least 18?
        When were you born?
        Age range
        ¿Cuántos años tiene?
        Edad
        Fecha de nacimiento
        ¿Es mayor de 18?
    """,
    Topic.CITIZENSHIP: """
        Are you a U.S. citizen?
        Citizenship
        Green card number
        Immigration status
        Nationality
        What visa do you hold?
        Are you a permanent resident?
        ¿Es ciudadano?
        Estatus migratorio
        ¿Cuál es su nacionalidad?
    """,
    Topic.SCHOOL_YEAR: """
        What year did you graduate?
        Graduation year
        Year in school
        Class of 2024
        Dates attended
        When did you finish college?
        Expected graduation date
        ¿En qué año se graduó?
        Año de graduación
        ¿Qué año cursa?
    """,
}
FINE = """
    Why do you want to work with people who were arrested?
    What would you do for a client charged with a felony?
    Tell us about a time you stayed with someone through something hard.
    Have you worked with people in jail or on probation?
    Would you be comfortable visiting a jail?
    Have you helped neighbors facing eviction or arrest?
    Have you interviewed arrested people?
    Are you authorized to work in the United States for two years?
    Will you now or in the future need sponsorship to work?
    Do you have a reliable way to get to court and the office?
    How would you explain a letter from immigration to a client?
    What agency did you work for?
    Do you hold a law degree?
    Are you a licensed social worker?
    At what stage do you ask for help?
    Describe your track record of keeping promises.
    What school did you attend?
    What did you study?
    How many years have you worked?
    From what day could you start?
    ¿Ha acompañado a personas detenidas o a sus familias?
    ¿Por qué quiere trabajar con gente que ha sido arrestada?
    ¿Tiene una forma confiable de llegar al tribunal?
    ¿Puede trabajar en los Estados Unidos?
    ¿Cuántos años ha trabajado?
"""


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def row(**texts):
    return {"key": "asked", "kind": "short_text", "label": "Tell us more", **texts}


@pytest.mark.parametrize(("topic", "text"), [(topic, line) for topic in Topic for line in lines(FORBIDDEN[topic])])
def test_a_forbidden_question_is_found(topic, text):
    assert topic in dict(topics_in(text))
    assert topic in dict(topics_in(text.upper()))
    assert topic in dict(topics_in(f"Two lines first.\n{text}\nAnd one after"))


@pytest.mark.parametrize("text", lines(FINE))
def test_a_question_that_may_be_asked_passes(text):
    assert topics_in(text) == ()


def test_tricks_with_blanks_and_invisible_letters_do_not_help():
    assert dict(topics_in("crimi\u200bnal \u00a0 record")) == {Topic.CRIMINAL_HISTORY: "criminal record"}
    assert Topic.AGE in dict(topics_in("Date\tof  birth"))


@pytest.mark.parametrize(
    "place", ["label", "label_es", "help_text", "help_text_es", "choices", "choices_es", "parts", "parts_es",
              "step_title", "step_title_es"],
)  # fmt: skip
def test_every_text_in_both_languages_is_read(place):
    assert [(each.topic, each.words) for each in findings_in([row(**{place: "Criminal record"})])] == [
        (Topic.CRIMINAL_HISTORY, "Criminal record")
    ]


def test_a_school_entry_that_asks_when_is_a_year_at_school():
    found = findings_in([row(label="Your schools", parts="School | short text\nFrom | short text")])
    assert [(each.topic, each.words) for each in found] == [(Topic.SCHOOL_YEAR, "From")]
    assert findings_in([row(label="Your jobs", parts="Employer | short text\nFrom | short text")]) == ()


def test_one_finding_a_question_and_topic():
    found = findings_in([row(label="Your age", help_text="How old are you?", choices="Age range")])
    assert [each.topic for each in found] == [Topic.AGE]


def test_an_exception_holds_for_exactly_these_words():
    asked = row(label="Are you at least 18?")
    (finding,) = findings_in([asked])
    allowed = [("asked", "age", finding.digest)]
    assert still_forbidden([finding], allowed) == ()
    (changed,) = findings_in([{**asked, "help_text": "We check."}])
    assert still_forbidden([changed], allowed) == (changed,)
    assert still_forbidden([finding], [("other", "age", finding.digest)]) == (finding,)


def test_nothing_covers_a_question_about_a_record():
    asked = row(label="Criminal record")
    (finding,) = findings_in([asked])
    assert not finding.can_be_allowed
    assert still_forbidden([finding], [("asked", "criminal_history", finding.digest)]) == (finding,)
    assert {*NEVER_ALLOWED, *CAN_BE_ALLOWED} == set(Topic)
    assert Topic.CRIMINAL_HISTORY not in CAN_BE_ALLOWED


def test_the_starter_form_passes():
    rows = [
        {"key": each.key, "kind": each.kind, "step_title": title, "step_title_es": title_es, "label": each.label,
         "label_es": each.label_es, "help_text": each.help_text, "help_text_es": each.help_text_es,
         "choices": each.choices, "choices_es": each.choices_es}
        for each in starter_form.QUESTIONS
        for title, title_es in [starter_form.STEPS[each.step]]
    ]  # fmt: skip
    assert findings_in(rows) == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_what_is_found_stands_in_it(text):
    for _topic, words in topics_in(text):
        assert words
        assert isinstance(words, str)
    assert isinstance(digest_of(row(label=text)), str)


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_record_is_found_inside_any_text(before, after):
    found = findings_in([row(label=f"{before}. Do you have a criminal record? {after}")])
    assert any(isinstance(each, Finding) and each.topic is Topic.CRIMINAL_HISTORY for each in found)
