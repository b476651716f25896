"""The benchmark measures what it says."""

import importlib.util
import os
import sys
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import RequestFactory

from fellowship.rules.demo_people import BY_KEY
from tests.benchmarks.meter import Meter
from tests.benchmarks.screens import SCREENS

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"


@pytest.fixture(scope="module")
def bench():
    """``tools/bench.py`` as a module; it imports its neighbor ``postgres``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOLS))
        spec = importlib.util.spec_from_file_location("tool_bench", TOOLS / "bench.py")
        module = importlib.util.module_from_spec(spec)
        patch.setitem(sys.modules, "tool_bench", module)
        spec.loader.exec_module(module)
        yield module


def test_screens_have_names_of_their_own_and_people_who_exist():
    names = [screen.name for screen in SCREENS]
    assert sorted(set(names)) == sorted(names)
    assert {screen.person for screen in SCREENS if screen.person} <= set(BY_KEY)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.01, 1)])
def test_percentiles(bench, share, expected):
    assert bench.percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_percentile_of_one(bench):
    assert bench.percentile([7.0], 0.95) == 7.0


def test_cpu_time_is_the_kernels(bench):
    before = bench.cpu_ms(os.getpid())
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert 150 <= bench.cpu_ms(os.getpid()) - before <= 1000


def test_the_table_shows_what_went_wrong(bench):
    rows = [
        bench.Result("Home", 200, 12.34, 20.0, 9.0, 1.5, 7, 12345),
        bench.Result("Away", 404),
        bench.Result("No", 0),
    ]
    lines = bench.table(rows).splitlines()
    assert lines[1].split() == ["Home", "12.3", "20.0", "9.0", "1.5", "10.5", "7", "12,345"]
    assert lines[2].split() == ["Away", "answered", "404"]
    assert lines[3].split() == ["No", "nothing", "to", "show", "here"]


@pytest.mark.django_db
def test_the_meter_counts_only_when_asked():
    def view(request):
        Group.objects.count()
        Group.objects.exists()
        return HttpResponse()

    asked = Meter(view)(RequestFactory().get("/", headers={"X-Meter": "1"}))
    assert asked["X-Meter-Queries"] == "2"
    assert float(asked["X-Meter-Database-Ms"]) > 0
    assert "X-Meter-Queries" not in Meter(view)(RequestFactory().get("/"))
