"""How reading stops."""

from typing import NoReturn

from teiserge.findings import Finding
from teiserge.tei.tree import Position


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Stop reading a file; `finding` says why. Whoever calls `teiserge.tei` never sees it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def refuse(place: Position, code: str, message: str, hint: str) -> NoReturn:
    """Raise Refused with an error finding at `place`."""
    raise Refused(Finding(*place, code, "error", message, hint))
