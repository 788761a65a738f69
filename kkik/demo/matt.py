"""The invented nyckeltal of the demo: what each measures, and how its numbers behave.

Ids begin with X, a letter Kolada does not use. Levels, spreads and noise have the size that such measures have in
Swedish municipalities; the values themselves come from `kkik.demo.generator` and are made up.
"""

from dataclasses import dataclass

FOLKMANGD = "X00001"

BARN = "Förskoleverksamhet"
GRUND = "Grundskola åk 0-9 inkl förskoleklass"
GYMNASIE = "Gymnasieskola åk 1-3"
ALDRE = "Äldre och funktionshinder"
IFO = "Individ- och familjeomsorg"
OVER = "Kommunen, övergripande"
MILJO = "Infrastruktur, miljö- och hälsoskydd mm"
ARBETE = "Arbetsmarknad"
DEMOKRATI = "Demokrati"
KULTUR = "Kultur och fritid"
BEFOLKNING = "Befolkning"

KVALITET, RESURSER, VOLYMER = "Kvalitet och resultat", "Resurser", "Volymer"


@dataclass(frozen=True, slots=True)
class Matt:
    """`niva` is the country's middle in `till`; `arlig` its change per year; `spridning` the standard deviation
    between municipalities; `brus` the year-to-year noise in a municipality of 20 000 people. `tackning` is the share
    of municipalities that take part a given year. `golv`/`tak` bound the values. `kongap` is women minus men.
    `riktning` is what the demo's administrator has confirmed. All in the measure's own unit.
    """

    id: str
    titel: str
    text: str
    omrade: str
    perspektiv: str
    niva: float
    spridning: float
    brus: float
    arlig: float = 0.0
    golv: float = 0.0
    tak: float = 100.0
    decimaler: int = 1
    tackning: float = 1.0
    fran: int = 2012
    till: int = 2025
    kongap: float | None = None
    riktning: str = "hog"
    kkik: str = ""
    vart_fjarde: bool = False
    publiceras: str = "2027-02-15"


SKOLA, OMSORG, SAMHALLE = "Barn och unga", "Stöd och omsorg", "Samhälle och miljö"

