"""A phone and a laptop with several tabs save in any order, through the real pages: no text is ever lost.

What is checked: an answer that is replaced had been seen by the tab that replaced it; a save that is refused changes
nothing and shows both texts; what a page says is saved is what is kept.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from recruitment.models import Answer
from recruitment.queries.own import own_application
from tests.factories import recruitment as make

KEYS = ("why_this_work", "stood_up")
TEXTS = st.sampled_from(["one", "two words", "Ünï <b>& “quotes”", ""])
TABS = st.integers(min_value=0, max_value=2)
OK, FOUND, CONFLICT = 200, 302, 409


@dataclass
class Tab:
    """A window on a device: what it saw of each answer when it last heard of it, and what is typed in it now."""

    client: Client
    token: str = ""
    saw: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


class TwoDevices(RuleBasedStateMachine):
    """One person with a phone, and with two tabs on a laptop."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = transaction.atomic()
        self.rows.__enter__()
        self.application = make.draft()
        devices = [Client(), Client()]
        for device in devices:
            device.force_login(self.application.person)
        self.tabs = [Tab(devices[0]), Tab(devices[1]), Tab(devices[1])]

    def teardown(self) -> None:
        """Leave nothing behind for the next round."""
        transaction.set_rollback(True)
        self.rows.__exit__(None, None, None)

    def address(self, name: str) -> str:
        return reverse(f"recruitment_{name}", args=[self.application.pk, "your_words"])

    def kept(self) -> dict[str, str]:
        rows = Answer.objects.filter(application=self.application).values_list("question__key", "value")
        return dict.fromkeys(KEYS, "") | {key: value or "" for key, value in rows}

    @initialize()
    def open_all(self) -> None:
        for number in range(len(self.tabs)):
            self.load(number)

    def load(self, number: int) -> None:
        """Open the page afresh: it shows what is kept."""
        tab = self.tabs[number]
        page = tab.client.get(self.address("step"))
        assert page.status_code == OK
        tab.token = page.context["token"]
        shown = {key: page.context["form"][key].value() or "" for key in KEYS}
        assert shown == self.kept()
        tab.saw, tab.typed = dict(shown), dict(shown)

    @rule(number=TABS)
    def open_tab(self, number: int) -> None:
        self.load(number)

    @rule(number=TABS, key=st.sampled_from(KEYS), text=TEXTS)
    def write(self, number: int, key: str, text: str) -> None:
        self.tabs[number].typed[key] = text
        self.autosave(number)

    def send(self, tab: Tab, name: str) -> tuple[Any, dict[str, str], dict[str, str]]:
        before = self.kept()
        answer = tab.client.post(self.address(name), {"revision": tab.token, **tab.typed})
        after = self.kept()
        for key in KEYS:
            if after[key] != before[key]:
                assert after[key] == tab.typed[key], "only what was typed is ever kept"
                assert tab.saw[key] == before[key], "what is replaced had been seen by the one who replaced it"
        return answer, before, after

    def check_refused(self, tab: Tab, before: dict[str, str], after: dict[str, str]) -> list[str]:
        """The answers that were refused: touched here, and saved elsewhere since."""
        refused = [key for key in KEYS if tab.typed[key] not in (tab.saw[key], after[key])]
        assert refused
        for key in refused:
            assert after[key] == before[key]
        return refused

    @rule(number=TABS)
    def autosave(self, number: int) -> None:
        tab = self.tabs[number]
        answer, before, after = self.send(tab, "autosave")
        if answer.status_code == CONFLICT:
            self.check_refused(tab, before, after)
            assert "nothing is lost" in answer.json()["message"]
            return
        assert answer.status_code == OK
        assert answer.json()["message"].startswith("Saved at")
        for key in KEYS:
            assert after[key] == tab.typed[key] or tab.typed[key] == tab.saw[key]
        self.learn(tab, answer.json()["revision"], after)

    @rule(number=TABS)
    def save_and_continue(self, number: int) -> None:
        tab = self.tabs[number]
        answer, before, after = self.send(tab, "step")
        if answer.status_code == CONFLICT:
            shown, refused = html.unescape(answer.content.decode()), self.check_refused(tab, before, after)
            for key in refused:
                assert tab.typed[key] in shown
                assert (after[key] or "Empty") in shown
            self.learn(tab, answer.context["token"], after, refused)
            return
        assert answer.status_code in (FOUND, 422)
        self.load(number)

    @staticmethod
    def learn(tab: Tab, token: str, kept: dict[str, str], shown: Sequence[str] = ()) -> None:
        """The tab has seen what it saved itself, and what it was shown beside its own text.

        An answer left alone here still shows the older text, so that what another tab saved stays unseen.
        """
        tab.token = token
        tab.saw |= {key: kept[key] for key in KEYS if key in shown or tab.typed[key] == kept[key]}

    @rule()
    def resume(self) -> None:
        """Coming back leads to a page that isn't whole yet, or nowhere when all are."""
        mine = own_application(self.application.person, self.application.pk, make.AT)
        assert mine.resume_at is not None
        if any(self.kept().values()) and not all(self.kept().values()):
            assert mine.resume_at.key == "your_words"


@pytest.mark.django_db
@pytest.mark.parametrize("orders", [2, pytest.param(60, marks=pytest.mark.deep)])
def test_no_order_of_saves_loses_a_text(clock, django_db_blocker, orders):
    run_state_machine_as_test(
        TwoDevices,
        settings=settings(
            max_examples=orders, stateful_step_count=18, deadline=None, derandomize=True, phases=[Phase.generate]
        ),
    )
