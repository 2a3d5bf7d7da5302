"""Withheld text: taking words out, and refusing what would give words away."""

import random
import re
from pathlib import Path

import pytest

from teiserge.findings import Finding, has_errors
from teiserge.sources import withhold
from tests.withholding import COPY, NAMESPACES, ONCE, digest, encoding, record, reference, withheld


def result(text: str) -> str:
    """Return what is left of a text when the copy's words are withheld without a fault."""
    data, findings = withheld(encoding(text))
    assert not has_errors(findings), findings
    assert data is not None
    return data.decode().partition("<text>")[2].removesuffix("</text></TEI>")


def fault(text: str) -> Finding:
    """Return the one fault for which nothing can be withheld from a text."""
    data, findings = withheld(encoding(text))
    assert data is None
    [finding] = [finding for finding in findings if finding.level == "error"]
    assert finding.hint
    return finding


# What is withheld


def test_the_longest_runs_of_the_authors_words_are_replaced() -> None:
    text = f"<p>\n  {ONCE}</p>".replace("grey mouse", '<hi rend="it">grey <name>mouse</name></hi>')
    assert result(text) == (
        f"<p>\n  {reference('Once upon a time there was a small,')} "
        f'<hi rend="it">{reference("grey")} <name>{reference("mouse")}</name></hi> '
        f"{reference('that lived in the wall of an old mill. It ate flour – don’t ask.')}</p>"
    )


def test_words_divided_by_markup_are_replaced_in_their_parts() -> None:
    text = "<p><hi>O</hi>nce upon a time</p><p>there w<c>a</c>s a small</p><p>,</p><p>grey</p><p>mouse</p>"
    parts = ["Once", "upon a time", "there was", "a small", "grey", "mouse"]
    once, upon, there, small, grey, mouse = (COPY.index(part) for part in parts)
    ranges = [(once, once + 1), (once + 1, upon + 11), (there, there + 7), (there + 7, there + 8)]
    ranges += [(there + 8, small + 7), (grey, grey + 4), (mouse, mouse + 5)]
    assert re.findall(r"char=(\d+),(\d+)", result(text)) == [(str(start), str(end)) for start, end in ranges]


@pytest.mark.parametrize(
    "editorial",
    [
        '<note resp="#ed">{}</note>',
        '<p resp="#ed">{}</p>',
        '<head resp="#ed">{}</head>',
        '<list resp="#ed"><item>{}</item></list>',
        '<div resp="#ed"><p><hi>{}</hi></p></div>',
        "<corr>{}</corr>",
        "<supplied>{}</supplied>",
        "<reg>{}</reg>",
        "<expan>{}</expan>",
        "<lem>{}</lem>",
        '<lem wit="#N">{}</lem>',
        '<rdg wit="#N #O">{}</rdg>',
        "<rdg>{}</rdg>",
        "<title>{}</title>",
        "<head>{}</head>",
        "<bibl><author>{}</author></bibl>",
        "<biblStruct>{}</biblStruct>",
        "<label>{}</label>",
        "<docAuthor>{}</docAuthor>",
        '<rdg wit="#N #M">{}</rdg>',
        '<lem wit="x.xml#M">{}</lem>',
    ],
)
def test_what_is_the_editors_or_names_a_work_or_is_a_short_reading_stays(editorial: str) -> None:
    kept = editorial.format("a small, grey mouse")
    before, after = "Once upon a time there was", "that lived in the wall of an old mill"
    assert result(f"<p>{before} {kept} {after}</p>") == f"<p>{reference(before)} {kept} {reference(after)}</p>"


@pytest.mark.parametrize("authorial", ["<note>{}</note>", '<hi resp="#ed">{}</hi>'])
def test_what_only_looks_like_the_editors_is_withheld(authorial: str) -> None:
    words = "a small, grey mouse"
    assert result(f"<p>{authorial.format(words)}</p>") == f"<p>{authorial.format(reference(words))}</p>"


@pytest.mark.parametrize("reading", ['<rdg wit="#N #M">{}</rdg>', '<lem wit="x.xml#M">{}</lem>'])
def test_a_long_reading_of_the_copy_is_withheld(reading: str) -> None:
    words = "there was a small, grey mouse that lived in the wall"
    assert result(f"<p>{reading.format(words)}</p>") == f"<p>{reading.format(reference(words))}</p>"


def test_runs_end_where_the_characters_of_file_and_copy_part() -> None:
    text = "<p>Once  upon a&#32;time there<!-- c --> was a small&#44; grey\nmouse</p>"
    assert result(text) == (
        f"<p>{reference('Once')}  {reference('upon a')}&#32;{reference('time there')}<!-- c --> "
        f"{reference('was a small')}&#44; {reference('grey')}\n{reference('mouse')}</p>"
    )


