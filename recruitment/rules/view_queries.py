"""The query of a saved view: known filters and nothing else, so that it can never lead anywhere but to the list."""

from urllib.parse import parse_qsl, urlencode

# No page number and no name of a person: a view is about applications, not about one of them.
KEPT = (
    "cycle", "stage", "words", "office", "region", "language", "owner", "label", "waiting", "reads", "pending",
    "score_from", "score_to", "sent_from", "sent_to", "sort",
)  # fmt: skip
LONGEST_VALUE = 120
LONGEST_QUERY = 600


def view_query(text: str) -> str:
    """The known filters of a query in one order, each once; everything else and every empty one is left out."""
    given = dict(parse_qsl(text.lstrip("?")[: 4 * LONGEST_QUERY], max_num_fields=60, errors="ignore"))
    kept = [(key, given[key].strip()[:LONGEST_VALUE]) for key in KEPT if given.get(key, "").strip()]
    while len(urlencode(kept)) > LONGEST_QUERY:
        kept.pop()
    return urlencode(kept)
