"""Counts the queries of a request that asks for it, and says so in two headers of the answer."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

ASKED = "X-Meter"


class Meter:
    """Middleware; a request without the header passes untouched, so that timing runs carry no burden."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ASKED not in request.headers:
            return self.get_response(request)
        seconds: list[float] = []

        def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
            started = time.perf_counter()
            try:
                return execute(*arguments)
            finally:
                seconds.append(time.perf_counter() - started)

        with connection.execute_wrapper(timed):
            response = self.get_response(request)
        response["X-Meter-Queries"] = str(len(seconds))
        response["X-Meter-Database-Ms"] = f"{sum(seconds) * 1000:.2f}"
        return response