def test_references_and_sections_stay_as_they_are() -> None:
    text = "<p>Once upon a t&#105;me there <![CDATA[was a small,]]> grey mouse</p>"
    assert result(text) == (
        f"<p>{reference('Once upon a t')}&#105;{reference('me there')} "
        f"<![CDATA[was a small,]]> {reference('grey mouse')}</p>"
    )


def test_signs_alone_stay() -> None:
    assert result("<p><hi>wall of an old mill</hi>. <hi>It ate flour</hi> – </p>") == (
        f"<p><hi>{reference('wall of an old mill')}</hi>. <hi>{reference('It ate flour')}</hi> – </p>"
    )


def test_a_correction_does_not_disturb_what_follows() -> None:
    text = "<p>Once upon a <app><lem resp='#e'>tyme</lem><rdg wit='#M'>time</rdg></app> there</p>"
    assert result(text) == (
        f"<p>{reference('Once upon a')} <app><lem resp='#e'>tyme</lem><rdg wit='#M'>time</rdg></app> "
        f"{reference('there')}</p>"
    )


def test_words_that_the_copy_lacks_stay_and_are_reported() -> None:
    data, findings = withheld(
        encoding("<p>Once upon a\nsilver moon there was <label>nothing</label> &amp; a small</p>")
    )
    assert data is not None
    assert b"silver moon" in data
    assert [(finding.code, finding.level, finding.line, finding.column) for finding in findings] == [
        ("withhold-unmatched", "warning", 3, 1)
    ]
    assert "silver moon" in findings[0].message


def test_line_ends_of_the_copy_count_as_one_character() -> None:
    copy = "One two\r\nthree four\rfive"
    full = encoding("<p>One two\nthree\r\nfour <hi>five</hi></p>", record(copy))
    data, _ = withheld(full, copy)
    assert data is not None
    fragments = re.findall(rb'fragid="([^"]*)"', data)
    assert fragments == [b"char=0,13", b"char=14,18", b"char=19,23"]
    assert b"/>\r\n<xi" in data


def test_nothing_else_in_the_file_changes() -> None:
    start = '<?xml version="1.0"  encoding="iso-8859-1" ?>\r\n<!DOCTYPE TEI [<!ENTITY e "é">]><!-- \xe9 --><?p?>\r\n'
    body = f"<TEI {NAMESPACES}\tn = 'a&#10;\"b\"'><teiHeader>{record()}</teiHeader ><text >{{}} &e;</text\n></TEI>\r\n"
    data, _ = withhold((start + body.format("Once upon")).encode("latin-1"), COPY.encode(), Path("a.xml"), Path("b"))
    assert data == (start + body.format(reference("Once upon"))).encode("latin-1")


def test_a_long_text_with_corrections_is_withheld_whole() -> None:
    source = random.Random(1)  # noqa: S311 - for variety, not for secrecy
    vocabulary = ["".join(source.choices("abcdefghij", k=source.randint(1, 9))) for _ in range(3000)]
    words = source.choices(vocabulary, weights=[1 / (i + 1) for i in range(3000)], k=15_000)
    copy = " ".join(words)
    for i in range(0, 15_000, 50):
        words[i] = f"<app><lem>CORRECTED</lem><rdg wit='#M'>{words[i]}</rdg></app>"
    data, findings = withheld(encoding(f"<p>{' '.join(words)}</p>", record(copy)), copy)
    assert data is not None
    assert findings == []
    left = re.sub(r"<rdg.*?</rdg>|<[^>]*>", " ", data.decode().partition("<text>")[2])
    assert set(re.findall(r"\w+", left)) == {"CORRECTED"}


# What is asked for first


def test_the_missing_namespace_and_record_are_given_to_be_copied() -> None:
    full = encoding("<p>Once upon a time</p>", "<sourceDesc/>").replace(
        b' xmlns:xi="http://www.w3.org/2001/XInclude"', b""
    )
    data, findings = withheld(full)
    assert data is None
    assert [finding.code for finding in findings] == ["withhold-namespace", "withhold-unrecorded"]
    attribute = re.search(r'xmlns:xi="\S+"', findings[0].hint)
    elements = re.search(r"<ptr.*</idno>", findings[1].hint)
    assert attribute
    assert elements
    mended = full.replace(b"<TEI ", f"<TEI {attribute[0]} ".encode()).replace(
        b"<sourceDesc/>", f"<bibl>{elements[0]}</bibl>".encode()
    )
    data, findings = withheld(mended)
    assert findings == []
    assert data is not None
    assert b"Once" not in data


def test_another_meaning_of_the_prefix_is_refused() -> None:
    finding = fault('<p>Once</p>\n<p xmlns:xi="another">upon</p>')
    assert (finding.code, finding.line) == ("withhold-namespace", 3)


