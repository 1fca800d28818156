"""Writes the Word and Excel files of closed_cases/; the texts are below, in plain words: change them and run it again.

    python corpus_samples/build_closed_cases.py

How the texts are written:
- an entry begins with a line of short fields, "date | agency | …"; each long field after it begins with "- ";
- in running text, "# " begins a heading, and "{+" and "+}" stand round words that Word shows as a tracked insertion;
- lines may break anywhere; an empty line ends an entry or a paragraph.
The same texts give the same files, byte for byte. Everything in them is invented.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FOLDER = Path(__file__).resolve().parent / "closed_cases"

CHRONOLOGY_TITLE = """
# Integrated multi-agency chronology, 1 March 2005 to 30 September 2007

Subject: Kirsty (K), female, born 2 February 1992, White British. No disability recorded. Sister: Amy, born 1998.

Prepared in November 2007 for the closing of the file. Entries are taken from agency records.
"""
CHRONOLOGY_COLUMNS = ("Date", "Agency", "Significant event", "Response or decision", "Child seen, child's views")
CHRONOLOGY = """
07/03/2005 | Education (EWO)
- Attendance 61%. Head of Year finds K streetwise and old beyond her years. Collected at the gate on three afternoons
  by a man of about 25 in a silver Vectra.
- Letter to mother. Prosecution for non-attendance considered.
- Not seen.

22/04/2005 | Police (beat officer)
- Missing overnight. Located at 06.10 in the flat above the bookmaker's with two adult males, alcohol present. K had
  gone there willingly and made no complaint.
- Taken home. No further action. Occupier said that girls "come round to watch films".
- Seen at the door.

03/05/2005 | Health (school nurse)
- Attended drop-in, pregnancy test negative. K, 13, is sexually active with more than one partner.
- Condoms and leaflet. Referral to social services by fax.
- K said, "Is it normal if you don't want to?" Nurse asked who with, and K cried.

12/05/2005 | Social services (duty)
- Nurse's referral read. Underage sex. School nurse to monitor.
- Parents to be advised of the law. Threshold not met, closed at duty.
- Not seen.

14/09/2005 | Social services (duty)
- Telephone call from mother. She says that K is out of control. Mother's partner moved in in July and works away on
  the rigs.
- Parenting course offered, place from January.
- Not seen.

30/09/2005 | Police (missing persons)
- Four reports in September. K ran off each time after rows at home and was back by midnight.
- Safe and well check on each return. Reports closed.
- Seen at home on two of the four.

25/11/2005 | Hospital (A&E)
- Brought by ambulance at 23.40, intoxicated, bruising to both arms. K told the staff nurse that a man called Macca
  and his friends had "passed me round". Staff nurse's entry: this child has been raped by several men.
- Nurse rang EDT and police at 02.15 and stayed on after her shift. Discharged to mother.
- Seen with the nurse throughout. Her words are on the A&E card.

28/11/2005 | Children's Services
- Initial assessment. K is at risk of sexual exploitation through her risk-taking behaviour. One name known, Macca.
- Child in need plan: work on protective behaviours, curfew at eight.
- Seen once, in the car.

16/12/2005 | Police (child protection unit)
- Interviewed at the station. K gave two different accounts and would not make a credible witness. Macca is Stephen
  McCall, 29. He stated under caution that she was "all over me" and had told him that she was at college.
- No prosecution, crime filed. Not linked with a complaint made about McCall in October by a girl of 14.
- K said to the officer, "You all think I'm lying."

08/02/2006 | Voluntary sector (Safe Choices project)
- First meetings. Worker writes: K did not choose any of this. McCall gives her vodka and lifts, and threatens to hurt
  Amy unless K does what he and his friends want. She is frightened of him.
- Letter to Children's Services asking for a strategy meeting, sent again on 15/02 and 01/03.
- Seen weekly. K's drawings kept on file.

