"""Two tabs, two devices, a bad line: nobody's text is ever lost."""

import pytest
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from recruitment.models import Answer
from recruitment.rules.answers import Seen, Verdict, digest, read_token, verdict_on, write_token
from tests.factories import recruitment as make

MINE, THEIRS = "What I wrote on my phone", "What I wrote on the laptop"


@pytest.fixture
def application(client, clock, db):
    application = make.draft()
    client.force_login(application.person)
    return application


def addresses(application):
    return (reverse(f"recruitment_{name}", args=[application.pk, "your_words"]) for name in ("step", "autosave"))


def kept(key="why_this_work"):
    return Answer.objects.values_list("value", "revision").get(question__key=key)


def test_autosave_keeps_unfinished_text_and_says_when(client, application):
    step, autosave = addresses(application)
    token = client.get(step).context["token"]
    answer = client.post(autosave, {"revision": token, "why_this_work": "Half a sen", "stood_up": ""})
    assert answer.status_code == 200
    assert answer.json()["message"].startswith("Saved at 10:00")
    assert kept() == ("Half a sen", 1)
    again = client.post(autosave, {"revision": answer.json()["revision"], "why_this_work": "Half a sentence"})
    assert again.status_code == 200
    assert kept() == ("Half a sentence", 2)


def test_an_older_tab_is_refused_and_sees_both_versions(client, application):
    step, autosave = addresses(application)
    old = client.get(step).context["token"]
    client.post(autosave, {"revision": old, "why_this_work": THEIRS})

    refused = client.post(autosave, {"revision": old, "why_this_work": MINE})
    assert refused.status_code == 409
    assert "nothing is lost" in refused.json()["message"]
    assert kept() == (THEIRS, 1)

    both = client.post(step, {"revision": old, "why_this_work": MINE, "stood_up": "And this"})
    assert both.status_code == 409
    assert MINE in both.text
    assert THEIRS in both.text
    assert kept() == (THEIRS, 1)
    assert kept("stood_up") == ("And this", 1)

    chosen = client.post(step, {"revision": both.context["token"], "why_this_work": MINE, "stood_up": "And this"})
    assert chosen.status_code == 302
    assert kept() == (MINE, 2)


def test_a_tab_that_did_not_touch_an_answer_never_takes_it_back(client, application):
    step, autosave = addresses(application)
    old = client.get(step).context["token"]
    client.post(autosave, {"revision": old, "why_this_work": THEIRS})
    answer = client.post(autosave, {"revision": old, "why_this_work": "", "stood_up": "Only this"})
    assert answer.status_code == 200
    assert kept() == (THEIRS, 1)
    assert kept("stood_up") == ("Only this", 1)
    again = client.post(autosave, {"revision": answer.json()["revision"], "why_this_work": "", "stood_up": "And this"})
    assert again.status_code == 200
    assert kept() == (THEIRS, 1), "an autosave shows nobody what another tab wrote, so it stays unseen"
    last = client.post(autosave, {"revision": again.json()["revision"], "why_this_work": MINE, "stood_up": "And this"})
    assert last.status_code == 409


def test_the_same_text_twice_is_no_conflict(client, application):
    step, autosave = addresses(application)
    old = client.get(step).context["token"]
    for _time in range(2):
        assert client.post(autosave, {"revision": old, "why_this_work": MINE}).status_code == 200
    assert kept() == (MINE, 1)


def test_a_made_up_revision_overwrites_nothing(client, application):
    step, autosave = addresses(application)
    client.post(autosave, {"revision": client.get(step).context["token"], "why_this_work": THEIRS})
    for nonsense in ("", "~~", "why_this_work.x.y", "why_this_work.99999999999999999999.abc", "a" * 5000):
        assert client.post(autosave, {"revision": nonsense, "why_this_work": MINE}).status_code == 409
    assert kept() == (THEIRS, 1)


def test_what_a_tab_saw_survives_the_way_through_the_page():
    seen = {"why": Seen(3, digest("text")), "languages": Seen(0, digest([]))}
    assert read_token(write_token(seen)) == seen


class TwoTabs(RuleBasedStateMachine):
    """Tabs open, type and save in any order; whatever is overwritten had been seen by the tab that overwrote it."""

    tabs = Bundle("tabs")

    @initialize()
    def begin(self):
        self.text, self.revision = None, 0

    @rule(target=tabs)
    def open_tab(self):
        return {"seen": Seen(self.revision, digest(self.text)), "saw": self.text, "typed": self.text}

    @rule(tab=tabs, text=st.sampled_from([None, "", "a", "b", "c d"]))
    def type_text(self, tab, text):
        tab["typed"] = text

    @rule(tab=tabs)
    def save(self, tab):
        verdict = verdict_on(sent=tab["typed"], seen=tab["seen"], kept=self.text, revision=self.revision)
        touched = digest(tab["typed"]) != digest(tab["saw"])
        changed_since = tab["seen"].revision != self.revision
        if verdict is Verdict.SAVE:
            assert not changed_since
            assert touched
            self.text, self.revision = tab["typed"] or None, self.revision + 1
            tab["seen"], tab["saw"] = Seen(self.revision, digest(self.text)), self.text
        elif verdict is Verdict.CONFLICT:
            assert changed_since
            assert touched
            assert digest(tab["typed"]) != digest(self.text)
        elif verdict is Verdict.UNTOUCHED:
            assert not touched
        else:
            assert digest(tab["typed"]) == digest(self.text)


TestTwoTabs = TwoTabs.TestCase
TestTwoTabs.settings = settings(deadline=None)
