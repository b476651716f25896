"""Sessions in the database, as Django keeps them; each page asks for one, so the question is worded once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from fellowship import clock
from fellowship.prepared import prepared


@prepared
def _session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Django's, read with a statement that is worded once."""

    def _get_session_from_db(self) -> Session | None:
        rows = _session(self.session_key, clock.real()) if self.session_key else []
        if not rows:
            self._session_key = None
            return None
        found: Session = rows[0]
        return found
