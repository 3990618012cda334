"""Errors a person can act on: what was expected, what was found, where, and what to do."""

from __future__ import annotations


class OnRecordError(Exception):
    """Something the user can mend; the message says what, where and how."""


class UsageError(OnRecordError):
    """The command or call was given something that does not fit (exit code 2)."""


class Unreadable(OnRecordError):
    """A file that gives no document.

    Attributes:
        reason: what was found and what was expected, in words.
        advice: what to do about it.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}. {advice}")
        self.reason = reason
        self.advice = advice


class RecordError(OnRecordError):
    """A record folder that is not a record, is damaged, or is being written by another process."""