def test_another_copy_than_the_recorded_one_is_refused() -> None:
    data, [finding] = withheld(encoding("<p>Once</p>"), "Once more")
    assert data is None
    assert finding.code == "source-wrong"
    assert digest(COPY)[:12] in finding.message
    assert digest("Once more")[:12] in finding.message


def test_a_text_is_not_withheld_twice() -> None:
    finding = fault(f"<p>Once {reference('upon')}</p>")
    assert (finding.code, finding.line) == ("withhold-again", 2)


def test_a_copy_that_is_not_utf_8_is_refused() -> None:
    copy = "é".encode("latin-1")
    data, [finding] = withhold(encoding("", record(copy)), copy, Path("full.xml"), Path("copy.txt"))
    assert data is None
    assert (finding.path, finding.code) == (Path("copy.txt"), "encoding-wrong")


def test_a_file_that_is_not_well_formed_is_refused() -> None:
    data, [finding] = withheld(b"<TEI>")
    assert data is None
    assert finding.code == "not-well-formed"


def test_an_encoding_that_would_not_come_back_the_same_is_refused() -> None:
    shifts = "\x1b$B\x1b(B".encode("ascii")  # into another character set and back, for nothing
    full = b'<?xml version="1.0" encoding="iso-2022-jp"?>' + encoding("<p>Once</p>").replace(
        b"Once", b"On" + shifts + b"ce"
    )
    data, [finding] = withheld(full)
    assert data is None
    assert finding.code == "encoding-wrong"


# What would give words away

NINE = "there was a small, grey mouse that lived in"
EIGHT = "there was a small, grey mouse that lived"


@pytest.mark.parametrize(
    "quotation",
    [
        '<note resp="#ed">{}</note>',
        '<note resp="#ed"><label>{}</label></note>',
        "<supplied>{}</supplied>",
        "<p><![CDATA[{}]]></p>",
        "<!-- {} -->",
        "<?note {}?>",
        '<p n="{}"/>',
        '<note resp="#ed">The mill: {}!</note>',
    ],
)
def test_nine_words_of_the_copy_are_refused_and_eight_are_not(quotation: str) -> None:
    finding = fault("\n\n" + quotation.format(NINE))
    assert (finding.code, finding.path, finding.line) == ("withhold-literal", Path("full.xml"), 4)
    assert finding.message.startswith("9 successive words")
    result(quotation.format(EIGHT))


@pytest.mark.parametrize(
    "written",
    [
        "THERE WAS A SMALL GREY MOUSE THAT LIVED IN",
        "there was a <hi>small,</hi> grey\nmouse that <emph>lived in</emph>",
        "there was a sm<hi>all, gr</hi>ey mouse<hi>that</hi>lived in",
        "there was a small&#44; gre&#x79; mouse that li&v;ed in",
        "there was a <!-- so -->small, grey mouse <![CDATA[that]]> lived in",
        "there “was” a small (grey) mouse; that lived—in",
        "there was a small, grey mouse that <title>lived</title> in the",
    ],
)
def test_nine_words_are_found_however_they_are_written(written: str) -> None:
    full = b'<!DOCTYPE TEI [<!ENTITY v "v">]>' + encoding(f'<note resp="#ed">{written}</note>')
    data, findings = withheld(full)
    assert data is None
    assert [finding.code for finding in findings] == ["withhold-literal"]


def test_apostrophes_of_either_kind_are_the_same() -> None:
    assert fault('<note resp="#ed">of an old mill. It ate flour - don\'t ask</note>').code == "withhold-literal"


def test_the_authors_words_around_a_note_are_one_run() -> None:
    text = "<p><![CDATA[there was a small]]><note resp='#ed'>quite</note><![CDATA[, grey mouse that lived in]]></p>"
    assert fault(text).code == "withhold-literal"


def test_words_on_either_side_of_withheld_ones_are_no_run() -> None:
    text = '<note resp="#ed">there was a small,</note> grey mouse <note resp="#ed">that lived in the wall</note>'
    assert result(f"<p>{text}</p>") == f"<p>{text.replace('grey mouse', reference('grey mouse'))}</p>"


@pytest.mark.parametrize("exempt", ["title", "head", "bibl", "biblStruct"])
def test_titles_headings_and_references_may_be_long(exempt: str) -> None:
    text = f"<note resp='#ed'><{exempt}>{NINE}</{exempt}></note><{exempt}>{NINE}</{exempt}>"
    assert result(text) == text


def test_numbers_between_references_are_no_run() -> None:
    copy = "".join(f"{i}. Ibid., p. {i}{i}. " for i in range(1, 40))
    notes = "".join(f"<note><label>{i}.</label> <bibl>Ibid., p. {i}{i}.</bibl></note> " for i in range(1, 40))
    data, findings = withheld(encoding(notes, record(copy)), copy)
    assert data is not None
    assert not has_errors(findings)
