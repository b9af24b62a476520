"""Words of names that carry little: legal forms, articles, abbreviations, titles, nicknames.

All are written as `forms.latin_words` leaves them: Latin letters without accents or points, small.
The lists hold what is common in the languages that coalitions sign in; a word that is missing
here makes a likely duplicate go unseen, never a wrong one appear.
"""

from __future__ import annotations

from collections.abc import Mapping

from campaign.signatories.collation import ARTICLES as SORTED_ARTICLES

ARTICLES = frozenset(
    word for words in SORTED_ARTICLES.values() for word in words.split("|") if word != "i"
)
"""Articles of several languages, passed over where an organization's name begins with one."""

ELISIONS = ("l", "d", "dell", "all", "nell", "sull", "dall")
"""What stands before an apostrophe in French and Italian: l'Exemple, dell'Esempio."""

JOINS = frozenset("and y e et und en i og och ja ve kai".split())
"""The word "and", in several languages; passed over between two other words."""

SMALL = frozenset(
    """
    of for the in on at to from with by
    de del la las los el al da do das dos di della delle dei degli du des le les d l
    para por con com pour avec sur aux au per su nel
    der die das den dem des fur zu zur zum von vom vor mit im am van voor het
    """.split()
)
"""Prepositions and articles, passed over within an organization's name and in its acronym."""

LEGAL = frozenset(
    """
    inc incorporated llc llp lllp lp pllc ltd limited corp corporation plc cic cio
    gmbh ggmbh mbh ag ev eg gbr kg ohg ug kgaa
    sa sas sasu sarl eurl snc scop scic asbl aisbl
    srl spa aps onlus ets coop sl slu sal cv ac iap sapi sab eirl ltda eireli spzoo
    bv vzw ivzw vof ab asa oy oyj ry rf hf ehf kft zrt nyrt doo zs ops
    ooo ano nko oao zao pao pty pvt 501c3 501c4 npo
    """.split()
)
"""Legal forms at the end of a name, without the points: "e.V." is `ev`."""

LEGAL_WITH_POINTS = frozenset("sc nv pa co pc as me".split())
"""Legal forms that are also a state's letters or a word: taken only if written with points."""

LEGAL_PHRASES = (
    ("sa", "de", "cv"),
    ("s", "de", "rl"),
    ("sp", "z", "oo"),
    ("a", "nonprofit"),
    ("a", "non", "profit"),
    ("nonprofit", "corporation"),
    ("zhu", "shi", "hui", "she"),  # 株式会社, as it is transliterated
    ("you", "xian", "gong", "si"),  # 有限公司
)

LEGAL_FIRST = frozenset("ooo ano nko oao zao pao go".split())
"""Legal forms that stand before the name, as Russian and Ukrainian put them."""

_ABBREVIATED = """
association: assn assoc asso associacion asociacion asociacio associacao associazione asoc ass
university: univ universidad universidade universite universitat universita universiteit uni
organization: org organisation organizacion organizacao organizzazione orgn orgs
foundation: fdn fndn fundacion fundacao fondation fondazione
national: natl nat nacional nazionale
international: intl internat internacional internazionale
department: dept departamento departement
institute: inst institut instituto istituto
center: ctr centre cntr cent centro
government: govt gov
society: soc societe sociedad
st: saint street str
sainte: ste
mount: mt mtn
fort: ft
committee: cmte comm comite cttee
college: coll
hospital: hosp
academy: acad
federation: fed federacion federacao
conference: conf
congregation: cong
governors: govs
brothers: bros
county: cty
district: dist
services: svcs svc srvcs
management: mgmt
labor: labour
defense: defence
program: programme
theater: theatre
color: colour
american: amer
us: usa
technology: tech
environmental: env
education: educ
development: dev
research: res
"""
CANONICAL: Mapping[str, str] = {
    variant: line.partition(":")[0]
    for line in _ABBREVIATED.split("\n")
    for variant in line.partition(":")[2].split()
}
"""What stands for a word that is often abbreviated, spelt or translated in another way."""

HONORIFICS = frozenset(
    """
    dr prof professor rev reverend fr father sr sister br brother mr mrs ms miss mx hon honorable
    rabbi imam pastor bishop archbishop deacon rt sir dame sra srta don dona lic ing
    herr frau dott dottssa mme mlle me sheikh judge
    """.split()
)
"""Forms of address before a person's name."""

DEGREES = frozenset(
    """
    phd dphil edd psyd md do jd llm llb esq esquire mba mpa mph mpp msw lcsw lmsw lmft rn bsn msn np
    ba bs ma ms msc bsc mdiv dmin stm mfa facp cpa dds dvm pharmd obe mbe cbe sj op ofm osb csc
    """.split()
)
"""Degrees, professions and orders behind a person's name."""

GENERATIONS = frozenset("jr junior ii iii iv".split())
"""What tells a father from a son; never passed over."""

