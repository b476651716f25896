"""What kinds of files may be kept, for what purpose, and who may read them."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FilePurpose:
    """A reason to keep files. ``cap`` is in bytes; ``read_permission`` takes the stored file as its object."""

    key: str
    kinds: frozenset[str] = frozenset({"pdf", "image", "text", "docx"})
    cap: int = 10 * MEGABYTE
    owner_reads: bool = True
    read_permission: str = ""
    sensitive: bool = False


_purposes: dict[str, FilePurpose] = {}


def register(purpose: FilePurpose) -> None:
    """Declare a purpose; the same key twice with other terms raises ``ValueError``."""
    if _purposes.setdefault(purpose.key, purpose) != purpose:
        message = f"file purpose {purpose.key} is declared twice"
        raise ValueError(message)


def purpose(key: str) -> FilePurpose:
    """The terms for ``key``; ``KeyError`` when nobody declared it."""
    return _purposes[key]


def purposes() -> tuple[FilePurpose, ...]:
    """Every declared purpose."""
    return tuple(_purposes.values())