03/03/2006 | Education (head teacher)
- Excluded for three days after a fight with girls who had called her names. Head's letter says that K brings a good
  deal of this on herself.
- Reintegration meeting. Letter about uniform.
- K's account not asked for.

19/05/2006 | Children's Services
- Accommodated under section 20 at Moorside. Mother is at risk of eviction and says that she cannot cope with K.
- Placement agreement signed. Amy to visit on Saturdays.
- K asked to take Amy's photograph.

17/07/2006 | Residential (Moorside)
- Absconded nine times in eight weeks. Comes back with cigarettes and cash and is thought to be trading sex for drink
  and lifts. Telephone contact with her boyfriend (McCall) is allowed on Sundays.
- Sanctions: loss of pocket money, no activities.
- K told night staff, "You don't say no to him."

22/09/2006 | Police (beat officer)
- Arrested for theft of a bottle of vodka. Loitering, Street Offences Act 1959, not proceeded with. Officer's note:
  third time moved on from Dock Street, men in cars nearby.
- Reprimand. Moorside asked to keep her in.
- Seen in custody with Moorside staff.

11/01/2007 | Health (sexual health clinic)
- K, 14, fell pregnant, about nine weeks. Father of the baby not disclosed. Presents as quiet and polite. Options
  discussed.
- Social worker informed by letter, second class.
- K said, "He'll go mad when he finds out."

20/02/2007 | Looked after child review
- Chair noted that the care plan calls McCall her boyfriend. He is a man of 30 who abuses her, and the word is to come
  out of every document. Police asked to reopen the crime.
- Plan amended. Strategy meeting held on 23/02 with the project worker present.
- K came with her worker from Safe Choices and stayed to the end.

11/05/2007 | Police (CID)
- The complaints of K and of the second girl linked. McCall arrested for rape and sexual activity with a child,
  charged and remanded. In interview he said that both girls were "after money".
- Witness care officer named. Special measures applied for.
- K gave a video interview over two afternoons, with breaks when she wanted them.

28/09/2007 | Children's Services
- K, 15, lives with her aunt in Port Wennock. Aftercare worker called three times. K has chosen not to work with us.
  Trial fixed for January.
- Case closed. Safe Choices to carry on as long as K wishes.
- Not seen since August.
"""
CHRONOLOGY_END = """
Note on wording: terms such as "boyfriend" and "sexually active" are those of the records. K was a child throughout.
"""

CONFERENCE_DETAILS = """
Child | Ruby T., female, born 11 August 2002, aged 14
Ethnicity and first language | White British; English, with signs
Disability | Moderate learning disability; hearing aids in both ears; EHC plan
School | Larkfield School, Year 10
Lives with | Mother, Ms J. Turner; brother Dale, 20, and his girlfriend
Conference | Initial child protection conference, 21 June 2017, 10.00, Civic Centre, Maddersley
Author | Social worker, Children with Disabilities Team
"""
CONFERENCE_BEFORE = """
# Report to initial child protection conference

This report has been shared with Ms Turner. It was not shared with Ruby, in view of her level of understanding.

# 1. Reason for the conference

On 23 May 2017 Ruby's teaching assistant reported that Ruby had a second telephone. Ruby signed that it came from "my
Keith". Keith Salter, 46, lives two doors away. It has since come to light that there has been an inappropriate
relationship between Ruby and Mr Salter for perhaps six months {+and that she places herself at risk by going to his
flat when her mother is at work+}. Mr Salter was arrested on 2 June under section 9 of the Sexual Offences Act 2003
(sexual activity with a child) and is on bail. He stated that Ruby "is like a daughter" to him and lets herself in.

# 2. Summary of enquiries

Ruby was visited on 24 May and 5 June. The first visit was made without an intermediary and her hearing aids were at
school. At the second she told us, with her TA signing, that Keith "does the secret" and that his friend Dave "does it
too". She said that it hurts. A medical on 7 June found signs of sexual abuse. Police are not at present seeking Dave.

