"""Tells bodies from private persons by their names, so that no private person is loaded.

The registers name donors, secretariats and list members in one field for bodies and people. In
doubt a name with a common given name in front is a person's.
"""

import re

from graph.text import fold, search_words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Common given names in Britain and Ireland of many origins; folded. Names that are as often a
# family name or a word ("Grant", "Hope", "Leigh") are left out: bodies carry them too.
GIVEN_NAMES = _words(
    """
    aaron abbie abby abdul abigail abraham ada adam adele adrian ahmed aidan aileen aisha alan
    alasdair alastair albert alec alex alexander alexandra alfred ali alice alicia alison alistair
    allan allie allison alun amanda amber amelia amina amir amit amy ana andrea andrew andy angela
    angharad angie angus anil anita ann anna annabel anne annette annie anthony antonia antony anya
    april arthur asha ashley audrey aysha ayesha
    barbara barry beatrice becky ben benjamin bernadette bernard bernie bert beth bethan betty
    beverley bill billy bob bobby brenda brendan brian bridget bruce bruno bryan bryn
    caitlin callum calum cameron camilla cara carl carla carol carole caroline carolyn catherine
    cathy cecilia celia ceri charles charlie charlotte cheryl chloe chris christina christine
    christopher ciara claire clare clive colin colleen colm connor conor craig
    dafydd daisy dan daniel danielle danny darren dave david dawn deborah debbie declan deirdre
    denis denise dennis derek desmond dewi diana diane dominic dom don donald donna doreen dorothy
    doug douglas duncan dylan
    eamonn ed eddie edith edmund edward edwin eileen elaine eleanor elena elin elizabeth ella ellen
    ellie elliot emily emma emyr eric erin ernest esther ethan eva evelyn ewan
    faith farah fatima felicity felix fergus finlay fiona flora florence fran frances francesca
    francis frank fraser fred freddie frederick freya
    gabriel gareth gary gavin gemma geoff geoffrey george georgia georgina geraint gerald geraldine
    gerard gerry gethin gill gillian gina glen glenn gordon grace graeme graham grahame greg gregory
    guy gwen gwyn gwyneth
    hamish hannah harriet harry hassan hayley hazel heather hector heidi helen helena henry
    hilary holly howard hugh huw hywel
    iain ian ibrahim ifan imran ingrid irene iris isaac isabel isabella isobel ivan ivor
    jack jackie jacob jacqueline jacqui jade jake james jamie jan jane janet janice jasmine jason
    javed jay jayne jean jeff jeffrey jemma jen jennifer jenny jeremy jess jessica jill jim jimmy jo
    joan joanna joanne joe joel johanna john johnny jon jonathan jonny jordan joseph josephine josh
    joshua joy joyce judith judy julia julian julie juliet june justin
    karen karl kate katharine katherine kathleen kathryn kathy katie katy kay keith kelly ken
    kenneth kerry kevin kieran kim kirsten kirsty krystal kumar kyle
    laura lauren laurence lawrence leanne lee leila len leo leon leonard lesley leslie lewis liam
    lily linda lindsay lindsey lisa liz lizzie lizzy lloyd lola lorna lorraine lori louis louisa
    louise lucas lucinda lucy luke lydia lynda lynn lynne
    madeleine maggie malcolm mandy marc marcus margaret maria marian marianne marie marilyn marina
    marion mark marta martha martin martyn mary matt matthew maureen maurice max maxine meera megan
    mehmet mel melanie melissa michael michelle mick miguel mike mohamed mohammad mohammed moira
    molly monica morag morgan morris muhammad muriel
    nadia naomi natalie natasha nathan neil nia niall niamh nicholas nick nicki nicola nigel nikki
    nina noel nora norma norman
    oliver olivia omar oscar osman owen
    pam pamela pat patricia patrick patsy paul paula pauline penelope penny pete peter petra phil
    philip philippa phillip phoebe phyllis pippa polly priya
    rachael rachel rafael rahul raj rajesh ralph raymond rebecca reg rhian rhiannon rhodri rhona
    rhys richard rick ricky rita rob robert roberta robin robyn rod roderick rodney roger roland
    ron ronald ronan ronnie rory rosalind rosemary rosie roy ruby rufus rupert russell ruth ryan
    sabrina sally sam samantha samina samir samuel sandra sanjay sara sarah saskia sean sebastian
    sergei shane shannon sharon sheila shelley shirley sian simon simone sinead siobhan sofia sonia
    sophia sophie stacey stan stanley stella stephanie stephen steve steven stewart stuart sue
    sunil susan susannah susie suzanne suzy sylvia
    tamara tanya tara tariq ted terence teresa teri terry tessa thea theresa thomas tim timothy
    tina toby tom tommy toni tony tracey tracy trevor tricia trudi
    una ursula usha valerie vanessa vera veronica vicki vicky victor victoria vikki vincent viv
    vivian vivienne
    walter wendy wilfred will william willie winston xavier yasmin yusuf yvette yvonne zahra zara
    zoe
    """
)

