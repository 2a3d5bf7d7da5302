"""The words of the sources that a header records: from the copy, or a gap."""

import hashlib
from pathlib import Path

import pytest

from tests.including import inner, loaded, write

COPY = "Es war einmal ein König.\r\nDer hatte drei Töchter."
DIGEST = hashlib.sha256(COPY.encode()).hexdigest()


def header(value: str = DIGEST, kind: str = "SHA-256") -> str:
    idno = f'<idno type="{kind}">\n {value} </idno>'
    return f'<teiHeader><witness xml:id="H"><ptr target="tale.txt"/>{idno}</witness></teiHeader>'


WITHHELD = """<p>: <xi:include parse="text" href="tale.txt" fragid="char=3,6"/>,
<xi:include parse="text" href="tale.txt" fragid="char=25,28"/></p>"""


@pytest.mark.parametrize("kind", ["SHA-256", "sha256", "SHA256", "sha-256"])
def test_the_words_of_a_recorded_source_come_from_the_copy_whatever_its_name(tmp_path: Path, kind: str) -> None:
    copy = tmp_path / "sources" / "another name"
    copy.parent.mkdir()
    copy.write_bytes(COPY.encode())
    document, findings = loaded(tmp_path, header(DIGEST.upper(), kind) + WITHHELD, {DIGEST: copy})
    assert findings == []
    assert document.withheld == ()
    assert inner(document).endswith("<p>: war,\nDer</p>")


def test_without_a_copy_there_is_a_gap_of_the_extent(tmp_path: Path) -> None:
    document, [finding] = loaded(tmp_path, header() + WITHHELD)
    gap = '<gap reason="withheld" unit="chars" quantity="3"/>'
    assert inner(document).endswith(f"<p>: {gap},\n{gap}</p>")
    assert document.withheld == ("tale.txt",)
    assert (finding.code, finding.level) == ("source-missing", "info")
    assert document.position(document.root[-1][0]).line == finding.line
    assert DIGEST[:12] in finding.message


def test_the_right_copy_beside_the_text_serves_too(tmp_path: Path) -> None:
    (tmp_path / "tale.txt").write_bytes(COPY.encode())
    document, findings = loaded(tmp_path, header() + WITHHELD)
    assert findings == []
    assert inner(document).endswith("<p>: war,\nDer</p>")


def test_another_copy_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    beside, named = tmp_path / "tale.txt", tmp_path / "sources" / "tale.txt"
    for wrong, copies in ((beside, {}), (named, {"0" * 64: named})):
        wrong.write_text("Es war zweimal.")
        found = hashlib.sha256(wrong.read_bytes()).hexdigest()
        document, [finding] = loaded(tmp_path, header() + WITHHELD, copies)
        assert (finding.code, finding.level) == ("source-wrong", "error")
        assert str(wrong) in finding.message
        assert found[:12] in finding.message
        assert DIGEST[:12] in finding.message
        assert "gap" in inner(document)
        wrong.unlink()


def test_a_copy_that_changed_since_it_was_hashed_is_not_used(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_text("changed")
    _, [finding] = loaded(tmp_path, header() + WITHHELD, {DIGEST: copy})
    assert finding.code == "source-wrong"


def test_a_header_that_is_itself_included_records_sources(tmp_path: Path) -> None:
    write(tmp_path / "header.xml", header())
    document, [finding] = loaded(tmp_path, f'<xi:include href="header.xml"/>{WITHHELD}')
    assert finding.code == "source-missing"
    assert document.withheld == ("tale.txt",)


def test_an_included_text_brings_its_own_records(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(COPY.encode())
    write(tmp_path / "a" / "text.xml", f'<TEI>{header()}<p xml:id="p">{WITHHELD}</p></TEI>')
    document, findings = loaded(tmp_path, '<xi:include href="a/text.xml" xpointer="p"/>', {DIGEST: copy})
    assert findings == []
    assert document.root.xpath("string()") == ": war,\nDer"
