"""Capitalised words that name nobody, and names that are words too: what a list must say since grammar cannot.

The tagger's own list of words that are written small (matching.names.WORDS) says most of it; what stands here is what
is always written with a capital: days, peoples, faiths, services that serve the whole country, apps and makes.
"""

from __future__ import annotations

from functools import cache

from cse_text.matching.names import WORDS
from cse_text.resources import data_folder

_CAPITALS = frozenset(
    """
    dear north south east west mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun easter christmas eid ramadan diwali halloween bst gmt english welsh scottish irish british
    american european african caribbean asian indian pakistani bangladeshi chinese vietnamese polish romanian
    albanian turkish kurdish iraqi iranian afghan somali nigerian ghanaian eritrean sudanese ethiopian syrian
    lithuanian latvian bulgarian portuguese spanish french german italian ukrainian russian arab arabic urdu punjabi
    bengali roma traveller gypsy white black mixed christian muslim islamic islam jewish hindu sikh buddhist
    catholic church england wales scotland ireland britain kingdom united northern uk snapchat instagram facebook
    whatsapp tiktok youtube twitter telegram discord omegle grindr tinder badoo kik yubo messenger skype facetime
    roblox fortnite minecraft xbox playstation netflix google microsoft apple iphone samsung android uber bolt argos
    tesco asda sainsbury's greggs mcdonald's kfc primark boots ofsted barnardo's nspcc childline nhs camhs police
    cps marac mash yot lado iro gp send ehcp cafcass nrm golf corsa fiesta focus astra audi bmw mercedes ford
    vauxhall toyota nissan honda mini liquidlogic mosaic eclipse cpoms outlook teams word excel sen pshe gcse hiv
    gum std sti cctv dvla dwp pip mr mrs ms miss dr sir madam mum mam mom dad nan nanna gran grandma grandad auntie
    aunt uncle yp zoom braille barnardo ports ops
    """.split()
)
# Names that the list of words written small holds by mistake.
_NEVER_WORDS = frozenset(
    """
    ashley carol daz deb debs dex donna finley gaz jayden jodie kai ken kev leon lucy megan mick mickey nige pete
    rhian rosie shan shaz tom tomos trev
    """.split()
)
_TAILS = ("ly", "ing", "ed", "tion", "tions", "ment", "ments", "ness", "ity", "ies", "able", "ible", "ically", "wise")
GIVEN = frozenset(
    """
    amber angel art ash bailey bash bella bill billie billy blessing bliss bob bobby bonnie brook brooke buddy
    chance chase chelsea cherry christian comfort crystal daisy dale dawn dean dee destiny donna dot drew ebony eve
    faith fern flora frank gail gary gene ghost glen goose grace grant guy harmony harry hazel heath heather honey
    hope hunter ivy jack jade jasmine jay jenny jerry jewel jim jimmy joy kelly kerry kit lance lily lucky lux mark
    martin mason matt max melody mercy miles misty nick norm olive pat patience paul pearl penny pierce poppy
    precious prince princess rain ray reece rich rob robin rocky rose rosemary ruby rusty sally sandy scarlet
    scarlett scott shelly skye slim sol stella sterling storm sue sunny tel terry tiger tony trinity troy tyler val
    vic victor violet wade will winter
    """.split()
)  # written small they are words; with a capital inside a sentence they are somebody
SCHOOL_WORDS = frozenset(
    """
    the a an at in from to her his their our this that new old local high primary secondary junior infant special
    community catholic church grammar independent boarding upper lower middle first sixth form further private public
    state mainstream faith residential day head previous current another of and or for school academy college
    """.split()
)  # before 'School' they say what kind of school it is, and not which
SURNAMES = frozenset(
    """
    baker ball banks barber bell berry best bird bishop black bond bright brook brooks brown bull burns bush butler
    carpenter carter chambers chase church clay coach cole cook cooper crane cross day deacon dean dodd drake edge
    farmer field fields fish fisher flood ford forest fox frost gates golding grant gray green grey hale hall
    hammond hand hart head heath hill hills holland holt hood hook hope hoy hunt hunter keen king kitchen knight
    lake lamb lane law little lodge long lord love mann marks marsh mason may merry miller mills moody moon moore
    moss noble north page paine palmer park parker parks parsons peacock penny pepper pike piper pollard poole
    porter potter power price prince prior quick read reed reeves rice rich rivers rose rowe rush rusk sands savage
    sharp shepherd short silver singer skinner small snow south speed steel stone street strong summers swain swan
    sweet swift tate taylor temple towers turner underwood wade waite walker wall walls ward waters weaver webb
    weir wells west wheeler white wild winter winters wise wolf wood woods wray wright young
    """.split()
)  # behind a name they are part of it
ABBREVIATIONS = frozenset(
    """
    aa ac ad ae ai am as at bf bp by cb cc cp cs da db dc di dk dm do ds ed eh ei er et fc fm fp ft gf go gp ha hc
    hi hr hv id ie if in io ip is it iv lc lo lp ma me mh mi mp ms mt my na nc nd nf nk no nr nt of oh ok on oo op
    or os pa pc pd pe pi pm po pp pr ps pt qa ra rd re rt sa sb sc se sg si sm so sp ss st sw ta tc td tm to tv uk
    un up us vp vs we wp yo yp yr
    """.split()
)


@cache
def _written_small() -> frozenset[str]:
    path = data_folder("models") / "tagger" / WORDS
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


@cache
def is_ordinary(word: str) -> bool:
    """Return whether a word, however it is written, is one that names nobody."""
    folded = word.casefold().replace("\u2019", "'")
    bare = folded.removesuffix("'s")
    if bare in _NEVER_WORDS:
        return False
    if {folded, bare} & _CAPITALS or bare in _written_small() or bare.replace("'", "") in _written_small():
        return True
    return "-" in bare and all(is_ordinary(part) for part in bare.split("-") if part)


def looks_ordinary(word: str) -> bool:
    """Return whether a word that no list holds is built like no name: 'Worryingly', 'Signposting'."""
    return word.casefold().endswith(_TAILS)