Ruby is an affectionate girl who is over-friendly with adult men and can be sexualised in her behaviour. School report
that she is physically well developed and could pass for eighteen in her own clothes. She has been taking part in
sexual activity with Mr Salter in return for telephone credit and sweets, and does not see that anything is wrong. She
has been found at his flat on four occasions and was cross at being fetched. On one of these she had gone missing from
home until 23.30.
"""
CONFERENCE_TABLE = """
Agency | Information for conference | Strengths
School | Ruby's attendance is 97%. She has been tearful since Christmas. She has told her TA that she "can't tell or
 he'll go to prison and it's my fault". | Trusted TA; Keep Safe group on Fridays; Ruby runs the tuck shop
Police | One earlier log, February: found in Mr Salter's car at Sallow Bank, appeared to be there of her own free
 will, words of advice to both. An intermediary is being sought before any video interview. | Officer in case trained
 in interviewing disabled children
Health | Community paediatrician: Ruby's understanding is at about the level of a six-year-old. There is no evidence
 that she could agree to any of this. | Up to date with health plan; enjoys swimming
Housing | Neighbour dispute in March about noise from Mr Salter's flat; men coming and going. Not passed on. | Tenancy
 secure
"""
CONFERENCE_AFTER = """
# 3. Parenting

Ms Turner works evenings at the bakery and her new partner stays at weekends. She is angry with Mr Salter. She says,
"He used to fix my bins, I thought he was a nice old boy." She also tells us that Ruby misses Dale when he is on
nights. Ms Turner has changed the locks and has worked well with the allocated worker.

# 4. Ruby's views

Ruby drew her house with a very large front door. She says, "Keith is my boyfriend. I don't like Dave." Asked what she
would like to change, she signed "no secrets". Since then she has been reluctant to disclose anything further and
gives contradictory answers, which limits the weight that can be placed on her account.

# 5. Analysis

What we are worried about: Ruby is at risk of child sexual exploitation because she makes poor choices about whom she
spends time with. Her learning disability means that she does not learn from consequences. Ms Turner was not aware.
What is working well: school, swimming, a loving family. Complicating factors: Dave has not been identified by
surname, so that the risk from him cannot be assessed and is scored as low.

The Child Exploitation Risk Tool was completed. Headings scored: Risk-taking 3; Relationships 3; Missing 1.

# 6. Recommendation of the author

A child in need plan, with work for Ruby on appropriate relationships and on keeping herself safe.

# 7. Note by the conference chair, added after the meeting

The conference did not accept this recommendation. Two men have sexually abused a disabled child, and the report
should say so. Expressions in sections 1, 2 and 5 that place the cause in Ruby are to be corrected before the report
goes on file; the author and I will do this together. Ruby was made subject to a child protection plan under the
category of sexual abuse. Police will look for Dave. An intermediary has been booked.
"""

STRATEGY_ATTENDANCE = """
Role | Agency | Present
Chair, service manager | Children's Services, Hallowbrook | Yes
Social worker | Children's Services, Hallowbrook | Yes
Detective sergeant, child exploitation | Kelder Valley Police | Yes
Designated safeguarding lead | Fen Lane Academy | Yes
Named nurse | Hallowbrook NHS Trust | Yes
Independent advocate for Inaya | Compass Project | Yes
Youth justice officer | Youth Justice Service | Apologies, report sent
"""
STRATEGY_BEFORE = """
# Strategy meeting under section 47: minutes

Child: Inaya R., girl, born 19 January 2008, aged 15. British Pakistani; English and Urdu at home. No disability.
Lives with her parents and two brothers. Meeting held on Tuesday 9 May 2023 at 14.00. Inaya knows that we are meeting
and has sent a voice message through her advocate, which was played first.
"""
STRATEGY_AFTER = """
# 1. What Inaya wants us to know

"I didn't run away. Kyle said he'd show my dad the video if I wasn't there in ten minutes. Stop asking my mum why I go
and ask him why he's outside my school."

