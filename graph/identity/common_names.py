"""Words that many bodies share and names that many people bear: never enough to tell two apart."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# Words that say what sort of body, meeting or text a thing is, or stand in thousands of names.
GENERIC_WORDS = words(
    """
    a academy account action advice advisory against aid all alliance and annual appeal appg arts
    assembly assistance association associations at august autumn baptist benevolent board bodies
    body branch briefing british bulletin bureau by calling campaign care carers cathedral
    catholic central centre centres change charitable charities charity chapel child children
    childrens choir christ christian church churches citizens city club coalition college
    commission committee communities community companies company conference congregation congress
    consortium consultation consultants consulting cooperative council county culture cultural day
    december department development director directors disability district east education elderly
    employment england english enterprise enterprises equality ethnic european evangelical event
    exchange facility faith families family february federation festival first food for forum
    foundation free friday friends fund funding funds garden gardens general girls global good
    government grammar grant grants great green group groups guild hall health help high holy home
    homes hope hospice hospital house housing human in inclusion independent infant initiative
    institute integrated interfaith international investment january jesus joint july june junior
    justice kingdom labour ladies lady launch league learning leisure library life link links
    local london lunch mary meeting meetings members mental methodist middle midlands mission
    monday monitoring mosque mothers mums museum music national network new newsletter north
    northern november nursery october of office older on open organisation organisations our over
    page parent parents parish park parliament parliamentary partners partnership party people
    peoples performance pensioners places plan playgroup policy pre preschool president press
    primary programme programmes project projects public race recreation red reform refuge
    regional relief report reports research residents resource resources response review rights
    river road room royal rural saint school schools scotland scottish secondary secretariat
    section september seminar senior service services social societies society solutions south
    southern sport sports spring st staff state strategy student students study summer summit
    sunday support survey team the theatre together town trade training trust trustees tuesday uk
    united unity university urban village visit voices voluntary volunteer volunteers wales war
    wednesday welfare wellbeing welsh west western winter with womens women work workers working
    workshop world year years young youth peter paul john james george andrew michael thomas
    stephen mark luke matthew joseph david
    basketball bowling bowls boxing bridge bridges builders cricket fellowship football gateway
    grace hands horizon horizons lighthouse memorial ministries ministry netball oasis outreach
    phoenix rainbow rugby sailing swimming tennis trinity welcome
    """
)  # fmt: skip

# A name with one of these is mostly that of a branch, and villages of one name are many: in the
# federations of the charity registers four in a hundred such names stood for several bodies.
BRANCH_PHRASES = (
    "advice bureau", "branch", "brownies", "cadet", "cadets", "chapel", "church", "circuit",
    "congregation", "guides", "high school", "infant school", "inner wheel", "junior school",
    "legion", "lions club", "mosque", "mothers union", "parish", "parochial", "pcc", "playgroup",
    "pre school", "preschool", "primary school", "pta", "rainbows", "rotary", "school association",
    "school fund", "scout", "scouts", "temple", "toddler", "u3a", "womens guild",
    "womens institute",
)  # fmt: skip

# Peoples and faiths: "Somali Community Association" is the name of several bodies.
PEOPLES = words(
    """
    afghan african afro albanian algerian american angolan arab arabic armenian asian australian
    austrian azerbaijani bahraini bangladeshi basque belarusian belgian berber black bme bolivian
    bosnian brazilian bulgarian burmese burundian cameroonian canadian caribbean chilean chinese
    christian colombian congolese coptic croatian cuban cypriot czech danish dutch ecuadorian
    egyptian eritrean estonian ethiopian european filipino finnish french gambian georgian german
    ghanaian greek guinean guyanese gypsy haitian hindu hungarian icelandic igbo indian indonesian
    iranian iraqi irish islamic israeli italian ivorian jain jamaican japanese jewish jordanian
    kashmiri kazakh kenyan korean kosovan kurdish kuwaiti latin latvian lebanese liberian libyan
    lithuanian macedonian malagasy malawian malaysian malian maltese mauritian mexican moldovan
    mongolian moroccan mozambican multicultural multifaith muslim namibian nepalese nepali
    nigerian norwegian omani orthodox pakistani palestinian peruvian polish portuguese punjabi
    qatari roma romanian russian rwandan saudi senegalese serbian serb sikh singaporean slovak
    slovenian somali spanish sudanese swahili swedish swiss syrian taiwanese tamil tanzanian thai
    tibetan traveller tunisian turkish ugandan ukrainian uruguayan uyghur uzbek venezuelan
    vietnamese yemeni yoruba zambian zimbabwean
    """
)  # fmt: skip

# Names of more than about one in 500 people in the UK: two such words do not make one person.
COMMON_GIVEN = words(
    """
    adam alan alex alexander ali alison amanda andrew andy angela ann anna anne anthony barbara
    ben benjamin brian carol caroline catherine charles charlotte chris christine christopher
    claire clare colin craig daniel dave david deborah derek diana donna elizabeth emily emma
    fiona frances gareth gary gavin geoffrey george gill gillian graham harry heather helen hugh
    ian jack jacqueline jake james jane janet jason jean jennifer jenny jeremy jessica jim joan
    joanna joanne john jonathan joseph judith julia julie karen kate katherine kathryn keith kelly
    kenneth kevin laura lee lesley linda lisa louise luke lynn malcolm margaret maria mark martin
    mary matt matthew michael michelle mike mohammad mohammed muhammad nathan neil nicholas nick
    nicola nigel oliver pamela patricia patrick paul paula pauline peter philip phil rachel
    rebecca richard rob robert roger ross ruth ryan sally sam samantha samuel sandra sara sarah
    scott sean sharon simon sophie stephen steve steven stuart sue susan tanya thomas tim timothy
    tom tony tracey tracy valerie victoria wendy wayne william zoe
    """
)  # fmt: skip

COMMON_SURNAMES = words(
    """
    adams ahmed akhtar ali allen anderson andrews armstrong atkinson bailey baker ball barker
    barnes bell bennett berry booth bradley brown burton butler campbell carr carter chambers
    chapman clark clarke cole collins cook cooper cox cunningham dalton davies davis dawson day
    dean dixon edwards elliott ellis evans fisher fletcher ford foster fox fraser gardner george
    gibson gill gordon graham grant gray green griffiths hall hamilton harper harris harrison hart
    harvey hill holmes howard hudson hughes hunt hunter hussain jackson james jenkins johnson
    johnston jones kaur kelly kennedy khan king knight lane lawrence lawson lee lewis lloyd
    macdonald marsh marshall martin mason matthews mcdonald miah mills mitchell moore morgan
    morris morrison murphy murray newman oliver owen palmer parker patel pearce pearson perry
    phillips poole porter powell price reid reynolds richards richardson roberts robertson
    robinson rogers rose ross russell ryan saunders scott shaw simpson singh smith spencer stevens
    stewart stone taylor thomas thompson thomson turner walker wallace walsh ward watkins watson
    watts webb wells west white wilkinson williams williamson willis wilson wood woods wright
    young
    """
)  # fmt: skip
