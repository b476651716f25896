"""What an outcome of the engine promises, in a sentence."""

from django.utils.translation import gettext_lazy

from cohorts.rules.levels import Outcome, Promise

SENTENCES = {
    Promise.BEST: gettext_lazy(
        "Stable: no fellow and office would both rather be together. No fellow could have a better place in any other "
        "stable outcome, and no fellow gains by a list that isn't true."
    ),
    Promise.BY_DRAW: gettext_lazy(
        "Stable: no fellow and office would both rather be together. A draw whose seed was fixed beforehand decided "
        "between equals, and no fellow gains by a list that isn't true."
    ),
    Promise.IN_CAPS: gettext_lazy(
        "Stable as far as the caps of the regions allow, and no fellow gains by a list that isn't true."
    ),
    Promise.NO_CLAIM: gettext_lazy(
        "Stable: no fellow, couple or office would both rather have it otherwise. Among such outcomes as many as "
        "possible are placed, and then as high on their lists as possible. A list that isn't true could pay."
    ),
    Promise.HELD: gettext_lazy(
        "Not stable: no stable outcome gives every office the team it needs, so some seats are held empty. Nobody "
        "sees someone with a lower place on an office's list in a seat that they would rather have."
    ),
    Promise.EXCEPTIONS: gettext_lazy(
        "Not stable: no outcome meets the rules without exceptions. Each exception is listed and needs a signature."
    ),
    Promise.NONE: gettext_lazy("No outcome meets all the rules. The rules that can't hold together are listed."),
}
NOT_PROVEN = gettext_lazy("The time was over before this was proven to be the best.")


def guarantee(outcome: Outcome) -> str:
    """The promise of an outcome; what is not proven says so."""
    said = str(SENTENCES[outcome.promise])
    return said if outcome.guarantees.proven else f"{said} {NOT_PROVEN}"
