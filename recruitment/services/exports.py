"""Spreadsheets of applications."""
from datetime import datetime
from uuid import UUID


def run_export(*, job_id: UUID, at: datetime) -> None:
    raise NotImplementedError
