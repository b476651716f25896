"""Events, recommendations, requests and one's own data: letters, the clock's work, next steps, navigation, words."""

from django.utils.translation import gettext_lazy as _

from fellowship.queries import next_steps
from fellowship.queries.navigation import NavItem, register
from fellowship.rules import audit, confidential, letters, schedules
from recruitment.queries import events, recommendations, requests
from recruitment.rules import event_letters, recommendation_letters, request_letters


def connect() -> None:
    """Make everything known."""
    _events()
    _recommendations()
    _requests()


def _events() -> None:
    for kind in event_letters.KINDS:
        letters.register(kind)
    schedules.register("recruitment: remind of events", "recruitment.tasks.remind_of_events", minutes=30)
    next_steps.register(events.for_guest)
    register(
        NavItem("my", _("Events"), "recruitment_events", "recruitment.join_event", weight=24),
        NavItem("staff", _("Events"), "recruitment_kept_events", "recruitment.keep_events", weight=28),
    )
    audit.describe("recruitment.make_event", _("Made an event"))
    audit.describe("recruitment.change_event", _("Changed an event"))
    audit.describe("recruitment.call_off_event", _("Called an event off"))
    audit.describe("recruitment.join_event", _("Signed up for an event"))
    audit.describe("recruitment.leave_event", _("Gave a place at an event back"))
    audit.describe("recruitment.promote_guest", _("Got a place at an event that became free"))
    audit.describe("recruitment.mark_attendance", _("Noted who came to an event"))


def _recommendations() -> None:
    for kind in recommendation_letters.KINDS:
        letters.register(kind)
    # The link in these letters opens without an account, so not even those who keep the outbox read them.
    confidential.register(app_label="recommender", letter_prefix=recommendation_letters.CONFIDENTIAL_PREFIX)
    schedules.register("recruitment: remind recommenders", "recruitment.tasks.remind_recommenders", minutes=120)
    next_steps.register(recommendations.for_applicant)
    audit.describe("recruitment.ask_recommendation", _("Asked for a recommendation"))
    audit.describe("recruitment.take_back_recommendation", _("Took a request for a recommendation back"))
    audit.describe("recruitment.receive_recommendation", _("A recommendation arrived"))
    # The applicant is never told that somebody said no.
    audit.describe("recruitment.decline_recommendation", _("A recommender declined"), told=False)


def _requests() -> None:
    for kind in request_letters.KINDS:
        letters.register(kind)
    confidential.register(app_label="accommodation", letter_prefix=request_letters.CONFIDENTIAL_PREFIX)
    schedules.register("recruitment: forget what the law kept", "recruitment.tasks.forget_kept", cron="10 4 * * *")
    next_steps.register(requests.for_coordinator)
    next_steps.register(requests.for_manager)
    register(
        NavItem("my", _("Your data"), "recruitment_own_data", "recruitment.apply", weight=80),
        NavItem("staff", _("Accommodations"), "recruitment_accommodations", requests.ARRANGE, weight=19),
    )
    for action, words in {
        "change_answer": _("Changed an answer after submitting"),
        "ask_time": _("Asked for more time"),
        "give_time": _("Gave more time"),
        "refuse_time": _("Refused more time"),
        "ask_accommodation": _("Asked for an accommodation"),
        "take_back_accommodation": _("Took a request for an accommodation back"),
        "arrange_accommodation": _("Arranged an accommodation"),
        "say_no_accommodation": _("Answered a request for an accommodation"),
        "read_accommodation": _("Read a request for an accommodation"),
        "fetch_own_data": _("Downloaded their own data"),
        "ask_erasure": _("Asked to have their data deleted"),
        "put_off_erasure": _("Said why data can’t be deleted yet"),
        "erase": _("Deleted a person’s data"),
        "forget_kept": _("Deleted what the law had asked to keep"),
    }.items():
        audit.describe(f"recruitment.{action}", words)
