"""What is wrong with a text: findings, and their text and JSON forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault or remark about one place of one file.

    `path` is as the reader should see it, `line` and `column` count from 1 (0 where the finding is about the file
    as a whole). `message` says what is wrong, with the value, in lower case and without a full stop; `hint` says what
    to do about it. Sorted by place.
    """

    path: Path
    line: int
    column: int
    code: str
    level: Level
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the clickable one-line form, `path:line:column: level code: message; hint`."""
        place = ":".join([str(self.path), *(str(n) for n in (self.line, self.column) if n)])
        remedy = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.level} {self.code}: {self.message}{remedy}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any finding is an error."""
    return any(finding.level == "error" for finding in findings)


def as_rows(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """Return one dict per finding, for JSON: code, level, path, line, column, message, hint."""
    return [
        {
            "code": f.code,
            "level": f.level,
            "path": f.path.as_posix(),
            "line": f.line,
            "column": f.column,
            "message": f.message,
            "hint": f.hint,
        }
        for f in findings
    ]
