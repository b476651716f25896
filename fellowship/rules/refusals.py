"""Errors that say no in words a person can act on."""


class NotAllowed(Exception):
    """The stage table has no such step. ``stage`` and ``action`` say which."""

    def __init__(self, stage: str, action: str) -> None:
        """Keep the step that was asked for."""
        super().__init__(f"{action!r} is not a step from {stage!r}")
        self.stage = stage
        self.action = action


class Conflict(Exception):
    """Something changed, or a rule of the subject says no. ``sentence`` is shown to the person."""

    sentence: object = ""

    def __init__(self, sentence: object = None) -> None:
        """Use ``sentence`` in place of the class's own when given."""
        if sentence is not None:
            self.sentence = sentence
        super().__init__(str(self.sentence))
