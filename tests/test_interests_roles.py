"""Roles read from sentences: only where the form is clear, and only the role and the body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import LinkKind
from loaders.interests_roles import Held, held_in
from loaders.interests_shape import Interest, Role

SOMEONE = Interest(id="1", mnis="2", member="Ann Body", place="")
OFFICER, MEMBER = LinkKind.OFFICER_OF, LinkKind.MEMBER_OF


def held(sentence: str) -> Held | None:
    return held_in(
        Role(interest=SOMEONE, sort="Unpaid role", sentence=sentence, since="", until="")
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "words", "body"),
    [
        ("Trustee of Sample Arts Centre, a charity that paints. This is an unpaid role.",
         OFFICER, "Trustee", "Sample Arts Centre"),
        ("I am a trustee of the Sample Lifeboat Trust.", OFFICER, "Trustee",
         "Sample Lifeboat Trust"),
        ("Unpaid Director of Drum Campaigns Ltd, a company set up by me.", OFFICER, "Director",
         "Drum Campaigns Ltd"),
        ("Company director (unpaid), Highland Sample Houses Ltd, in which I drum.", OFFICER,
         "Director", "Highland Sample Houses Ltd"),
        ("Unpaid directorship of Sample Limited", OFFICER, "Director", "Sample Limited"),
        ("Chairman of Sampleland IRI (a not for profit organisation). This is an unpaid role.",
         OFFICER, "Chair", "Sampleland IRI"),
        ("Chair of Governors at Sample Primary School in Nottingham", OFFICER, "Chair",
         "Sample Primary School in Nottingham"),
        ("Vice Chair, Sample Campaign for Drums. This is an unpaid role.", OFFICER, "Vice Chair",
         "Sample Campaign for Drums"),
        ("Honorary Vice President of the Drum Association", OFFICER, "Vice President",
         "Drum Association"),
        ("School Governor, Sample Junior School, North Tyneside.", OFFICER, "Governor",
         "Sample Junior School"),
        ("Treasurer, Sample Cricket Club.", OFFICER, "Treasurer", "Sample Cricket Club"),
        ("Member of the board, The Drum Party.", OFFICER, "Board member", "The Drum Party"),
        ("Director -Sample Campaigns Ltd.", OFFICER, "Director", "Sample Campaigns Ltd"),
        ("A Patron of NDRUM - National Association of Drummers. This is an unpaid role.", MEMBER,
         "Patron", "NDRUM"),
        ("An ambassador for the Sample Chambers of Commerce.", MEMBER, "Ambassador",
         "Sample Chambers of Commerce"),
        ("Member of the Sample Town Board. This is an unpaid role.", MEMBER, "Member",
         "Sample Town Board"),
        ("Member of the Executive Committee of the Sample Society.", MEMBER,
         "Member of a committee", "Sample Society"),
        ("Elected Councillor, Sample Borough Council.", MEMBER, "Councillor",
         "Sample Borough Council"),
        ("Since December 2015, a trustee of the Sample Foundation, which works.", OFFICER,
         "Trustee", "Sample Foundation"),
        ("Trustee of the Royal Society for the Prevention of Cruelty to Drums.", OFFICER,
         "Trustee", "Royal Society for the Prevention of Cruelty to Drums"),
        ("Chair of the APPG on Drums", OFFICER, "Chair", "APPG on Drums"),
        ("Patron of DRUMS -\nAssociation of Drummers. This is an unpaid role.", MEMBER, "Patron",
         "DRUMS"),
    ],
)  # fmt: skip
def test_a_clear_sentence_gives_role_and_body(
    sentence: str, kind: LinkKind, words: str, body: str
) -> None:
    assert held(sentence) == Held(kind=kind, words=words, body=body)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Trustee",
        "Non-practising barrister.",
        "Army Reservist. I have not received any earnings.",
        "Shareholding in Sample Ltd.",
        "Former trustee of the Sample Trust.",
        "Trustee of the Sample Trust until 3 May 2025.",
        "Trustee of Sample House. I resigned on 4 May 2025.",
        "Unpaid director of [redacted] Management Company, a property company.",
        "Director of Drums Ltd and Vice Chair of Drums for Ever. This is an unpaid role.",
        "Trustee of A Sample Trust, and Director of Another Ltd.",
        "Associate Governor of a Warrington based primary school.",
        "Unpaid director of a company that drums.",
        "Unpaid Director of Right to manage company looking after the block of flats",
        "Trustee of five small local charities",
        "Sampleham Borough Councillor, unpaid since August 2024.",
        "In my role as the Metro Mayor I am a chair of the following boards",
    ],
)
def test_a_sentence_that_is_not_clear_gives_nothing(sentence: str) -> None:
    assert held(sentence) is None


@given(st.text(max_size=120))
def test_any_sentence_can_be_read(text: str) -> None:
    for sentence in (text, f"Trustee of {text}"):
        found = held(sentence)
        assert found is None or (found.body and len(found.body.split()) <= 12)