# 2. What has happened

Police: Kyle Draper is 24. He was driving when officers stopped the car at Cawlsea on 30 April. Inaya was in the back
with packages of drugs in a bag that he had told her to hold. She was arrested on suspicion of possession with intent
to supply. DS Marsh said that in hindsight she should have been treated as a victim from the roadside, and has
apologised to her parents. The investigation of Inaya is discontinued. Draper told officers that she was "his
girlfriend" and "knew what was in the bag". He is on bail with a condition not to contact her.

Social worker: Inaya had been missing from 28 to 30 April. The return home interview was held on 1 May, within 26
hours, by Compass, at her grandmother's. Draper spoke to her first in January at the bus stop, gave her vapes and a
phone, then told her that she owed him for both. He filmed her and uses the film. He made her carry drugs twice, and
on 29 April he took her to a flat where another man raped her. Draper said that this would clear the debt. Inaya gave
us leave to share this here.

Health: seen at the sexual assault referral centre on 1 May with her mother and an Urdu-speaking crisis worker.
Follow-up is in place. She sleeps little. School: two years of full attendance until January, bright, loves chemistry.

# 3. Naming the harm

The police record of 30 April was headed "county lines". The Chair asked whether that says everything that was done to
Inaya. It does not. Agreed: sexual exploitation and rape, and criminal exploitation; both go into the plan, the flag
and the NRM referral. The man at the flat has not been identified. The Chair reminded everyone that this is a reason
to look for him and no reason to think Inaya safer.

# 4. The words in our own records

Inaya's advocate had read the papers. She pointed to the school's chronology, where Inaya was described as "hard to
reach" and "making bad choices since she got in with older lads". The DSL agreed that it is wrong to say so. Nobody at
school had asked Inaya a question before 30 April, and a man of 24 targeted her. The entries are corrected and dated.
The youth justice report used the term "associates". The Chair has asked for the names and ages of the men and for
what they did.

# 5. Family

Mr and Mrs R. came for the last half hour, with an interpreter of their choosing. Mr R. said, "I was angry with her. I
am ashamed of that now." The relationship between Inaya and her mother is close. Her eldest brother is to be married
in July, and the family would like Inaya to feel that she can be there.

# 6. Analysis and decision

Draper chose a child who waited alone, gave her things, put her in debt to him, filmed her, and used that to control
her. Inaya was not free to leave. Threshold for section 47 is met on actual significant harm caused by Draper and by
the man at the flat. Joint investigation. The meeting did not find that her parents have failed to protect her.
"""
STRATEGY_ACTIONS = """
Action | By whom | By when
Interview of Inaya at her pace, in the place that she picks, with her advocate | DS Marsh | Date set by Inaya
Trace the flat and the second man: CCTV, phone data, letting agent | DS Marsh | 12 May 2023
NRM referral, sexual and criminal exploitation, Draper named | Social worker | 9 May 2023
Lifts to and from school; disruption of the bus stop; other girls there spoken to | DSL and Compass | 10 May 2023
Slavery and trafficking risk order considered against Draper | Police legal services | 19 May 2023
Inaya told what was decided, in her words and ours | Advocate | Today
Review | All | 23 May 2023
"""
STRATEGY_CLOSE = """
Closing note, 8 December 2023: Draper was convicted of modern slavery, sexual and drug offences. The second man, Lewis
Orme, 33, was convicted of rape. Conclusive grounds decision made on 2 October. Inaya told the Chair, "You believed me
before you had the proof." Case closed to the team at the family's request, with Compass staying in touch.
"""

NOTES_COLUMNS = (
    "FACT_CASENOTE_ID", "DIM_PERSON_ID", "EVENT_DTTM", "CASENOTE_TYPE", "WORKER_ROLE", "TEAM", "AGE_AT_EVENT", "GENDER",
    "SEEN_FLAG", "SEEN_ALONE_FLAG", "CASE_NOTE_TEXT",
)  # fmt: skip
NOTES = """
14/09/2020 09:20 | Contact | Duty social worker | MASH | 13 | N | N
- Referral from Fen Lane Academy. Hana S., 13, Mixed White and Asian, no disability, lives with her father and
  grandmother. Hana told her tutor that a man who drives for a takeaway gives her lifts and that she is scared of him.
  Tutor wrote it down in her words: "He says he knows where my gran sleeps." The man is Daniel Reeve, 31. Section 47
  and strategy meeting today.

