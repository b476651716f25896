"""Who reads what: pure rules, small cases by hand and properties by hypothesis."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules.assigning import Barred, Plan, Reader, RegionWish, Wanting, plan_reads
from recruitment.rules.conflicts import Places, nearest, same_person
from recruitment.rules.tongue import written_in


def uid(number: int) -> UUID:
    return UUID(int=number)


def load_after(plan: Plan, readers: list[Reader]) -> list[int]:
    given_out = Counter(reader for _, reader in plan.reads)
    return [reader.load + given_out[reader.id] for reader in readers]


def test_each_application_gets_its_readers_least_loaded_first() -> None:
    plan = plan_reads([Wanting(uid(1), 0, 2)], [Reader(uid(10), 5), Reader(uid(11), 0), Reader(uid(12), 1)])
    assert set(plan.reads) == {(uid(1), uid(11)), (uid(1), uid(12))}
    assert (plan.short, plan.misread) == ((), ())


def test_nobody_barred_gets_it_and_the_shortfall_says_why() -> None:
    barred = {uid(10): Barred.SCHOOL, uid(12): Barred.OWN, uid(99): Barred.HAD_IT}
    readers = [Reader(uid(10)), Reader(uid(11), 9), Reader(uid(12)), Reader(uid(13), 4, room=0)]
    plan = plan_reads([Wanting(uid(1), 0, 2, barred)], readers)
    assert plan.reads == ((uid(1), uid(11)),)
    (short,) = plan.short
    assert (short.application, short.lacks) == (uid(1), 1)
    assert dict(short.reasons) == {Barred.SCHOOL: 1, Barred.OWN: 1, Barred.FULL: 1}


def test_what_lacks_nothing_gets_nothing_and_without_readers_everything_is_short() -> None:
    assert plan_reads([Wanting(uid(1), 2, 2)], [Reader(uid(10))]) == Plan()
    assert plan_reads([], []) == Plan()
    (short,) = plan_reads([Wanting(uid(1), 1, 3)], []).short
    assert (short.lacks, short.reasons) == (2, ())


def test_first_reads_come_before_second_ones() -> None:
    wanting = [Wanting(uid(1), 1, 2), Wanting(uid(2), 0, 2), Wanting(uid(3), 0, 2)]
    plan = plan_reads(wanting, [Reader(uid(10), room=1), Reader(uid(11), room=1)])
    assert {application for application, _ in plan.reads} == {uid(2), uid(3)}


def test_too_few_reads_are_shared_out_evenly_among_applications() -> None:
    plan = plan_reads([Wanting(uid(n), 0, 3) for n in range(1, 5)], [Reader(uid(10), room=3), Reader(uid(11), room=2)])
    assert sorted(Counter(application for application, _ in plan.reads).values()) == [1, 1, 1, 2]
    assert len(plan.short) == 4


def test_spanish_goes_to_those_who_read_it_even_where_that_is_uneven() -> None:
    wanting = [Wanting(uid(n), 0, 1, language="es") for n in range(1, 5)]
    plan = plan_reads(wanting, [Reader(uid(10), languages=frozenset({"es"})), Reader(uid(11))])
    assert {reader for _, reader in plan.reads} == {uid(10)}
    assert plan.misread == ()
    full = plan_reads(wanting, [Reader(uid(10), room=3, languages=frozenset({"es"})), Reader(uid(11))])
    assert Counter(reader for _, reader in full.reads) == {uid(10): 3, uid(11): 1}
    assert [reader for _, reader in full.misread] == [uid(11)]


@pytest.mark.parametrize(("wish", "reader"), [(RegionWish.AWAY, 11), (RegionWish.NEAR, 10)])
def test_the_wish_about_regions_decides_among_equals_only(wish: RegionWish, reader: int) -> None:
    readers = [Reader(uid(10), region=uid(50)), Reader(uid(11), region=uid(51))]
    one = [Wanting(uid(1), 0, 1, region=uid(50), wish=wish)]
    assert plan_reads(one, readers).reads == ((uid(1), uid(reader)),)
    several = [Wanting(uid(n), 0, 1, region=uid(50), wish=wish) for n in range(1, 7)]
    assert set(Counter(found for _, found in plan_reads(several, readers).reads).values()) == {3}
    busy = [Reader(one.id, load=5 if one.id == uid(reader) else 0, region=one.region) for one in readers]
    assert plan_reads(one, busy).reads != plan_reads(one, readers).reads


def test_a_reader_who_is_behind_catches_up() -> None:
    readers = [Reader(uid(10), 6), Reader(uid(11), 0), Reader(uid(12), 2)]
    plan = plan_reads([Wanting(uid(n), 0, 1) for n in range(1, 8)], readers)
    assert sorted(load_after(plan, readers)) == [4, 5, 6]


def test_readers_are_mixed_so_that_they_can_be_compared() -> None:
    readers = [Reader(uid(100 + n)) for n in range(6)]
    plan = plan_reads([Wanting(uid(n), 0, 2) for n in range(1, 61)], readers)
    pairs: dict[UUID, list[UUID]] = {}
    for application, reader in plan.reads:
        pairs.setdefault(application, []).append(reader)
    assert len({frozenset(pair) for pair in pairs.values()}) > 10


def test_another_seed_draws_other_lots() -> None:
    wanting, readers = [Wanting(uid(n), 0, 1) for n in range(1, 30)], [Reader(uid(100 + n)) for n in range(6)]
    assert plan_reads(wanting, readers, seed=1) != plan_reads(wanting, readers, seed=2)


REASONS = st.sampled_from([reason for reason in Barred if reason is not Barred.FULL])
READERS = st.builds(
    Reader, st.integers(1000, 1007).map(uid), st.integers(0, 6), st.none() | st.integers(0, 9),
    st.frozensets(st.just("es")), st.none() | st.integers(50, 52).map(uid),
)  # fmt: skip
WANTING = st.builds(
    Wanting, st.integers(1, 60).map(uid), st.integers(0, 2), st.integers(1, 4),
    st.dictionaries(st.integers(1000, 1009).map(uid), REASONS, max_size=4), st.sampled_from(["", "en", "es"]),
    st.none() | st.integers(50, 52).map(uid), st.sampled_from(list(RegionWish)),
)  # fmt: skip


@given(
    wanting=st.lists(WANTING, max_size=25, unique_by=lambda row: row.application),
    readers=st.lists(READERS, max_size=8, unique_by=lambda reader: reader.id),
)
def test_no_conflict_no_double_no_overload_and_the_same_each_time(
    wanting: list[Wanting], readers: list[Reader]
) -> None:
    plan = plan_reads(wanting, readers)
    assert plan == plan_reads(list(wanting), list(reversed(readers)))
    by_id = {row.application: row for row in wanting}
    assert len(set(plan.reads)) == len(plan.reads)
    assert not any(reader in by_id[application].barred for application, reader in plan.reads)
    made, given_out = Counter(a for a, _ in plan.reads), Counter(r for _, r in plan.reads)
    assert all(reader.room is None or given_out[reader.id] <= reader.room for reader in readers)
    short = {row.application: row.lacks for row in plan.short}
    for row in wanting:
        assert made[row.application] + short.get(row.application, 0) == max(0, row.wants - row.has)
    everybody = {reader.id for reader in readers}
    for shortfall in plan.short:
        readers_of = made[shortfall.application]
        assert sum(count for _, count in shortfall.reasons) == len(everybody) - readers_of


@given(
    wanting=st.lists(WANTING, max_size=25, unique_by=lambda row: row.application),
    readers=st.lists(READERS, min_size=1, max_size=8, unique_by=lambda reader: reader.id),
)
def test_as_many_reads_are_made_as_anybody_could_make(wanting: list[Wanting], readers: list[Reader]) -> None:
    """Against augmenting paths, the textbook way to the largest flow."""
    takes: dict[UUID, int] = {reader.id: len(wanting) if reader.room is None else reader.room for reader in readers}
    given_to: dict[UUID, list[UUID]] = {reader: [] for reader in takes}
    by_id = {row.application: row for row in wanting}

    def place(application: UUID, seen: set[UUID]) -> bool:
        for reader, has in given_to.items():
            if reader in seen or reader in by_id[application].barred or application in has:
                continue
            seen.add(reader)
            if len(has) < takes[reader]:
                has.append(application)
                return True
            for other in list(has):
                has.remove(other)
                if place(other, seen):
                    has.append(application)
                    return True
                has.append(other)
        return False

    most = sum(place(row.application, set()) for row in wanting for _ in range(max(0, row.wants - row.has)))
    assert len(plan_reads(wanting, readers).reads) >= most


@given(
    needs=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 3)), max_size=40, unique_by=lambda pair: pair[0]),
    readers=st.integers(3, 8),
)
def test_unhindered_everybody_gets_the_same_within_one(needs: list[tuple[int, int]], readers: int) -> None:
    asked = [Wanting(uid(number), 0, reads) for number, reads in needs]
    everybody = [Reader(uid(1000 + number)) for number in range(readers)]
    plan = plan_reads(asked, everybody)
    counts = load_after(plan, everybody)
    assert max(counts) - min(counts) <= 1
    assert len(plan.reads) == sum(reads for _, reads in needs)


def test_what_is_made_already_is_not_asked_for_again() -> None:
    readers = [Reader(uid(10)), Reader(uid(11)), Reader(uid(12))]
    first = plan_reads([Wanting(uid(1), 0, 2)], readers)
    had = {reader: Barred.HAD_IT for _, reader in first.reads}
    assert plan_reads([Wanting(uid(1), 2, 2, had)], readers).reads == ()
    assert plan_reads([Wanting(uid(1), 1, 2, had)], readers).reads[0][1] not in had


def test_places_are_found_as_whole_words_in_any_spelling() -> None:
    places = Places(["Calder College", "Calder", "UC", "Universidad de León"])
    assert places.found_in("I went to CALDER-COLLEGE, then home.") == {"calder college", "calder"}
    assert places.found_in("estudié en la Universidad de Leon") == {"universidad de leon"}
    assert places.found_in("Calderon") == frozenset()
    assert places.found_in("UC") == frozenset()
    assert Places([]).found_in("Calder College") == frozenset()


def test_a_name_needs_two_words_and_all_of_them() -> None:
    assert same_person("Ana Ruíz", ["ana", "maria", "ruiz"])
    assert not same_person("Ana", ["ana", "ruiz"])
    assert not same_person("Ana Ruiz Soto", ["ana", "ruiz"])
    assert nearest(Barred.SCHOOL, Barred.OWN) is Barred.OWN
    assert nearest(Barred.SCHOOL, None) is Barred.SCHOOL


def test_the_language_is_told_by_the_small_words() -> None:
    assert written_in(["I was with my mother when the call came and we had to leave."]) == "en"
    assert written_in(["Yo estaba con mi madre cuando la llamada llegó y también los niños."]) == "es"
    assert written_in(["No."]) == ""
    assert written_in([]) == ""
