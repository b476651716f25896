"""News that cohorts sends upward, inside the transaction that makes it true."""

from django.dispatch import Signal

# placement_id: UUID, at: aware datetime, actor_id: UUID or None.
placement_published = Signal()
# placement_id, at; sent by the daily task on the first day of a placement.
placement_started = Signal()
# placement_id, at, actor_id; a published placement was taken back before it began.
placement_cancelled = Signal()
# placement_id, at, actor_id; the last day has passed, or the placement ended early.
placement_ended = Signal()
# placement_id, first_day: date, days: int, at, actor_id; a leave of so many days began.
placement_paused = Signal()
# placement_id of the new one, replaces_id of the old one, at, actor_id; somebody works in another seat from today on.
placement_transferred = Signal()