14/09/2020 15:30 | Strategy meeting | Team manager | Safeguarding Team 1 | 13 | N | N
- Police, health, school, social care. Reeve has approached two other pupils this term. Recorded as a man grooming
  children. The earlier contact from July, which was headed "friendship with older male", was looked at: nobody had
  asked Hana anything, and the contact ended with a leaflet. The heading has been corrected and the reason noted.

15/09/2020 16:00 | Home visit | Social worker | Safeguarding Team 1 | 13 | Y | Y
- Met Hana in the garden with the rabbits. I said who I am, what I can keep private and what I cannot. I asked how she
  would like to do this and she chose to write. She wrote that Reeve bought her trainers in June, that he says she
  owes him, and that he has touched her sexually in the car. "I said stop and he put the music up." I thanked her. I
  told her that he is the one who has done wrong. Father told with Hana's agreement.

16/09/2020 11:00 | Police update | Social worker | Safeguarding Team 1 | 13 | N | N
- Reeve arrested on suspicion of sexual assault of a child and of meeting a child following sexual grooming. He told
  officers that Hana was "mature for her age" and "asked for the lifts". Bailed not to go near her, school or street.
  Hana and her father told by phone within the hour.

18/09/2020 10:15 | Health | Social worker | Safeguarding Team 1 | 13 | Y | N
- Paediatric appointment. Hana decided the order of things and who was in the room. Grandmother brought soup in a
  flask. Dentist and contact lens check on the same day so that she misses less school.

02/10/2020 22:40 | Missing | EDT social worker | Emergency Duty Team | 13 | N | N
- Father rang at 22.10, Hana is not home from her cousin's. Reported to police 22.14, graded high because a man who
  has harmed her is on bail. 23.35, found by her uncle at the canal steps, cold and tearful. Father will sit with her
  tonight.

03/10/2020 14:00 | Return home interview | Independent interviewer | Compass Project | 13 | Y | Y
- Held at the cousin's house, sixteen hours after Hana was found. She left because a number she did not know sent her
  a photograph of her own front door. She thought that if she stayed out he would leave her gran alone. "I didn't want
  to be out. I wanted him not to come to ours." This is intimidation of a child by Reeve, or by someone for him.
  Photograph saved. Police told 15.10, bail breach enquiry opened.

09/10/2020 15:45 | Direct work | Social worker | Safeguarding Team 1 | 13 | Y | Y
- We made a map of people who help. She asked if she would get wrong for taking the trainers. I said that giving
  presents is one of the ways in which men like him make a child feel that she owes something, and that she owes him
  nothing. She laughed for the first time, about the rabbit. Her older cousin's wedding is in the spring and she is to
  be a bridesmaid.

20/10/2020 10:00 | Conference | Conference chair | Reviewing Service | 13 | N | N
- Plan under the category of sexual abuse, person responsible Daniel Reeve. A colleague asked if "risky behaviour"
  should be added. The Chair said no, that phrase would make Hana the cause, and the plan is about what Reeve did and
  may do. Hana's letter read out. Father and grandmother understood what is asked of them and of us.

06/11/2020 17:20 | Telephone call | Social worker | Safeguarding Team 1 | 13 | N | N
- Hana did not come to the art group. I rang to ask. The bus goes past the takeaway. That is ours to solve and a taxi
  is arranged from next week. Father has a new job, and his partner will be home after school on Wednesdays.

