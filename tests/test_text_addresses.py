"""Web and e-mail addresses, file names, handles and tags: they are no prose, and nothing in them is repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm import find, link, rewrite
from namenorm.text.addresses import COVER, address_spans, covered, without_addresses

ADDRESSES = [
    ("see https://a.org/Netenyahu, Netenyahu", ["https://a.org/Netenyahu"]),
    ("mail netenyahu@gov.il or @netenyahu #Netenyahu!", ["netenyahu@gov.il", "@netenyahu", "#Netenyahu"]),
    ("at netenyahu.co.il today. Then Baku.", ["netenyahu.co.il"]),
    ("Azerbajan.com.az, www.Isreal.com/a?b.", ["Azerbajan.com.az", "www.Isreal.com/a?b"]),
    ("maps/Azerbajan_map.png and Azerbajan.pdf.", ["maps/Azerbajan_map.png", "Azerbajan.pdf"]),
    ("mailto:a@b.org DOI: doi:10.1/Baku", ["mailto:a@b.org", "doi:10.1/Baku"]),
    ("Er war in Baku.am Freitag kam er.", []),
    ("It was No. 1 in Baku. He said: Netenyahu.", []),
    ("A&#233; item#5 C# a@b", []),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_what_is_an_address(text: str, expected: list[str]) -> None:
    read = covered(text, address_spans(text))
    assert len(read) == len(text)
    left = [kept for kept, char in zip(text, read, strict=True) if char == COVER]
    assert "".join(left) == "".join(expected)


@given(st.text(alphabet="ab @#./:-_wAcom", max_size=60))
def test_addresses_lie_in_the_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in address_spans(text))
    assert len(without_addresses(text)) == len(text)


@pytest.mark.parametrize("piece", ["@", "a@", "a.", ".com", "a.com", "://", "http://", "#a", "www.", "-.az", "/a.pdf"])
def test_hostile_text_is_done_with(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    # Work that grew with the square of this length would take hours, so coming back is what is tested.
    assert len(without_addresses(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Benjamin Netenyahu, wrote @netenyahu.", "Benjamin Netanyahu, wrote @netenyahu."),
        ("Netenyahu: https://a.org/Benjamin-Netenyahu/x", "Netanyahu: https://a.org/Benjamin-Netenyahu/x"),
        ("Zakkir Hasanov (Zakkir_Hasanov@mod.az)", "Zakir Hasanov (Zakkir_Hasanov@mod.az)"),
        ("#Netenyahu met Netenyahu", "#Netenyahu met Netanyahu"),
        ("Azerbajan Airlines, Azerbajan.pdf", "Azerbaijan Airlines, Azerbajan.pdf"),
    ],
)
def test_addresses_are_never_repaired_and_say_nothing_of_prose(text: str, repaired: str) -> None:
    done = rewrite(text, lang="en")
    assert done.text == repaired
    assert rewrite(done.text, lang="en").edits == ()


def test_a_tag_and_a_site_are_found_an_address_is_not() -> None:
    text = "#Baku buys at Amazon.com, not at https://a.org/Israel, and @Tbilisi"
    assert [found.mention.surface for found in find(text, lang="en")] == ["Baku", "Amazon.com"]


def test_what_somebody_else_found_in_an_address_is_linked() -> None:
    text = "@Tbilisi wrote"
    assert [found.resolution.status.name for found in link(text, [(1, 8)], lang="en")] == ["RESOLVED"]
