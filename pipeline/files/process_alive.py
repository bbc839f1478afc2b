"""Is a process of this machine still running?"""

from __future__ import annotations


def is_alive(pid: int) -> bool:
    """Whether there is a process of this number that may still do something; one that may not be asked is there.

    One that has ended, and whose end nobody has asked for yet, is there by number only: a worker whose parent was
    killed, for a moment; in a container in which nobody looks after such, as long as that container lives.
    """
    if pid <= 0:
        return False
    import psutil  # only where somebody left a number behind

    try:
        return psutil.pid_exists(pid) and psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False
    except (psutil.AccessDenied, OverflowError):
        return True
