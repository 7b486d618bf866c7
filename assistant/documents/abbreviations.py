"""Words that end in a full stop without ending a sentence, in the larger languages of Europe.

All in lower case and without their last full stop.
"""

from __future__ import annotations

BEFORE_NAME = frozenset(
    # Titles, and what introduces an example: never the end of a sentence.
    "adm capt cdr cmdr col dr drs dra eng esq fr gen gov hon insp lt maj messrs mlle mme mm mr mrs ms "
    "mt mx pres prof rep rev sen sgt sr sra srta st ste supt fra hr frl herr ing dipl mag med phil jur "
    "hl sig sgra dott avv on e.g i.e eg ie viz cf vs resp bzw z.b u.a d.h i.d.r o.ä s.o s.u v.a z.t vgl "
    "sog ggf inkl exkl evtl bspw p.ex c.-à-d c.à.d p.ej ej bijv o.a d.w.z t.ex bl.a f.eks np tzn tzw "
    "m.in tj т.е г-н г-жа гр ул им проф акад т.н напр".split()
)
BEFORE_NUMBER = frozenset(
    # The end of a sentence, unless a number follows.
    "no nos nr num al art arts abs abb app appx approx ca c ch chap kap ed eq eqs fig figs fn lit ln nn "
    "p pp par para pos pt q rn s sec sect ss tab taf tel teil vers vol vols v z ziff § n n° núm pág "
    "págs p.p стр рис табл гл ст п пп см".split()
)
MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct okt nov dec dez janv févr avr juil déc".split())
BEFORE_SENTENCE = frozenset(
    # May end a sentence: they do where a word follows that begins one.
    "a.m p.m al etc usw u.s.w o.k inc ltd co corp bros llc plc jr sr ph.d b.a m.a b.sc m.sc m.d d.c u.s "
    "u.k u.n e.u u.s.a ee.uu st.p bldg dept est ave blvd rd assn intl и.д т.д т.п др пр".split()
)
SENTENCE_STARTERS = frozenset(
    "the a an this that these those he she it we you they i his her its our their my your there here "
    "then thus however but and so if when while after before although as at by for from in on to with "
    "what who why how no not yes according since because nevertheless moreover furthermore meanwhile "
    "instead finally today der die das ein eine er sie es wir ihr ich dies diese dieser dann aber und "
    "wenn als nach vor im am auf le la les un une il elle nous vous ils elles ce cette ces mais et puis "
    "dans en pour el los las una él ella nosotros ellos esto esta pero y entonces para según он она оно "
    "мы вы они я это но и в на после затем".split()
)
ORDINAL_CONTEXT = frozenset(
    # German and its neighbours write ordinals with a full stop: "am 3. Oktober", "der 2. Weltkrieg".
    "am der dem den des die das vom zum bis im ab seit beim jeder jedem jeden ihr ihre sein seine dne "
    "il on".split()
)
MONTH_NAMES = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember januari "
    "februari mars maj augusti jahrhundert".split()
)