_NICKNAMES = """
abigail abby abbie gail; abraham abe; alan al allan allen; albert al bert; alejandro alex ale;
alejandra alex ale sandra; alexander alex al sandy sasha xander; alexandra alex sandra sandy sasha;
alfred al fred; alice ali; amanda mandy; andrew andy drew; ann anne anna annie nan nancy;
anthony tony; antonio tony tono; antonia toni; arthur art; barbara barb barbie babs;
beatrice bea; benjamin ben benny; bernard bernie; bradley brad; caroline carol carrie;
catherine kate katie kathy cathy cat; katherine kate katie kathy kat kit; kathleen kathy kate;
charles charlie chuck chas; christina tina chris chrissy; christine tina chris chrissy;
christopher chris kit topher; clifford cliff; concepcion concha; cynthia cindy;
daniel dan danny; david dave davey; deborah deb debbie debby; dennis denny; diana di; donald don;
dorothy dot dottie; dolores lola; douglas doug; edgar ed; edward ed eddie ted ned; edwin ed;
eleanor ellie nell nora; elizabeth liz lizzie beth betty betsy eliza libby lisa;
emily em emmy; enrique kike quique; eugene gene; eva evie; ezekiel zeke; florence flo;
frances fran francie; francis frank fran; francisco paco pancho frank cisco; franklin frank;
frederick fred freddie rick; gabriel gabe; gabriela gabi gaby; gerald gerry jerry; gilbert gil;
gregory greg; guadalupe lupe lupita; harold hal harry; helen nell; henry hank harry hal;
herbert herb; howard howie; ignacio nacho; irene rene; isabel isa bel belle; isabella bella izzy;
jacob jake; jacqueline jackie; james jim jimmy jamie; jane janie; janet jan; jeffrey jeff;
jennifer jen jenny jenn; jeremy jerry; jerome jerry; jessica jess jessie; jesus chuy; joan joanie;
johann hans; john johnny jack jon; jonathan jon jonny; jose pepe; josefina pepa fina;
joseph joe joey; josephine josie jo; joshua josh; juan juanito; judith judy; julia julie;
kenneth ken kenny; kimberly kim; kristina kris tina; lawrence larry; laurence larry; leonard len
leo lenny; leonardo leo; leslie les; lillian lily lil; louis lou louie; louise lou; lucia lucy;
luis lucho; manuel manny manolo; manuela manu; margaret maggie meg peggy marge margie greta rita;
maria mary mia; mariana mari; martha marty; martin marty; mary molly polly mae; matthew matt;
matilda tilly; maureen mo; melissa mel missy; michael mike mick mickey mikey; michelle shelly;
miguel mike; mikhail misha; mitchell mitch; nathan nate nat; nathaniel nate nat; natalie nat;
nicholas nick nico; nicole nikki nicki; oliver ollie; olivia liv livvy; pamela pam;
patricia pat patty tricia trish; patrick pat paddy; paula paulie; pedro perico; peter pete;
philip phil; phillip phil; priscilla cilla; rachel rae; ramon moncho; raymond ray; rebecca becky
becca; richard rick ricky rich dick; robert rob bob bobby robbie bert; roberto beto robert rob;
ronald ron ronnie; rosario charo; roger rog; rosa rosie; rosemary rose rosie; ruben ben;
russell russ; samantha sam; samuel sam sammy; sandra sandy; sarah sally sadie; sebastian seb;
sharon shari; silvia syl; sofia sophie; sophia sophie; stanley stan; stephanie steph; stephen steve;
steven steve; susan sue susie suzy; suzanne sue suzy; sylvia syl; teresa tere terry tess;
theresa terry tess; terence terry; theodore ted teddy theo; thomas tom tommy; timothy tim timmy;
valerie val; veronica vero ronnie; victor vic; victoria vicky vic tori; vincent vince vinny;
virginia ginny; vladimir volodya vova; walter walt wally; wendell wen; wilhelm willi;
william bill billy will willy liam; yekaterina katya; yuri yura; zachary zach zack
"""
_NICKNAME_LISTS = tuple(tuple(line.split()) for line in _NICKNAMES.replace("\n", " ").split(";"))


def _by_nickname() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, *short in _NICKNAME_LISTS:
        for word in (name, *short):
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


FULL_NAMES: Mapping[str, frozenset[str]] = _by_nickname()
"""The full given names that a name may stand for, itself among them where it is one."""

ALIAS = r"formerly|previously|also known as|a\.?k\.?a\.?|d\.?b\.?a\.?|d/b/a|f\.?k\.?a\.?|now"
"""What stands before another name of the same organization."""

PLATFORMS = frozenset(
    """
    facebook.com fb.com m.facebook.com instagram.com twitter.com x.com threads.net linkedin.com
    youtube.com tiktok.com bsky.app mastodon.social t.me telegram.me vk.com medium.com substack.com
    linktr.ee bit.ly tinyurl.com carrd.co about.me
    sites.google.com docs.google.com forms.gle google.com drive.google.com goo.gl maps.app.goo.gl
    wordpress.com blogspot.com wixsite.com weebly.com squarespace.com godaddysites.com github.io
    github.com gitlab.com notion.site notion.so tumblr.com
    gofundme.com patreon.com opencollective.com givebutter.com actblue.com secure.actblue.com
    actionnetwork.org change.org meetup.com eventbrite.com guidestar.org candid.org
    en.wikipedia.org es.wikipedia.org wikipedia.org wikidata.org orcid.org researchgate.net
    scholar.google.com academia.edu amazon.com etsy.com
    """.split()
)
"""Hosts on which pages of many people and organizations lie: the host alone says nothing."""
