"""The part of the table about files."""

from sandbox.api import files
from sandbox.api.method import Method
from sandbox.api.takes import INVALID, number, structure, text
from sandbox.limits import Tier

FILES: dict[str, Method] = {
    "files.completeUploadExternal": Method(
        run=files.complete_upload,
        tier=Tier.FOUR,
        scopes=("files:write",),
        takes=(
            structure("files", missing=INVALID),
            text("channel_id"),
            text("initial_comment"),
            text("thread_ts"),
        ),
        errors=("file_not_found", "channel_not_found", "not_in_channel"),
    ),
    "files.getUploadURLExternal": Method(
        run=files.upload_address,
        tier=Tier.FOUR,
        scopes=("files:write",),
        takes=(text("filename", missing=INVALID), number("length"), text("alt_txt"), text("snippet_type")),
    ),
    "files.info": Method(
        run=files.info,
        tier=Tier.FOUR,
        scopes=("files:read",),
        takes=(text("file", missing="file_not_found"),),
        errors=("file_not_found", "file_deleted"),
    ),
}
