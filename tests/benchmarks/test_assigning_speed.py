"""Planning the reads of a large cycle: 20,000 applications, 60 readers, 3 reads each, in under 20 seconds."""

import random
import time
from collections import Counter
from uuid import UUID

import pytest

from recruitment.rules.assigning import Barred, Reader, RegionWish, Wanting, plan_reads

APPLICATIONS, READERS, READS = 20_000, 60, 3
# CPU time, so that what else the machine does plays no part.
LIMIT_SECONDS = 20.0


@pytest.mark.benchmark
@pytest.mark.parametrize("most_barred", [0, 6], ids=["nobody barred", "up to six barred from each"])
def test_a_large_cycle_is_planned_in_time(most_barred: int, capsys: pytest.CaptureFixture[str]) -> None:
    """With readers barred from each application nearly all applications are a group of their own: the worst case."""
    lots = random.Random(27)  # noqa: S311
    readers = [
        Reader(UUID(int=10**9 + n), languages=frozenset({"es"} if n % 4 == 0 else ()), region=UUID(int=n % 5))
        for n in range(READERS)
    ]
    wanting = [
        Wanting(
            UUID(int=n + 1), 0, READS,
            {reader.id: Barred.SCHOOL for reader in lots.sample(readers, lots.randint(0, most_barred))},
            "es" if lots.random() < 0.1 else "en", UUID(int=lots.randint(0, 4)), RegionWish.AWAY,
        )
        for n in range(APPLICATIONS)
    ]  # fmt: skip
    started = time.process_time()
    plan = plan_reads(wanting, readers)
    took = time.process_time() - started
    load = Counter(reader for _, reader in plan.reads)
    said = f"{len(plan.reads):,} reads planned in {took:.1f} s of CPU, load {min(load.values())}–{max(load.values())}"
    with capsys.disabled():
        print(said)  # noqa: T201
    assert len(plan.reads) == APPLICATIONS * READS
    assert max(load.values()) - min(load.values()) <= 1
    assert took < LIMIT_SECONDS
