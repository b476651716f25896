"""Build ``.venv`` from a hashed lock file: ``python3 tools/bootstrap.py base`` (or ``dev``, ``production``).

Standard library only. This file must parse on any Python since 2.7, because on an
old one its whole work is to say so in one plain sentence; the work itself is in
``environment.py``, which only Python 3.11 and newer ever reads.
"""

import os
import subprocess
import sys

NEEDED = (3, 11)
NEWER_FIRST = ("python3.14", "python3.13", "python3.12", "python3.11")


def a_newer_python():
    """The first Python on the path that is new enough and starts, or None."""
    question = "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)"
    for name in NEWER_FIRST:
        try:
            silent = open(os.devnull, "w")
            found = subprocess.call([name, "-c", question], stdout=silent, stderr=silent) == 0
            silent.close()
        except OSError:
            found = False
        if found:
            return name
    return None


def main():
    """Hand over to a Python that is new enough, or say what is needed."""
    if sys.version_info >= NEEDED:
        import environment

        return environment.main(sys.argv[1:])
    newer = None if "--exact" in sys.argv else a_newer_python()
    if newer is None:
        sys.stderr.write("Python 3.11 or newer is needed; this is %d.%d.\n" % sys.version_info[:2])
        return 1
    return subprocess.call([newer] + sys.argv)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
