"""``make lock``: compile the hashed lock files from pyproject.toml. Needs uv; the files hold no registry address."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The largest first: the smaller ones take its versions.
EXTRAS = {"dev": ["dev", "production"], "production": ["production"], "base": []}


def main() -> int:
    """Compile all three; each holds everything of the smaller ones, at the same versions."""
    uv = shutil.which("uv")
    if uv is None:
        sys.stderr.write("uv compiles the lock files, and it is not installed (pip install uv).\n")
        return 1
    for name, extras in EXTRAS.items():
        command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]
        if name != "dev":
            command += ["--constraint", "requirements/dev.txt"]
        command += [part for extra in extras for part in ("--extra", extra)]
        command += ["--output-file", f"requirements/{name}.txt", "pyproject.toml"]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
