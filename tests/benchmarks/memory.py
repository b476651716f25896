"""How much memory a process took."""

import re
import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def most_memory() -> float:
    """The most that this process held since its program began, in MB.

    ``ru_maxrss`` also counts what the process that started it held at that moment, so it is asked only where there is
    no ``/proc``.
    """
    if STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