MATT: tuple[Matt, ...] = (
    Matt(FOLKMANGD, "Folkmängd i den påhittade kommunen, antal", "Antal folkbokförda den 31 december.",
         BEFOLKNING, VOLYMER, 0, 0, 0, decimaler=0, tak=2e6, kongap=0.0, riktning="neutral"),
    # Skola
    Matt("X15001", "Kostnad per betygspoäng i årskurs 9, kr/poäng",
         "Kostnaden för grundskolan delad med elevernas sammanlagda betygspoäng i årskurs 9.",
         GRUND, RESURSER, 342, 38, 9, arlig=5.5, tak=900, decimaler=0, riktning="lag", kkik=SKOLA),
    Matt("X15002", "Elever i årskurs 3 som klarat alla nationella prov, andel (%)",
         "Elever som nått kravnivån på samtliga delprov, av de elever som deltog.",
         GRUND, KVALITET, 72, 7.5, 4.0, arlig=-0.3, kongap=4.0, kkik=SKOLA),
    Matt("X15003", "Elevers positiva syn på skolan och undervisningen i årskurs 8, andel (%)",
         "Medelvärde av elevernas positiva svar på sju frågor om trygghet, stöd och undervisning.",
         GRUND, KVALITET, 78, 5.2, 3.0, tackning=0.85, kongap=-2.5, kkik=SKOLA),
    Matt("X15004", "Elever i årskurs 9 som är behöriga till ett nationellt program, andel (%)",
         "Elever med godkända betyg i de ämnen som krävs, av dem som fått eller skulle ha fått betyg.",
         GRUND, KVALITET, 84.5, 6.4, 2.8, arlig=-0.35, kongap=3.0, kkik=SKOLA),
    Matt("X15005", "Elever i årskurs 9 som känner sig trygga i skolan, andel (%)",
         "Elever som svarat att påståendet stämmer helt eller ganska bra.",
         GRUND, KVALITET, 83, 5.0, 3.2, arlig=-0.4, tackning=0.8, kongap=-5.0, kkik=SKOLA),
    Matt("X15006", "Lärare med behörighet i sitt ämne i grundskolan, andel (%)",
         "Heltidstjänster med legitimation och behörighet i minst ett undervisningsämne.",
         GRUND, RESURSER, 73, 6.5, 2.2, arlig=0.5, kkik=SKOLA),
    Matt("X17001", "Gymnasieelever med examen inom fyra år, andel (%)",
         "Folkbokförda elever med examen inom fyra år från det att de började.",
         GYMNASIE, KVALITET, 72.5, 6.8, 3.8, arlig=0.25, kongap=6.0, kkik=SKOLA),
    Matt("X17002", "Kostnad för gymnasieskola, kr/elev", "Kommunens kostnad delad med antalet folkbokförda elever.",
         GYMNASIE, RESURSER, 146000, 13500, 4100, arlig=3900, tak=400000, decimaler=0, riktning="lag", kkik=SKOLA),
    Matt("X11001", "Inskrivna barn per årsarbetare i förskolan, antal", "Barn delade med heltidstjänster i barngrupp.",
         BARN, RESURSER, 5.1, 0.42, 0.19, golv=3.0, tak=8, riktning="lag", kkik=SKOLA),
    Matt("X11002", "Kostnad för förskola, kr/inskrivet barn", "Kommunens kostnad delad med antalet inskrivna barn.",
         BARN, RESURSER, 172000, 13000, 2900, arlig=5200, tak=400000, decimaler=0, riktning="lag", kkik=SKOLA),
    Matt("X11003", "Barn som får plats i förskola på önskat datum, andel (%)",
         "Barn med plats det datum vårdnadshavarna önskat, av alla som fått plats under mätperioden.",
         BARN, KVALITET, 71, 17, 7.5, tackning=0.75, decimaler=0, kkik=SKOLA),
    Matt("X11004", "Väntetid för barn utan plats på önskat datum, dagar",
         "Medelväntetid för de barn som inte fick plats det datum vårdnadshavarna önskat.",
         BARN, KVALITET, 24, 13, 7, tak=200, tackning=0.7, decimaler=0, riktning="lag", kkik=SKOLA),
    # Omsorg
    Matt("X21001", "Nöjda med hemtjänsten som helhet, andel (%)",
         "Brukare 65 år och äldre som är mycket eller ganska nöjda.",
         ALDRE, KVALITET, 88, 4.8, 2.2, arlig=-0.25, decimaler=0, kongap=-0.5, kkik=OMSORG),
    Matt("X21002", "Olika personal hos en person med hemtjänst under fjorton dagar, antal",
         "Medelvärde för brukare med minst två besök om dagen.",
         ALDRE, KVALITET, 15.5, 2.8, 1.2, arlig=0.15, golv=4, tak=30, decimaler=0, tackning=0.75, kongap=0.5,
         riktning="lag", kkik=OMSORG),
    Matt("X21003", "Kostnad för hemtjänst, kr/brukare", "Kommunens kostnad delad med antalet brukare i ordinärt boende.",
         ALDRE, RESURSER, 268000, 62000, 17000, arlig=6500, tak=900000, decimaler=0, riktning="neutral", kkik=OMSORG),
    Matt("X23001", "Nöjda med sitt särskilda boende, andel (%)",
         "Boende 65 år och äldre som är mycket eller ganska nöjda.",
         ALDRE, KVALITET, 79, 7.6, 4.0, arlig=-0.5, decimaler=0, kongap=0.8, kkik=OMSORG),
    Matt("X23002", "Väntetid till särskilt boende, dagar",
         "Medeltal dagar från ansökan till det datum då platsen först erbjöds.",
         ALDRE, KVALITET, 48, 27, 15, tak=320, tackning=0.75, decimaler=0, kongap=-1.0, riktning="lag", kkik=OMSORG),
    Matt("X23003", "Kostnad för särskilt boende, kr/brukare", "Kommunens kostnad delad med antalet brukare.",
         ALDRE, RESURSER, 1010000, 118000, 34000, arlig=29000, tak=2500000, decimaler=0, riktning="neutral", kkik=OMSORG),
    Matt("X25001", "Kvalitetsaspekter i gruppbostad och servicebostad, andel av maxpoäng (%)",
         "Andelen ja-svar på frågor om vad bostaden kan erbjuda, vägt efter antal boende.",
         ALDRE, KVALITET, 83, 7.5, 3.6, tackning=0.7, decimaler=0, kkik=OMSORG),
    Matt("X31001", "Väntetid till beslut om försörjningsstöd vid nybesök, dagar",
         "Medeltal dagar från ansökan till beslut.",
         IFO, KVALITET, 14, 7.5, 3.5, tak=90, tackning=0.72, decimaler=0, kongap=0.0, riktning="lag", kkik=OMSORG),
    Matt("X31002", "Invånare som fått försörjningsstöd under året, andel (%)",
         "Personer i hushåll som någon gång under året fått försörjningsstöd, av befolkningen.",
         IFO, KVALITET, 2.7, 1.2, 0.25, arlig=-0.09, tak=20, kongap=0.1, riktning="lag", kkik=OMSORG),
    Matt("X31003", "Unga som inte återkommit inom ett år efter avslutad insats, andel (%)",
         "Personer 13–20 år utan ny utredning eller insats inom ett år.",
         IFO, KVALITET, 79, 10, 7.5, tackning=0.65, decimaler=0, kongap=1.5, kkik=OMSORG,
         publiceras="2026-12-15", till=2024),
    Matt("X31004", "Vuxna med långvarigt försörjningsstöd, andel av biståndstagarna (%)",
         "Vuxna som fått stöd minst tio av årets månader.",
         IFO, KVALITET, 34, 8.2, 3.0, arlig=0.3, kongap=2.0, riktning="lag", kkik=OMSORG),
    # Samhälle, tillgänglighet, demokrati
    Matt("X00101", "Direkt svar på en enkel fråga per telefon, andel (%)",
         "Samtal som fick ett direkt svar, av de samtal som ringts i en servicemätning.",
         OVER, KVALITET, 66, 12.5, 7.5, arlig=0.8, decimaler=0, tackning=0.8, kkik=SAMHALLE),
    Matt("X00102", "Svar på e-post inom en arbetsdag, andel (%)",
         "Frågor per e-post som besvarats inom en arbetsdag, i en servicemätning.",
         OVER, KVALITET, 86, 9, 6, decimaler=0, tackning=0.8, kkik=SAMHALLE),
    Matt("X00103", "Gott bemötande i kontakt med kommunen, andel av maxpoäng (%)",
         "Bedömt bemötande vid samtal i en servicemätning.",
         OVER, KVALITET, 83, 7, 5.5, decimaler=0, tackning=0.8, kkik=SAMHALLE),
    Matt("X00104", "Sjukfrånvaro bland kommunens anställda, andel (%)",
         "Frånvarotimmar på grund av sjukdom, av ordinarie arbetstid.",
         OVER, RESURSER, 7.6, 0.95, 0.36, arlig=0.05, tak=20, kongap=3.2, riktning="lag", kkik=SAMHALLE),
    Matt("X00105", "Företagens omdöme om kommunens service, index",
         "Nöjdhet efter avslutade ärenden inom sex myndighetsområden, 0–100.",
         OVER, KVALITET, 75, 4.8, 3.2, arlig=0.6, decimaler=0, tackning=0.68, kkik=SAMHALLE),
    Matt("X00106", "Nettokostnadsavvikelse för grundskola, andel (%)",
         "Kostnaden jämförd med den som kommunens förutsättningar motiverar; plus är dyrare än väntat.",
         GRUND, RESURSER, 0.4, 6.2, 2.0, golv=-35, tak=45, riktning="neutral"),
    Matt("X05001", "Valdeltagande i senaste kommunalvalet, andel (%)",
         "Röstande av röstberättigade. Siffran gäller till nästa val.",
         DEMOKRATI, KVALITET, 81.5, 4.0, 0.9, kongap=1.5, kkik=SAMHALLE, vart_fjarde=True),
    Matt("X05002", "Invånare som upplever att de kan påverka kommunens beslut, andel (%)",
         "Invånare som svarat mycket eller ganska bra i en medborgarundersökning.",
         DEMOKRATI, KVALITET, 22, 5.0, 2.6, arlig=-0.3, tackning=0.6, fran=2016, kongap=1.0, kkik=SAMHALLE),
    Matt("X05003", "Invånare som känner sig trygga utomhus när det är mörkt, andel (%)",
         "Invånare som svarat mycket eller ganska trygga i en medborgarundersökning.",
         DEMOKRATI, KVALITET, 71, 9.0, 2.6, arlig=-0.2, tackning=0.6, fran=2016, kongap=-24.0, kkik=SAMHALLE),
    Matt("X05004", "Invånare som kan rekommendera andra att flytta till kommunen, andel (%)",
         "Invånare som svarat ja i en medborgarundersökning.",
         DEMOKRATI, KVALITET, 64, 11.0, 2.8, tackning=0.6, fran=2016, kongap=2.0, kkik=SAMHALLE),
    Matt("X40001", "Förvärvsarbetande 20–64 år, andel (%)", "Invånare med förvärvsarbete i november.",
         ARBETE, KVALITET, 81.5, 3.4, 0.5, arlig=0.3, kongap=-1.6, till=2024, publiceras="2026-12-01", kkik=SAMHALLE),
    Matt("X40002", "Sjukpenningtal, dagar per försäkrad 16–64 år",
         "Dagar med sjuk- eller rehabiliteringspenning per försäkrad.",
         ARBETE, KVALITET, 10.6, 1.9, 0.5, arlig=0.1, golv=3, tak=40, kongap=5.0, riktning="lag", kkik=SAMHALLE),
    Matt("X40003", "Nya företag, antal per 1 000 invånare", "Nyregistrerade företag under året.",
         ARBETE, VOLYMER, 5.2, 1.3, 0.6, golv=1.5, tak=20, kkik=SAMHALLE),
    Matt("X07001", "Hushållsavfall som samlats in för återvinning, andel (%)",
         "Avfall till material- eller biologisk behandling, av allt kommunalt avfall.",
         MILJO, KVALITET, 39, 7.0, 2.6, arlig=0.6, decimaler=0, kkik=SAMHALLE),
    Matt("X07002", "Ekologiska livsmedel i kommunens verksamhet, andel (%)",
         "Inköpt värde av ekologiska livsmedel, av allt livsmedelsinköp.",
         MILJO, KVALITET, 27, 10.5, 1.8, arlig=-0.4, decimaler=0, kkik=SAMHALLE),
    Matt("X07003", "Fossilfria bilar i kommunens fordonspark, andel (%)",
         "Personbilar som drivs med el, biogas eller förnybart drivmedel.",
         MILJO, KVALITET, 44, 15, 4.0, arlig=3.2, decimaler=0, tackning=0.8, kkik=SAMHALLE),
    Matt("X07004", "Nitrathalt i dricksvattnet, mg/l", "Medelvärde av årets prov vid kommunens största vattenverk.",
         MILJO, KVALITET, 8.5, 5.0, 1.4, tak=50, tackning=0.85, riktning="lag"),
    Matt("X09001", "Bibliotekets öppethållande kvällar och helger, timmar/vecka",
         "Huvudbibliotekets öppettid utöver vardagar 8–17.",
         KULTUR, KVALITET, 17, 9, 2.4, arlig=0.5, tak=80, decimaler=0, tackning=0.85, kkik=SAMHALLE),
    Matt("X09002", "Deltagartillfällen i idrott 7–20 år, antal per invånare",
         "Stödberättigade deltagartillfällen per invånare 7–20 år.",
         KULTUR, KVALITET, 24, 6.5, 1.9, tak=80, decimaler=0, kongap=-7.0),
    Matt("X09003", "Elever i musik- eller kulturskola, andel 6–15 år (%)", "Unika elever av alla 6–15 år.",
         KULTUR, KVALITET, 15.5, 6.0, 1.7, arlig=-0.1, kongap=9.0),
    # Ekonomi
    Matt("X03001", "Resultat av skatter och bidrag, andel (%)", "Årets resultat delat med skatter och generella bidrag.",
         OVER, RESURSER, 2.1, 2.1, 1.6, golv=-12, tak=15),
    Matt("X03002", "Soliditet inklusive pensionsåtaganden, andel (%)",
         "Eget kapital minus äldre pensionsåtaganden, delat med tillgångarna.",
         OVER, RESURSER, 28, 19, 1.8, arlig=1.1, golv=-40, tak=90),
    Matt("X03003", "Investeringar som betalats med egna medel, andel (%)",
         "Årets resultat och avskrivningar delade med årets nettoinvesteringar.",
         OVER, RESURSER, 78, 42, 24, tak=400, decimaler=0),
    Matt("X21099", "Nöjda med trygghetslarmet, andel (%) (-2019)",
         "Brukare med larm som är mycket eller ganska nöjda. Mättes till och med 2019.",
         ALDRE, KVALITET, 91, 4.0, 2.0, decimaler=0, till=2019),
)
