"""What those concerned may know: in the hour after publication fellows still wait, as far as they can see."""

from django.db.models import Q

from cohorts.models import Placement
from cohorts.rules.stages import FellowStage, PlacementStage


def waits_for_a_place() -> Q:
    """The fellows who wait, or have a place that nobody was told of yet: for pages of fellows and offices."""
    quiet = Placement.objects.filter(held_back=True, stage=PlacementStage.PLANNED).values("fellow_id")
    return Q(stage=FellowStage.READY) | Q(stage=FellowStage.PLACED, pk__in=quiet)