14/01/2021 13:30 | Court update | Social worker | Safeguarding Team 1 | 14 | N | N
- Reeve pleaded guilty to three offences, among them sexual activity with a child. He will be sentenced in March. Hana
  turned fourteen last week. I read her the sentence from the police statement that says that she was believed.

25/03/2021 15:00 | Closing visit | Social worker | Safeguarding Team 1 | 14 | Y | Y
- Reeve was sent to prison on 19 March. Plan ended by the conference on 18 March because he can no longer reach her
  and the people round her know what to look for. Hana keeps her counsellor and my number. She wanted this to be the
  last line: "It wasn't a relationship, it was a trap, and I was thirteen."
"""

PANEL_TITLE = (
    "Brackshire Multi-Agency Child Exploitation Panel (MACE) - Wednesday 14 September 2022 - OFFICIAL-SENSITIVE"
)
PANEL_COLUMNS = (
    "Locality Team", "Ref", "Child", "Age", "Sex", "Ethnicity", "Disability", "Category", "Discussion", "RAG",
    "Actions",
)  # fmt: skip
PANEL = """
North | 0061 | D.O. | 15 | M | Black Caribbean | Not recorded | CCE | AMBER
- Police: D runs for the Tollgate line and was found in Cawlsea with £340, sitting under two nominals in their
  twenties. School: intimidating, carries himself like a grown man. Health: told A&E in June that the olders had "done
  stuff" to him over missing money, sexual assault queried, he did not go back. YJS: likes the mentor, comes early.
  Panel view is that he is making a career of it.
- Knife work with YJS. Curfew check

 | 0066 | T.W. | 14 | F | White British | ADHD | CSE | RED
- Social care: missing nine times since June. Fran, the family worker, said that T is not choosing this, Jordan Pike
  (27) collects her from the park and she is terrified of him. Police have a warning notice in place and asked for the
  file to stop calling him her boyfriend. Chair agreed.
- Pike arrest plan. RHI offered after each episode, five held

 | 0070 | L.M. | 13 | F | White British | None | Online | AMBER
- School: L has been talking to older men online and sharing nudes of herself. Three accounts, adult males, one has
  asked to meet. Mother says that L has had three phones this year. Social care: phone removed, mother protective.
  Police: accounts overseas, unlikely to be traced. As no perpetrator can be identified, agreed to take L off the
  panel list.
- Step down to early help

South | 0058 | C.B. | 16 | M | White British | Autism | CSE | AMBER
- Health: C attends the clinic regularly and discloses casual encounters with men in their thirties and forties. Panel
  noted he is a gay lad exploring the scene. Project worker asked that the messages be looked at, the men say they
  will tell his college. Housing: mother's tenancy at risk, arrears.
- Clinic to offer safe dating advice

 | 0063 | A.K. | 15 | F | British Pakistani | None | CSE | RED
- Police: A and a friend were found in a hotel in Stannerley with four men on 20 August. Sexual activity is believed
  to have taken place. A is hostile to police. Social care: A told her aunt that one of the men hit her. Parents'
  relationship has broken down. At risk of CSE, tool to be redone.
- Enquiries with hotel. Visit by social worker

 | 0064 | S.H. | 17 | F | White and Black African | None | CSE | AMBER
- Leaving care: S is back with her older partner (34) and is sofa surfing. She sleeps with his friends when the rent
  is short, says that it is just what you do. At nearly eighteen adult services feel she has made her own bed.
  Personal adviser disagrees and has made an NRM referral in his name as the exploiter.
- Personal adviser to continue. Housing options

 | 0071 | R.G. | 14 | M | Gypsy or Irish Traveller | None known | CCE | GREEN
- Found with £200 and a second phone. R told his teacher that a man at the car wash is making him hold a bag. Teacher
  recorded it word for word. Panel: thank you to school. No evidence that R is dealing; the man is the line of
  enquiry. Engages well with boxing.
