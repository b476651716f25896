"""Words that give away who somebody is, in English and Spanish, whoever it is: schools, places, gender, age, names.

Patterns find what a person then judges: what is too much is put back, what is missed is taken out by hand.
A group called ``this`` is the part to withhold, where the pattern needs its neighborhood to be sure.
"""

import re
from collections.abc import Iterator
from functools import cache

from recruitment.rules.redaction import MARKER, Hidden, Pattern

# A capitalized word, and several of them with the little words that stand inside names.
# Everything is bounded, so that a text written to be slow is not.
WORD = r"\b[A-ZÁÉÍÓÚÑÜ][\w’'.-]{0,30}\w"
NAME = rf"{WORD}(?:\s+(?:of|at|the|de|del|la|las|los|y|&)\s+{WORD}|\s+{WORD}){{0,5}}"

STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|"
    "Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|Puerto Rico|Nueva York|Nuevo México|Carolina del Norte|Carolina del Sur|Luisiana"
)
STATE_CODES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
# The largest cities of the country and a few boroughs; the applicant's own town comes from their answers.
CITIES = (
    "Albuquerque|Anaheim|Anchorage|Arlington|Atlanta|Aurora|Austin|Bakersfield|Baltimore|Baton Rouge|Boise|"
    "Boston|Bronx|Brooklyn|Buffalo|Chandler|Charlotte|Chicago|Chula Vista|Cincinnati|Cleveland|"
    "Colorado Springs|Columbus|Corpus Christi|Dallas|Denver|Des Moines|Detroit|Durham|El Paso|Fort Wayne|"
    "Fort Worth|Fresno|Gilbert|Glendale|Greensboro|Henderson|Hialeah|Honolulu|Houston|Indianapolis|Irvine|"
    "Irving|Jacksonville|Jersey City|Kansas City|Laredo|Las Vegas|Lexington|Lincoln|Long Beach|Los Angeles|"
    "Louisville|Lubbock|Madison|Manhattan|Memphis|Mesa|Miami|Milwaukee|Minneapolis|Nashville|New Orleans|"
    "Newark|Norfolk|North Las Vegas|Oakland|Oklahoma City|Omaha|Orlando|Philadelphia|Phoenix|Pittsburgh|Plano|"
    "Portland|Queens|Raleigh|Reno|Richmond|Riverside|Sacramento|Saint Paul|San Antonio|San Bernardino|"
    "San Diego|San Francisco|San Jose|Santa Ana|Scottsdale|Seattle|Spokane|St\\. Louis|St\\. Paul|"
    "Staten Island|Stockton|Tampa|Toledo|Tucson|Tulsa|Virginia Beach|Wichita|Winston-Salem"
)
SCHOOL = rf"""
    (?:{NAME}\s+(?:University|College|Academy|Institute|Seminary|(?:High|Middle|Law|Graduate|Elementary)\s+School|
       School\s+of\s+{NAME}|Polytechnic))
  | (?:(?:University|College|Institute|School)\s+of\s+{NAME})
  | (?:(?:[Uu]niversidad|[Cc]olegio|[Ii]nstituto|[Pp]reparatoria|[Ss]ecundaria|[Ee]scuela)\s+
       (?:(?:[Nn]acional|[Aa]utónoma|[Ee]statal|[Pp]úblic[oa]|[Tt]écnic[oa]|[Ss]uperior|[Ss]ecundaria|de|del|la|el)\s+){{0,4}}{NAME})
  | \b(?:UCLA|USC|UC\s+{WORD}|CUNY|SUNY|UNAM|NYU|MIT|HBCU)\b
"""  # fmt: skip
# Said of the writer, not of the people they write about: only after "I am", "as a" and the like.
SELF_EN = (
    "woman|man|girl|boy|lady|guy|mother|mom|mum|father|dad|daughter|son|sister|brother|wife|husband|widow|widower|"
    "grandmother|grandma|grandfather|grandpa|aunt|uncle|niece|nephew|queen|gentleman|lesbian|trans|transgender|"
    "nonbinary|non-binary"
)
SELF_ES = (
    "mujer|hombre|chica|chico|muchacha|muchacho|señora|señor|madre|mamá|padre|papá|hija|hijo|hermana|hermano|esposa|"
    "esposo|viuda|viudo|abuela|abuelo|tía|tío|nieta|nieto|sobrina|sobrino|niña|niño"
)
GENDERED_ES = (
    r"\w{3,20}(?:ad|id)[ao]s?|\w{2,20}tora?|\w{3,20}dora?|enfermer[ao]|maestr[ao]|abogad[ao]|voluntari[ao]|secretari[ao]|"
    r"cociner[ao]|emplead[ao]|compañer[ao]|segur[ao]|orgullos[ao]|list[ao]|sol[ao]|pequeñ[ao]|latin[ao]|mexican[ao]|"
    r"colombian[ao]|cuban[ao]|dominican[ao]|hondureñ[ao]|salvadoreñ[ao]|guatemaltec[ao]|american[ao]|ciudadan[ao]|"
    r"huérfan[ao]|solter[ao]|médic[ao]|soci[ao]|vecin[ao]|niñer[ao]|mesero|mesera|psicólog[ao]"
)
GENDER = rf"""
    \b(?:she|he|they|ze|xe|ella|él|elle)\s*/\s*(?:her|him|them|hers|his|theirs|ella|él|elle|zir)(?:\s*/\s*\w{{1,12}})?
  | \b(?i:my\s+pronouns\s+are|mis\s+pronombres\s+son)\s+[\w/,\s]{{2,24}}?(?=[.;,!?\n]|$)
  | \b(?i:(?:I\s+am|I['’]m|I\s+was|being|became|as|me\s+as|raised)\s+(?:a|an|the)\s+)
      (?P<self>(?:[\w-]{{1,20}}\s+){{0,3}}?(?:{SELF_EN}))\b
  | \b(?i:soy|fui|era|como|siendo|ser)\s+(?i:una?\s+)?(?:(?:buena?|joven|orgullosa?)\s+)?(?:{SELF_ES})\b
      (?:\s+(?:{GENDERED_ES})\b)?
  | \b(?i:soy|fui|era|estoy|estaba|estuve|quedé|me\s+siento|me\s+sentí|trabajo\s+(?:de|como)|trabajé\s+(?:de|como)|
      como)\s+
      (?i:muy\s+|una?\s+|tan\s+){{0,2}}(?:{GENDERED_ES})\b(?:\s+(?:{GENDERED_ES})\b)?
  | \b(?i:single|teen|working|stay-at-home)\s+(?:mom|mother|dad|father|mum)\b
  | \b(?i:sorority|fraternity|maternity\s+leave|paternity\s+leave|girl\s+scouts?|boy\s+scouts?|eagle\s+scout|
        maiden\s+name|my\s+(?:wife|husband|girlfriend|boyfriend)|while\s+pregnant|when\s+I\s+was\s+pregnant|
        mi\s+(?:esposa|esposo|marido|novia|novio)|(?:estaba|estuve)\s+embarazada|nosotras|yo\s+mism[ao])\b
"""  # fmt: skip
AGE = r"""
    \b(?i:I\s+am|I['’]m|I\s+was|at\s+age|aged|turned|when\s+I\s+was|tengo|tenía|a\s+los|cumplí)\s+
      (?P<years>\d{1,2})(?:\s*[- ]?(?i:years?\s*[- ]?old|years?\s+of\s+age|años(?:\s+de\s+edad)?))\b
  | \b\d{1,2}[- ]years?[- ]old\b
  | \b(?i:born\s+in|born\s+on|nac[ií]\s+en|nacid[ao]\s+en)\s+(?:\w+\s+)?(?:\d{1,2},?\s+)?(?:19|20)\d\d\b
  | \b(?i:class\s+of|graduated\s+in|graduated|me\s+gradué\s+en|generación|promoción\s+(?:de|del))\s+(?:19|20)\d\d\b
  | (?<!\w)['’]\d\d\s+(?:grad|graduate)\b
"""
PLACE = rf"""
    \b\d{{1,6}}\s+(?:[NSEW]\.?\s+)?{NAME}\s+(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Lane|Ln\.?|Drive|
      Dr\.?|Court|Ct\.?|Place|Way|Terrace)(?=\W|$)(?:,?\s+(?:Apt\.?|Unit|\#)\s*\w+)?
  | \b(?:[Cc]alle|[Aa]venida|[Cc]olonia)\s+{NAME}(?:\s+(?:No\.?|\#)?\s*\d+)?
  | {WORD}(?:\s+{WORD}){{0,2}},\s+(?:(?:{STATE_CODES})\b|(?:{STATES})\b)(?:\s+\d{{5}})?
  | (?:(?i:grew\s+up|raised|born|living|live|lived|moved|from|native|nac[ií]|crec[ií]|vivo|viv[ií]a|soy)\s+
      (?i:in|near|to|outside|of|en|de|cerca\s+de|a)\s+|(?i:I\s+am\s+from|I['’]m\s+from|originally\s+from|soy\s+de)\s+)
      (?P<this>{NAME}(?:,\s+(?:{STATE_CODES}|{STATES})\b(?:\s+\d{{5}})?)?)
  | \b(?:{CITIES})\b(?!\s+(?:Avenue|Street|v\.))
  | \b(?:{STATES})\b
  | \b{WORD}(?:\s+{WORD})?\s+(?:County|Parish|Borough)\b
"""  # fmt: skip
TITLE = rf"""
    \b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Sr|Sra|Srta|Dra|Lic|Judge|Professor|Pastor|Coach|Principal|Doña|Don|Maestr[ao])\.?\s+
      {WORD}(?:\s+{WORD})?
  | \b(?i:my\s+name\s+is|I\s+am\s+called|me\s+llamo|mi\s+nombre\s+es|call\s+me)\s+(?P<this>{NAME})
"""  # fmt: skip
WORKPLACE = rf"""
    \b(?i:worked|work|working|job|internship|interned|employed|trabajé|trabajo|trabajaba)\s+(?i:at|for|with|en|para)\s+
      (?i:the\s+|la\s+|el\s+)?(?P<this>{NAME})
"""

