"""What the worker does for the fund; each task calls one service and bears being called again."""

from fellowship import clock
from hardship_fund.services import erasing


def forget_paid() -> None:
    """Forget whom we paid, of people whose data was deleted, when tax rules no longer ask for it."""
    erasing.forget_paid(at=clock.now())
