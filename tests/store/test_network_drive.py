"""Which folders lie on a drive of another machine, by what each system says of its drives."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from pipeline.store import network_drive
from pipeline.store.network_drive import is_network, is_on_network_drive, kind_of_drive

MAC = [
    ("/", "apfs"),
    ("/dev", "devfs"),
    ("/System/Volumes/Data", "apfs"),
    ("/System/Volumes/Data/home", "autofs"),
    ("/Volumes/Field work", "smbfs"),
    ("/Volumes/books", "nfs"),
    ("/Volumes/share on old", "afpfs"),
    ("/Volumes/dav", "webdav"),
    ("/Volumes/host", "osxfuse_sshfs"),
    ("/Volumes/STICK", "msdos"),
]


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
def test_the_drives_of_macos_are_told_apart(path: str, kind: str, is_of_others: bool) -> None:
    assert kind_of_drive(path, MAC) == kind
    assert is_network(kind) == is_of_others


def test_a_path_that_no_drive_holds_is_of_no_kind() -> None:
    assert kind_of_drive("/mnt/x", [("/media", "ext4")]) == ""
    assert kind_of_drive("/mnt/x", []) == ""


@pytest.mark.parametrize("kind", ["cifs", "smb3", "nfs4", "9p", "fuse.sshfs", "davfs", "vboxsf"])
def test_the_network_drives_of_linux_are_known(kind: str) -> None:
    assert is_network(kind_of_drive("/mnt/shared/x", [("/", "ext4"), ("/mnt/shared", kind)]))


def test_of_two_drives_at_one_place_the_later_one_counts() -> None:
    assert kind_of_drive("/mnt/x", [("/mnt", "autofs"), ("/mnt", "nfs4")]) == "nfs4"


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="only Linux lists its drives in a file")
def test_the_drive_of_a_folder_is_asked_of_this_machine(tmp_path: Path) -> None:
    listed = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    assert f" - {kind_of_drive(str(tmp_path.resolve()), network_drive._mounts())} " in listed
    assert not is_on_network_drive(Path("/proc"))


def test_a_system_that_does_not_say_where_its_drives_are_is_taken_at_its_best(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(all: bool) -> list[object]:
        raise OSError("no such file")

    monkeypatch.setattr(psutil, "disk_partitions", silent)
    assert not is_on_network_drive(tmp_path)