# The mark says "detail", since "record withheld" would tell what the law keeps from readers before an offer.
OWN_RECORD = r"""
    \b(?i:I\s+(?:was|got|have\s+been|had\s+been)|I['’]ve\s+been)\s+(?:\w+\s+){0,2}
      (?i:arrested|incarcerated|imprisoned|jailed|convicted|indicted|locked\s+up|charged\s+with|on\s+probation|
        on\s+parole|in\s+jail|in\s+prison)\b[^.!?\n]{0,160}
  | \b(?i:I\s+(?:did|served|spent)\s+(?:\w+\s+){0,4}(?:time|jail|prison|probation|parole))\b[^.!?\n]{0,160}
  | \b(?i:I\s+(?:pleaded|pled)\s+(?:guilty|no\s+contest))\b[^.!?\n]{0,160}
  | \b(?i:I\s+have\s+a\s+(?:criminal\s+)?record)\b[^.!?\n]{0,160}
  | \b(?i:my\s+(?:own\s+)?(?:arrests?|convictions?|fe(?:lony|lonies)|misdemeanors?|criminal\s+(?:record|history|case)|
        record|incarceration|imprisonment|probation|parole|time\s+in\s+(?:jail|prison)))\b[^.!?\n]{0,160}
  | \b(?i:me\s+(?:arrestaron|detuvieron|condenaron|encarcelaron|acusaron)|
      fui\s+(?:arrestad|detenid|condenad|encarcelad|acusad)[oa]|
      estuve\s+(?:pres[oa]|detenid[oa]|en\s+(?:la\s+)?(?:cárcel|prisión|probatoria|libertad\s+condicional))|
      tengo\s+antecedentes|mis\s+(?:propios\s+)?antecedentes|mi\s+(?:propia\s+)?condena)\b[^.!?\n]{0,160}
"""


