"""Is a process of this machine still running?"""

from __future__ import annotations


def is_alive(pid: int) -> bool:
    """Whether there is a process of this number; one that may not be asked is there."""
    if pid <= 0:
        return False
    import psutil  # only where somebody left a number behind

    try:
        return psutil.pid_exists(pid)
    except OverflowError:
        return True
