"""What the rest of a dated header line says: agency, team, role of the author, kind of note.

Only words known to name an agency, a role or a kind of note are taken, and of "PC 4411 Jones" only the "PC":
records are reported by role, not by named worker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EDGES = ' \t\u00a0.,:;*_"-\u2013\u2014'
_LONGEST = 60
_LINE = 400


def _words(listed: str) -> str:
    """Return a pattern for any of the words listed with commas, a blank standing for any blanks."""
    names = sorted((" ".join(name.split()) for name in listed.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(name.replace("'", "['\u2019]?") for name in names if name) + ")"


_ROLE = _words(
    r"""p\.?c, d\.?c, d\.?s, d\.?i, wpc, wdc, pcso, sgt, sergeant, insp, inspector, officer, police officer, detective
    constable, detective sergeant, detective inspector, police constable, call handler, radio operator, s/?w, social
    worker, senior social worker, duty social worker, duty worker, edt worker, iro, cp chair, chair, team manager,
    tm, atm, practice manager, service manager, manager, deputy manager, support worker, family support worker, fsw,
    key ?worker, link worker, night staff, duty staff, residential worker, residential support worker, rsw, rcw,
    care staff, staff, foster carer, foster parents, carer, f/?c, supervising social worker, ssw, personal adviser,
    pa, youth worker, outreach worker, cse worker, specialist worker, specialist cse worker, advocate, isva, idva,
    mentor, yot worker, yjs worker, case manager, dsl, deputy dsl, dsp, designated lead, designated safeguarding
    lead, teacher, class teacher, form tutor, tutor, head ?teacher, deputy head, head of year, senco, pastoral lead,
    pastoral manager, attendance officer, ewo, education welfare officer, ta, teaching assistant, school nurse,
    s/?n, health visitor, h/?v, nurse, staff nurse, sexual health nurse, lac nurse, named nurse, midwife, gp,
    doctor, dr, consultant, paediatrician, psychologist, psychiatrist, therapist, counsellor, camhs worker,
    practitioner, paramedic, solicitor, guardian, probation officer, author, worker, admin"""
)
_AGENCY = _words(
    r"""police, constabulary, cid, cait, cpu, child protection unit, ppu, misper unit, social care, social services,
    social work, csc, ssd, children's services, children's social care, local authority, la, edt, out of hours,
    mash, early help, family support, mase, yot, yos, yjs, youth offending, youth justice, probation, cafcass,
    school, academy, college, education, pru, pupil referral unit, nursery, education welfare, cpoms, health,
    hospital, a ?& ?e, ed, emergency dept, emergency department, accident and emergency, surgery, gp surgery, gp
    practice, clinic, camhs, sexual health, gum, gum clinic, sarc, ambulance, school nursing, health visiting, nhs,
    maternity, walk-in centre, drug service, substance misuse, fostering, fostering agency, ifa, children's home,
    residential, residential home, care home, home, house, unit, hostel, placement, housing, leaving care, housing
    association, voluntary, voluntary sector, charity, barnardo's, nspcc, cps, crown prosecution service, court,
    crown court, legal, trust, service, council, centre, youth club"""
)
_TYPE = _words(
    r"""home visit, stat visit, statutory visit, visit, school visit, telephone, telephone call, phone call, t/?c, tel
    call, call, text, e-?mail, letter, contact, case ?note, note, strategy meeting, strategy discussion, core group,
    icpc, rcpc, cp conference, case conference, cin meeting, cin review, cin visit, lac review, review, supervision,
    case supervision, management oversight, meeting, panel, mase meeting, referral, return interview, return home
    interview, rhi, missing, missing episode, missing report, misper, misper report, safe and well check, incident,
    incident report, concern, disclosure, daily log, night log, handover, assessment, closure, case closure,
    chronology, observation, key ?work, key ?work session, direct work, intel, intelligence, minutes"""
)
_TEAM = re.compile(r"(?:[\w&'\u2019/-]+ ){0,4}team(?: [\w-]{1,12})?", re.IGNORECASE)
_ROLE_FIELD = re.compile(rf"((?i:{_ROLE}))(?:\s+(?:[0-9]+|[A-Z][\w.'\u2019-]*)){{0,4}}")
_AGENCY_FIELD = re.compile(
    rf"(?:[A-Z][\w.'\u2019&-]*\s+(?:of\s+|and\s+)?){{0,4}}(?i:{_AGENCY})(?:\s+[0-9A-Z][\w-]*){{0,2}}"
)
_TYPE_FIELD = re.compile(_TYPE, re.IGNORECASE)
_COLUMNS = re.compile(r"[|\t]")
_SENTENCES = re.compile(r"\s[-\u2013\u2014]+\s|[:;.](?=[\s*\"]|$)")
_BRACKETED = re.compile(r"[ \t]*[(\[]([^)\]]{1,60})[)\]]")
_PIECES = re.compile(r"\s*[,()\[\]]\s*|\s+/\s+|\s[-\u2013\u2014]+\s|:\s+|:$")
_LABELLED = re.compile(
    r"[ \t]*(agency|organisation|organization|source|team|role|author role|job title|designation|type|note type"
    r"|contact type|type of contact)[ \t]*:[ \t]*(\S[^\r\n]{0,60})",
    re.IGNORECASE,
)
_LABELS = {"agency": "agency", "organisation": "agency", "organization": "agency", "source": "agency", "team": "team"}
_LABEL_LINES = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header line names; '' where it names nothing."""

    agency: str = ""
    team: str = ""
    author_role: str = ""
    note_type: str = ""


def read_heading(rest: str, below: str = "") -> Heading:
    """Return what the rest of a header line and the 'Label: value' lines right below it name."""
    named: dict[str, str] = {}
    for piece in _pieces(rest[:_LINE]):
        kind, value = _kind(piece)
        if kind:
            named.setdefault(kind, value)
    for kind, value in _labels(below):
        named.setdefault(kind, value)
    if named.get("author_role", "").casefold() == "gp":
        named.setdefault("agency", named["author_role"])
    return Heading(**named)


def _pieces(rest: str) -> Iterator[str]:
    """Yield the short parts at the start of a header line, up to where its text begins."""
    columns = _COLUMNS.split(rest)
    bracketed = _BRACKETED.match(rest)
    sentences = [bracketed[1]] if bracketed else _SENTENCES.split(rest.strip(_EDGES))
    for field in columns if len(columns) > 1 else sentences:
        if len(field) > _LONGEST:
            return
        pieces = [piece for part in _PIECES.split(field) if (piece := part.strip(_EDGES))]
        # Without columns, text begins where a part names nothing any more.
        if len(columns) == 1 and pieces and not any(_kind(piece)[0] for piece in pieces):
            return
        yield from pieces


def _kind(piece: str) -> tuple[str, str]:
    if _TYPE_FIELD.fullmatch(piece):
        return "note_type", piece
    if role := _ROLE_FIELD.fullmatch(piece):
        return "author_role", role[1]
    if _TEAM.fullmatch(piece):
        return "team", piece
    return ("agency", piece) if _AGENCY_FIELD.fullmatch(piece) else ("", "")


def _labels(below: str) -> Iterator[tuple[str, str]]:
    for line in below.split("\n", _LABEL_LINES)[:_LABEL_LINES]:
        labelled = _LABELLED.match(line)
        if labelled is None:
            if line.strip():
                return
            continue
        label = labelled[1].casefold()
        kind = _LABELS.get(label, "note_type" if "type" in label else "author_role")
        yield kind, labelled[2].strip()
