"""News of recruitment, sent inside the transaction that makes it true; receivers are one line calling one service."""

from django.dispatch import Signal

application_submitted = Signal()  # application_id, at, actor
application_moved = Signal()  # application_id, action, from_stage, to_stage, at, actor
offer_accepted = Signal()  # offer_id, application_id, at, actor
read_submitted = Signal()  # assignment_id, at
finalist_cleared = Signal()  # application_id, at, actor
