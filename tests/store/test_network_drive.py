"""Which folders lie on a drive of another machine, by what each system says of its drives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.store import network_drive
from pipeline.store.network_drive import is_network, is_on_network_drive, kind_of_drive, kind_of_mac_drive

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ann@office-server._smb._tcp.local/Field%20work on /Volumes/Field work (smbfs, nodev, nosuid, mounted by ann)
nas:/volume1/books on /Volumes/books (nfs, nodev, nosuid, automounted, noatime)
//ann@old/share on /Volumes/share on old (afpfs, nodev, nosuid, mounted by ann)
https://cloud.example.org/dav/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by ann)
ann@host: on /Volumes/host (osxfuse_sshfs, nodev, nosuid, synchronous, mounted by ann)
/dev/disk5s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("path", "kind", "is_of_others"),
    [
        ("/Users/ann/Documents", "apfs", False),
        ("/Volumes/Field work/books", "smbfs", True),
        ("/Volumes/books", "nfs", True),
        ("/Volumes/books of mine", "apfs", False),
        ("/Volumes/share on old/x", "afpfs", True),
        ("/Volumes/dav/x", "webdav", True),
        ("/Volumes/host/x", "osxfuse_sshfs", True),
        ("/Volumes/STICK/x", "msdos", False),
    ],
)
def test_what_mount_prints_on_macos_is_understood(path: str, kind: str, is_of_others: bool) -> None:
    assert kind_of_mac_drive(path, MAC) == kind
    assert is_network(kind) == is_of_others


def test_a_path_that_no_line_speaks_of_is_of_no_kind() -> None:
    assert kind_of_mac_drive("/Volumes/x", "nothing of use\n") == ""
    assert kind_of_drive("/mnt/x", "nothing of use\n") == ""


@pytest.mark.parametrize("kind", ["cifs", "smb3", "nfs4", "9p", "fuse.sshfs", "davfs", "vboxsf"])
def test_the_network_drives_of_linux_are_known(kind: str) -> None:
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:50 / /mnt/shared rw - {kind} server rw\n"
    assert is_network(kind_of_drive("/mnt/shared/x", mounts))


def test_a_system_that_does_not_say_where_its_drives_are_is_taken_at_its_best(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(network_drive, "_MAC_MOUNT", str(tmp_path / "none"))
    assert not is_on_network_drive(tmp_path)
