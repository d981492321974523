"""Looks after dropped files beside everything else, one at a time."""

from collections.abc import Callable

from bot.worker import Worker

STOP_WITHIN_SECONDS = 60
"""An import that is cut off all the same is taken up again after a while, and changes nothing twice."""


class FileWorker:
    """Takes each file once however often it was asked for meanwhile; a stop lets the file in hand be finished."""

    def __init__(self) -> None:
        self._worker: Worker[str, None] = Worker(failure="a dropped file was left", key="file")

    def wake(self, file_id: str) -> None:
        self._worker.want(file_id, None)

    def start(self, do: Callable[[str], None]) -> None:
        self._worker.start(lambda file_id, _: do(file_id))

    def stop(self) -> None:
        self._worker.stop(STOP_WITHIN_SECONDS)
