"""Who may do what with a file on a share (its DACL), carried over to the file that takes its place.

A new file has the rights that its folder hands down; those given to one workbook alone would be lost.
"""

from __future__ import annotations

from typing import Any

import smbclient
from smbprotocol.file_info import InfoType
from smbprotocol.open import SMB2QueryInfoRequest, SMB2QueryInfoResponse, SMB2SetInfoRequest

_READ_RIGHTS, _CHANGE_RIGHTS = 0x00020000, 0x00040000  # READ_CONTROL, WRITE_DAC
_DACL = 0x4
_LONGEST = 65_536


def give_rights(fresh: str, target: str, given: dict[str, Any]) -> None:
    """Let the file `fresh` (UNC) have the rights of `target`; raises as smbprotocol does where it is not allowed."""
    wanted = _rights(target, given)
    if wanted != _rights(fresh, given):
        _give(fresh, wanted, given)


def _rights(path: str, given: dict[str, Any]) -> bytes:
    asked = SMB2QueryInfoRequest()
    asked["info_type"] = InfoType.SMB2_0_INFO_SECURITY
    asked["output_buffer_length"] = _LONGEST
    asked["additional_information"] = _DACL
    answer = SMB2QueryInfoResponse()
    answer.unpack(_asked(path, _READ_RIGHTS, asked, given))
    said: bytes = answer["buffer"].get_value()
    return said


def _give(path: str, wanted: bytes, given: dict[str, Any]) -> None:
    told = SMB2SetInfoRequest()
    told["info_type"] = InfoType.SMB2_0_INFO_SECURITY
    told["additional_information"] = _DACL
    told["buffer"] = wanted
    _asked(path, _CHANGE_RIGHTS, told, given)


def _asked(path: str, access: int, request: Any, given: dict[str, Any]) -> bytes:
    """Open the file for `access`, send the request about it, and return the bytes of the answer."""
    with smbclient.open_file(
        path, mode="rb", buffering=0, share_access="rwd", desired_access=access, **given
    ) as file:  # fmt: skip
        request["file_id"] = file.fd.file_id
        tree = file.fd.tree_connect
        sent = file.fd.connection.send(request, sid=tree.session.session_id, tid=tree.tree_connect_id)
        answer: bytes = file.fd.connection.receive(sent)["data"].get_value()
    return answer