- Police to identify the man at the car wash. Worker who knows the family
"""
PANEL_CLOSED_COLUMNS = ("Ref", "Child", "Age", "Sex", "Category", "Date closed", "Reason for removal", "Agreed by")
PANEL_CLOSED = """
0049 | P.N. | 16 | F | CSE | 06/07/2022 | Panel
- P is still in contact with him. She has been offered Compass four times and refuses to engage. Closed to the panel
  until she is ready to make changes.

0052 | J.S. | 15 | M | CCE | 06/07/2022 | Panel
- Three adults charged with trafficking J. He and his mother have been moved. His mentor stays with him. Closed
  because the people who exploited him are in custody.

0055 | E.F. | 14 | F | Online | 10/08/2022 | Chair's action
- Police took no further action in respect of the images, as E had uploaded them herself. School happy. Closed.
"""

_PERSON, _FIRST_NOTE, _NOTE_STEP = "0048213", 771_204, 389
_STAMP = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)
_ZIP_DATE = (2024, 12, 2, 9, 0, 0)
_INSERTED = re.compile(r"\{\+(.*?)\+\}")


def entries(text: str) -> list[list[str]]:
    """Return each entry as one list: the short fields of its first line, then its long fields."""
    found = []
    for block in text.strip("\n").split("\n\n"):
        head, *fields = re.split(r"\n- ", block)
        found.append([part.strip() for part in head.split("|")] + [" ".join(field.split()) for field in fields])
    return found


def rows(text: str) -> list[list[str]]:
    """Return the rows of a small table; a line that begins with a blank goes on with the row before it."""
    joined = re.sub(r"\n ", " ", text.strip("\n"))
    return [[" ".join(cell.split()) for cell in line.split("|")] for line in joined.split("\n")]


def new_document(header: str, *, landscape: bool = False) -> Any:
    """Return an empty Word document with a header on every page."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.header.paragraphs[0].text = header
    core = document.core_properties
    core.author, core.comments, core.title = "Business support", "Invented sample", header
    core.created = core.modified = _STAMP
    return document


def add_text(document: Any, text: str) -> None:
    """Add headings and paragraphs, tracked insertions among them."""
    for block in text.strip("\n").split("\n\n"):
        line = " ".join(block.split())
        if line.startswith("# "):
            document.add_heading(line[2:], level=2)
            continue
        paragraph = document.add_paragraph()
        for number, part in enumerate(_INSERTED.split(line)):
            if number % 2:
                _track(paragraph.add_run(part))
            else:
                paragraph.add_run(part)


def _track(run: Any) -> None:
    """Wrap a run as Word does when somebody types with Track Changes on."""
    change = OxmlElement("w:ins")
    for name, value in (("id", "1"), ("author", "Team manager"), ("date", "2017-06-14T16:05:00Z")):
        change.set(qn(f"w:{name}"), value)
    run._r.addprevious(change)  # noqa: SLF001 - python-docx has no public way to a run's element
    change.append(run._r)  # noqa: SLF001


def add_table(document: Any, lines: Sequence[Sequence[str]], *, header: bool = True) -> None:
    """Add a table with lines round its cells, its first row in bold."""
    table = document.add_table(rows=0, cols=len(lines[0]), style="Table Grid")
    for number, line in enumerate(lines):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.paragraphs[0].add_run(text).bold = header and number == 0
    document.add_paragraph()


def chronology() -> Any:
    """Return a chronology as a board keeps it: one wide table."""
    document = new_document("Ravensholt Local Safeguarding Children Board - CONFIDENTIAL", landscape=True)
    add_text(document, CHRONOLOGY_TITLE)
    add_table(document, [CHRONOLOGY_COLUMNS, *entries(CHRONOLOGY)])
    add_text(document, CHRONOLOGY_END)
    return document