@cache
def patterns() -> tuple[Pattern, ...]:
    """What gives a person away, most telling first. Compiled when first asked for: few processes ever are."""
    sources = (
        (SCHOOL, Hidden.SCHOOL), (TITLE, Hidden.NAME), (GENDER, Hidden.GENDER), (AGE, Hidden.AGE),
        (PLACE, Hidden.PLACE), (WORKPLACE, Hidden.WORKPLACE), (OWN_RECORD, Hidden.DETAIL),
    )  # fmt: skip
    return tuple((re.compile(source, re.VERBOSE), hidden) for source, hidden in sources)


# Left alone by the patterns, since they are mostly said of other people; worth a second look all the same.
PRONOUNS = re.compile(r"\b(?:she|he|her|hers|him|his|herself|himself|ella|él)\b", re.IGNORECASE)
INNER_CAPITALS = re.compile(r"(?<=[\w,;]\s)[A-ZÁÉÍÓÚÑ][a-záéíóúñü’'-]{2,}")
# Capitalized in any text, so no sign of a name.
EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "English Spanish Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December Medicaid Medicare Section Social Security American "
        "Christmas Thanksgiving Mrs Zoom Excel Word Client Advocate Advocates Internet Covid",
    )
)
MOST_HINTS = 12


def worth_a_look(text: str) -> tuple[str, ...]:
    """Words that no pattern takes out but that may still tell something, each once, as written; at most twelve."""
    bare = MARKER.sub(" ", text)

    def found() -> Iterator[tuple[int, str]]:
        for hit in INNER_CAPITALS.finditer(bare):
            if hit[0] not in EVERYDAY:
                yield hit.start(), hit[0]
        for hit in PRONOUNS.finditer(bare):
            yield hit.start(), hit[0].lower()

    words = dict.fromkeys(word for _place, word in sorted(found()))
    return tuple(words)[:MOST_HINTS]
