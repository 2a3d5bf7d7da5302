"""A finding says what, where and what to do, for people and for programs."""

from pathlib import Path

from teiserge.findings import Finding, as_rows, has_errors

PLACED = Finding(Path("tei/a.xml"), 118, 12, "app-witness", "error", "the reading 'nouis' names no witness", "add @wit")
WHOLE = Finding(Path("tei/b.xml"), 0, 0, "file-empty", "warning", "the file is empty")


def test_the_text_form_is_clickable_and_leaves_out_what_is_not_known() -> None:
    expected = "tei/a.xml:118:12: error app-witness: the reading 'nouis' names no witness; add @wit"
    assert str(PLACED) == expected
    assert str(WHOLE) == "tei/b.xml: warning file-empty: the file is empty"


def test_the_json_form_has_every_field() -> None:
    assert as_rows([PLACED])[0] == {
        "code": "app-witness",
        "level": "error",
        "path": "tei/a.xml",
        "line": 118,
        "column": 12,
        "message": "the reading 'nouis' names no witness",
        "hint": "add @wit",
    }


def test_only_errors_count_as_errors() -> None:
    assert has_errors([WHOLE, PLACED])
    assert not has_errors([WHOLE])
