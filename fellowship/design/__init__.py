"""The look in Python: form renderer and fields, wording of dates and money, geometry of charts."""

from fellowship.design.renderer import FellowshipRenderer

__all__ = ["FellowshipRenderer"]
