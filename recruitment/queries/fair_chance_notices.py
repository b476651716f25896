"""The sentences of the notices and what proves each item: read from ``recruitment/law`` and kept in memory."""

import json
from functools import lru_cache, partial

from fellowship.design.wording import day_in_words, moment_in_words, zone_in_words
from recruitment.queries.law import FOLDER, shipped_words
from recruitment.rules.fair_chance_notice_values import Saying
from recruitment.rules.fair_chance_notices import Forms

SAYING = Saying(
    day=partial(day_in_words, weekday=True),
    moment=partial(moment_in_words, zone=True, weekday=True),
    zone=zone_in_words,
)


@lru_cache(maxsize=1)
def shipped_forms() -> Forms:
    """The sentences that come with the program, in English and Spanish."""
    notices, proofs = (
        json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("notices.json", "proofs.json")
    )
    return Forms(notices, proofs, shipped_words(), SAYING)