# Bodies that bear the name of a person and nothing else.
BODIES_NAMED_LIKE_PEOPLE = _words(
    """
    anthony-nolan marie-curie sue-ryder leonard-cheshire leigh-day irwin-mitchell john-lewis
    morgan-sindall grant-thornton duncan-lewis arthur-j-gallagher henry-boot eli-lilly
    laing-orourke laura-ashley ernst-young walker-morris alexander-dennis
    """
)

# Letters behind a person's name, which are no abbreviation of a body.
_LETTERS = _words(
    "MP MSP MLA MS AM OBE CBE MBE KBE DBE BEM KC QC PC DL BA MA BSC MSC PHD FRS FBA CMG CH JP TD"
)

_BODY_WORD = re.compile(
    r"\b(?:academy|action|advisers|advisory|advocacy|affairs|agency|alliance|ambulances?|animals?|"
    r"appeal|british|cross|equality|gardens|national|protection|royal|scottish|survey|world|"
    r"archives?|associates|associations?|authority|aware(?:ness)?|bank|board|brewery|business|"
    r"campaign|capital|care|centre|chamber|charit(?:y|able)|church|cic|club|coalition|college|"
    r"commission|committee|communications?|community|compan(?:y|ies)|confederation|connect|"
    r"consortium|consult(?:ing|ancy|ants)|co-?op(?:erative)?|corporation|council|counsel|"
    r"development|diocese|embassy|energy|england|europe|events|exchange|federation|finance|forum|"
    r"foundation|friends|fund|funerals?|futures|gallery|global|government|group|guild|health|"
    r"heritage|holdings?|home|homes|hospice|hospital|house|housing|inc|industr(?:y|ies)|initiative|"
    r"innovation|institut(?:e|ion)|insurance|international|ireland|justice|laborator(?:y|ies)|"
    r"league|legal|limited|llp|london|ltd|management|media|mission|museum|music|network|nhs|office|"
    r"organi[sz]ation|party|partners|partnership|plc|police|policy|programme|project|properties|"
    r"publishing|rail(?:way)?|records|relations|relief|rescue|research|reinsurance|sanctuary|"
    r"school|scotland|secretariat|services?|societ(?:y|ies)|solutions|sport|strateg(?:y|"
    r"ies)|studio|support|systems|technolog(?:y|ies)|theatre|training|transport|travel|trust|uk|"
    r"union|unit|united|universit(?:y|ies)|ventures|voice|wales|watch|welfare|women|works|youth)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd|Judge|Cllr|Councillor)\b\.?\s"
)
_AT_OFFICE = re.compile(r"^[^,]+,\s*(?:in the )?office of\b", re.IGNORECASE)
_BODY_SITE = re.compile(r"^https?://[^/]+\.(?:org|charity|ngo|org\.uk|ac\.uk|gov\.uk|coop)(?:/|$)")
_SMALL = re.compile(r"(?:^|\s)(?:of|for|and|the|in|on|against|as|to|with|&)(?:\s|$)")


def names_body(name: str) -> bool:
    """Whether a word in the name is one that only bodies carry.

    >>> names_body("Jeremy Coller Foundation"), names_body("Jeremy Coller")
    (True, False)
    """
    return bool(_BODY_WORD.search(name)) or bool(re.search(r"\d|\w[&+]\w", name))


def in_an_office(name: str) -> bool:
    """Whether the name is that of somebody in another person's office.

    >>> in_an_office("Ann Example, Office of Ben Sample MP")
    True
    """
    return bool(_AT_OFFICE.match(name))


def may_be_private(name: str, website: str = "") -> bool:
    """Whether a name may be that of a private person rather than of a body.

    ``website`` is the address that the source gives with it: a charity named after a person has
    one of a body's kind.

    >>> may_be_private("Glen Example"), may_be_private("Glen Example Consulting Ltd")
    (True, False)
    """
    if in_an_office(name) or _ADDRESS.match(name):
        return True
    words = search_words(name)
    if len(words) < 2 or "-".join(words) in BODIES_NAMED_LIKE_PEOPLE or names_body(name):
        return False
    if _BODY_SITE.match(website) or _SMALL.search(name):
        return False
    return words[0] in GIVEN_NAMES and len(words) <= 4


def starts_like_person(name: str) -> bool:
    """Whether the first word is a given name or a form of address."""
    words = fold(name).split()
    return bool(_ADDRESS.match(name)) or bool(words and words[0].strip(".,") in GIVEN_NAMES)


def is_body(name: str) -> bool:
    """Whether a name in a list of people and bodies is surely a body's.

    Stricter than "not private": a name of two unknown words is neither.
    """
    words = name.split()
    if _ADDRESS.match(name) or not words or len(words) > 14:
        return False
    key = "-".join(search_words(name))
    if names_body(name) or key in BODIES_NAMED_LIKE_PEOPLE:
        return True
    if starts_like_person(name) or may_be_private(name):
        return False
    acronym = any(w.isupper() and len(w) > 1 and w.isalpha() and w not in _LETTERS for w in words)
    return len(words) == 1 or acronym or bool(_SMALL.search(name))