def conference_report() -> Any:
    """Return a report to a conference, with a sentence that the manager changed."""
    document = new_document("Maddersley Council, Children with Disabilities Team - Confidential - Ruby T., 0093317")
    add_table(document, rows(CONFERENCE_DETAILS), header=False)
    add_text(document, CONFERENCE_BEFORE)
    add_table(document, rows(CONFERENCE_TABLE))
    add_text(document, CONFERENCE_AFTER)
    return document


def strategy_minutes() -> Any:
    """Return minutes with the two tables that every strategy meeting has."""
    document = new_document("Hallowbrook Children's Services - Strategy meeting - CONFIDENTIAL - Inaya R., 0112048")
    add_text(document, STRATEGY_BEFORE)
    add_table(document, rows(STRATEGY_ATTENDANCE))
    add_text(document, STRATEGY_AFTER)
    add_table(document, rows(STRATEGY_ACTIONS))
    add_text(document, STRATEGY_CLOSE)
    return document


def case_notes() -> Workbook:
    """Return an export of case notes: numbers with leading zeros are text, dates are dates."""
    book = Workbook()
    lines: list[list[Any]] = []
    for number, (when, *fields) in enumerate(entries(NOTES)):
        note = f"{_FIRST_NOTE + number * _NOTE_STEP:08d}"
        event = datetime.strptime(when, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - a spreadsheet's dates have no zone
        kind, role, team, age, *rest = fields
        lines.append([note, _PERSON, event, kind, role, team, int(age), "Female", *rest])
    fill_sheet(book.active, NOTES_COLUMNS, lines)
    book.active.title = "Case notes"
    return book


def panel() -> Workbook:
    """Return a panel's spreadsheet: a title above the columns, a merged locality, a second sheet."""
    book = Workbook()
    lines = [[*short[:8], long, short[8], actions] for *short, long, actions in entries(PANEL)]
    fill_sheet(book.active, PANEL_COLUMNS, lines, title=PANEL_TITLE)
    book.active.title = "Panel 14-09-2022"
    first = 4
    starts = [first + number for number, line in enumerate(lines) if line[0]]
    for start, end in zip(starts, [*(later - 1 for later in starts[1:]), first + len(lines) - 1], strict=True):
        book.active.merge_cells(f"A{start}:A{end}")
    closed = book.create_sheet("Closed since last panel")
    fill_sheet(closed, PANEL_CLOSED_COLUMNS, [[*short, long, by] for *short, by, long in entries(PANEL_CLOSED)])
    return book


def fill_sheet(sheet: Any, names: Sequence[str], lines: Sequence[Sequence[Any]], *, title: str = "") -> None:
    """Write the column names and the rows, long text wrapped."""
    if title:
        sheet.append([title])
        sheet.append([])
    sheet.append(list(names))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
        longest = max(len(str(line[cell.column - 1])) for line in lines)
        sheet.column_dimensions[cell.column_letter].width = min(90, max(len(str(cell.value)), longest) + 2)
    for line in lines:
        sheet.append([None if value == "" else value for value in line])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, datetime):
                cell.number_format = "DD/MM/YYYY HH:MM"


def save(name: str, made: Any) -> None:
    """Write a file without the time of writing, so that the same texts give the same bytes."""
    if isinstance(made, Workbook):
        made.properties.creator, made.properties.created = "Business support", _STAMP.replace(tzinfo=None)
    buffer = BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as target:
        for member in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            info = zipfile.ZipInfo(member, _ZIP_DATE)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            changed = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-12-02T09:00:00Z", source.read(member))
            target.writestr(info, changed if member == "docProps/core.xml" else source.read(member))


def main() -> None:
    """Write all five files."""
    FOLDER.mkdir(exist_ok=True)
    save("multi-agency-chronology-2005-2007.docx", chronology())
    save("conference-report-2017.docx", conference_report())
    save("strategy-meeting-minutes-2023.docx", strategy_minutes())
    save("social-care-case-notes-2020.xlsx", case_notes())
    save("exploitation-panel-2022.xlsx", panel())


if __name__ == "__main__":
    main()
