"""The words and patterns by which a forbidden question is recognized, and those that are about other people."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Topic(StrEnum):
    """What may not be asked."""

    CRIMINAL_HISTORY = "criminal_history"
    DRIVERS_LICENSE = "drivers_license"
    AGE = "age"
    CITIZENSHIP = "citizenship"
    SCHOOL_YEAR = "school_year"


_YOU = r"\b(?:you|applicants?|candidates?|your family|family members?|relatives?|your household)\b"
_NEAR = r"[^.?!;,]{0,40}"
_HELD = (
    r"(?:arrested|detained|incarcerated|imprisoned|jailed|locked up|indicted|convicted|charged with|accused of)"
    r"(?! (?:people|persons?|clients?))"
)
_HELD_ES = r"(?:arrestad|detenid|encarcelad|condenad|procesad|pres)[oa]s?\b"

PATTERNS: Mapping[Topic, tuple[str, ...]] = {
    Topic.CRIMINAL_HISTORY: (
        r"criminal (?:record|histor|background|charge|past|case|offen)\w*",
        r"(?:police|arrest|jail|prison|rap)[ -](?:record|histor|sheet)\w*",
        r"(?:clean|sealed|expunged|juvenile|justice) records?\b",
        r"background (?:check|investigation|screening)s?",
        r"felo(?:n|ny|nies)\b",
        r"misdemeanou?rs?",
        r"convic(?:t|ted|tions?)\b",
        r"expunge\w*",
        r"\b(?:dui|dwi)\b",
        r"pending charges?",
        r"(?:plead|pleaded|pled|found) (?:guilty|no contest)",
        r"sex offen\w+",
        r"(?:trouble|problems?|run-ins?) with (?:the )?(?:law|police)",
        rf"{_YOU}{_NEAR}\b{_HELD}",
        rf"{_YOU}{_NEAR}\b(?:been|spent|spend|serve|served) (?:\w+ ){{0,4}}(?:jail|prison|probation|parole|custody)\b",
        r"\b(?:served|serve|done|did) time\b",
        r"(?:are|were) you\b[^.?!;,]{0,20}\bon (?:probation|parole)",
        rf"{_YOU}{_NEAR}\bcommit\w* (?:\w+ ){{0,3}}(?:crime|offen)\w*",
        r"your (?:own )?(?:arrests?|charges|incarceration|imprisonment|legal history|time in (?:jail|prison))\b",
        r"(?:your|have a|has a|got a) record\b(?! of| in| for)",
        r"(?:justice|system)[ -](?:involved|impacted) yourself",
        r"(?:are|were|have) you (?:\w+ ){0,2}(?:justice|system)[ -](?:involved|impacted)",
        r"antecedentes (?:penales|policiales|policiacos|criminales|judiciales|delictivos)",
        r"(?:sus|tiene|tienes|verificacion de|revision de) antecedentes\b(?! (?:laborales|academicos))",
        r"(?:historial|expediente|record) (?:penal|criminal|policial|policiaco|delictivo)",
        r"delitos? (?:grave|menor)\w*",
        r"\bcondenas?\b",
        r"cargos (?:penales|criminales|pendientes)",
        r"problemas con la (?:ley|justicia|policia)",
        r"declarad[oa] culpable",
        rf"\b(?:ha|has|haya|hayas|fue|fuiste|usted|su familia)\b{_NEAR}\b{_HELD_ES}",
        rf"\b(?:estuvo|estuviste|estado|pasado|paso)\b{_NEAR}\b(?:carcel|prision|probatoria|libertad condicional)",
        r"\b(?:lo|la|le|te) (?:han )?(?:arrest|deten|detuv|encarcel|conden|acus)\w+",
        r"\bcomet(?:io|iste|ido)\b[^.?!;,]{0,20}\b(?:delito|crimen)",
        r"su (?:pasado|historia) (?:penal|legal|judicial|criminal)",
    ),
    Topic.DRIVERS_LICENSE: (
        r"driv(?:er|ing)(?:'?s|s')? ?-?licen[sc]e\w*",
        r"licen[sc]ed? to drive",
        r"\bmotor vehicle records?",
        r"driving (?:record|histor)\w*",
        r"(?:you|applicants?|candidates?) (?:\w+ ){0,2}(?:own|have) (?:a|your own) (?:\w+ )?(?:car|vehicle|auto)",
        r"(?:a )?(?:car|vehicle) of your own",
        r"your (?:own )?license plate",
        r"(?:licencia|carne|carnet|permiso|registro) (?:de|para) (?:conducir|conductor|manejar|manejo)",
        r"\b(?:tiene|tienes|posee|cuenta con)\b[^.?!;,]{0,15}\b(?:carro|coche|auto|automovil|vehiculo)\b",
        r"(?:carro|coche|auto|automovil|vehiculo) propio",
    ),
    Topic.AGE: (
        r"how old (?:are|were) you",
        r"\b(?:your|what|current) age\b",
        r"^\W*age\W*$",
        r"\bage (?:range|group|bracket)\w*",
        r"\b(?:date|day|year|month) of birth\b",
        r"\bbirth ?-?(?:date|day|year)s?\b",
        r"\bd\.?o\.?b\b\.?",
        r"you (?:\w+ )?born\b(?! in (?:the|a) (?:u|c))",
        r"(?:are|be) (?:you )?(?:at least|over|under|older than|younger than) (?:the age of )?\d{2}\b",
        r"\d{2} years (?:old|of age)",
        r"which generation|your generation",
        r"cuantos anos tiene",
        r"que edad",
        r"\b(?:su|tu) edad\b",
        r"^\W*edad\W*$",
        r"(?:rango|grupo) de edad",
        r"(?:fecha|ano|dia) de (?:su )?nacimiento",
        r"cumpleanos",
        r"cuando nacio|cuando naciste",
        r"(?:mayor|menor) de \d{2}\b",
        r"\d{2} anos de edad",
    ),
    Topic.CITIZENSHIP: (
        r"\b(?:u\.? ?s\.?|american|united states|us) citizen\w*",
        r"(?:you|applicants?) (?:\w+ ){0,2}(?:a |an )?citizens?\b",
        r"\bcitizenship\b",
        r"\bgreen ?card",
        r"permanent residen\w+",
        r"immigration status",
        r"\bnationalit\w+",
        r"(?:country|place) of (?:birth|origin|citizenship)",
        r"national origin",
        r"naturali[sz]\w+",
        r"where were you born",
        r"born in the (?:u\.?s|united)",
        r"native[ -]born",
        r"\bvisa (?:type|status|category|class)",
        r"(?:type|kind) of visa",
        r"what visa|which visa",
        r"your passport",
        r"\bciudadan(?:o|a|os|as|ia)\b",
        r"(?:estatus|estado|situacion|condicion) migratori\w+",
        r"\bnacionalidad\b",
        r"(?:pais|lugar) de (?:nacimiento|origen)",
        r"residen(?:te|cia) permanente",
        r"tarjeta verde",
        r"donde nacio|donde naciste",
        r"(?:tipo|clase) de visa",
        r"que visa",
        r"\bsu pasaporte",
    ),
    Topic.SCHOOL_YEAR: (
        r"graduation (?:year|date)s?",
        r"(?:year|date) of (?:your )?graduation",
        r"(?:year|date)s? (?:that |when )?you (?:graduated?|finished|attended|left|started)\b",
        r"when (?:did|will|do) you (?:\w+ )?graduate",
        r"when (?:did|will|do) you (?:\w+ )?(?:finish|leave) (?:\w+ ){0,2}(?:school|college|university)",
        r"what year did you (?:graduate|finish)",
        r"class of \d{2,4}",
        r"year (?:in|at|of) (?:\w+ )?(?:school|college|university)",
        r"(?:school|college|university) years?\b",
        r"(?:school|college|university|degree|diploma)\b[^.?!;]{0,30}\b(?:what|which) year",
        r"(?:dates?|years?) (?:attended|of attendance|enrolled)",
        r"\bfreshman|sophomore\b",
        r"(?:ano|fecha) (?:de|en que) (?:su )?(?:graduacion|egreso|se graduo|termino|egreso)",
        r"cuando (?:se )?(?:graduo|gradua|egreso|graduara)\b",
        r"en que ano (?:se )?(?:graduo|termino|egreso|estudio)",
        r"ano (?:escolar|academico) (?:cursa|en que)",
        r"que ano (?:escolar|cursa)",
        r"ano(?:s)? de (?:la )?(?:escuela|universidad|colegio|estudios?)",
    ),
}
# A part of a repeating entry about school that asks for a time.
SCHOOL = re.compile(
    r"\b(?:school|college|universit|degree|diploma|educat|escuela|universidad|colegio|educac|estudi|diplom)"
)
TIME = re.compile(r"\b(?:years?|dates?|when|from|until|anos?|fechas?|cuando|desde|hasta)\b")

# Words about clients, not about the person who applies: cut away before the record is looked for.
OTHERS = re.compile(
    r"\b(?:people|persons?|clients?|someone|somebody|others|those|neighbou?rs?|tenants?|defendants?|parents|youth|"
    r"personas?|gente|clientes?|clientas?|alguien|quienes|vecin[oa]s?|jovenes)\s+"
    r"(?:who|whom|that|whose|in|on|with|under|returning|coming|leaving|facing|charged|arrested|held|detained|"
    r"incarcerated|accused|released|que|en|con|bajo|acusad\w+|arrestad\w+|detenid\w+|encarcelad\w+|han|fueron|salen)\b"
    r"[^.?!;:]*?(?=[.?!;:]|,? (?:have|are|were|did|do|has) you\b|,? (?:ha|fue|estuvo) usted\b|$)"
)
# "Are you one of those who were …" asks about the person after all.
SELF = re.compile(
    r"(?:\b(?:are|were|was|is|be|been|being|like|as|you|es|fue|usted)(?: you| usted)?"
    r"(?: a| an| one of the| one of| among| una| un| de las| de los| una de las| uno de los)?)\s*$"
)
