"""What Storköping, and one of its nämnder, are there to do in 2025–2027. All of it invented."""

from datetime import date

from kommunikation.demo.plan import BUN

Kalla = tuple[str, str, date | None]

UPPDRAG: tuple[dict, ...] = (
    {
        "namn": "Kommunens uppdrag",
        "enheter": ("Kommunfullmäktige",),
        "texter": {
            "vision": "Storköping 2035 är en kommun där alla lyckas i skolan, där det är tryggt att åldras och där vardagen "
            "går att leva nära.\n\nVisionen ska märkas i varje beslut om var vi bygger, vad vi satsar på och hur vi "
            "möter den som hör av sig.",
            "program": "Den styrande majoriteten vill stärka de tidiga skolåren, korta väntan till äldreboende och göra "
            "kommunen lättare att nå. Skattesatsen ska vara oförändrad under mandatperioden.",
            "dokument": "Översiktsplanen pekar ut stationsområdet och Ängsberga för nya bostäder. Klimatplanen kräver att "
            "kommunens egna resor är fossilfria 2030. Jämställdhetsstrategin gäller alla nämnder.",
            "lagstiftning": "Kommunallagen kräver mål och riktlinjer för god ekonomisk hushållning. Skollagen och "
            "socialtjänstlagen styr de största verksamheterna. Den nya socialtjänstlagen lägger mer vikt vid "
            "tidiga insatser, vilket kräver att vi arbetar närmare förskola och skola.",
            "befolkning": "Vi blir fler, men långsammare än förut. Barnen i förskoleåldern minskar till 2028, medan de som "
            "är över 80 år ökar med en fjärdedel till 2032. Behovet flyttar alltså från förskola till "
            "äldreomsorg, och lokaler måste kunna byta användning.",
            "omvarld": "Räntor och byggkostnader håller tillbaka bostadsbyggandet. Konkurrensen om utbildad personal hårdnar i "
            "hela regionen. Digitala tjänster förväntas fungera dygnet runt.\n\nMest berör oss personalfrågan: var "
            "femte medarbetare i omsorgen går i pension inom åtta år.",
            "beslut": "Uppföljningen 2023 visade att behörigheten till gymnasiet står stilla trots högre kostnad, och att var "
            "tredje som ringer inte får svar direkt. Fullmäktige gav kommunstyrelsen i uppdrag att inrätta kundtjänst.",
            "dialog": "Medborgardialogen om trygghet samlade 640 svar. Belysning, busstider och vuxna på stan på kvällarna "
            "nämndes oftast. Ungdomsfullmäktige vill ha mötesplatser i Ängsberga.",
            "kon": "Flickor har högre betyg än pojkar i alla ämnen utom idrott. Kvinnor är fler bland dem som har hemtjänst, "
            "män får fler timmar per person. Kvinnor känner sig mindre trygga ute på kvällen.",
            "alder": "Unga 16–24 år känner minst förtroende för kommunen. De äldsta är de mest nöjda med hemtjänsten men "
            "svårast att nå med digitala tjänster.",
            "socioekonomi": "Skillnaden i behörighet mellan skolorna följer föräldrarnas utbildning. I Ängsberga har var tredje "
            "vuxen högst grundskola, i Centrum var tionde.",
        },
        "kallor": {
            "vision": (("Vision 2035, antagen av kommunfullmäktige", "", date(2019, 5, 27)),),
            "dokument": (
                ("Översiktsplan 2040", "https://www.storkoping.example/oversiktsplan", date(2022, 9, 26)),
                ("Klimatplan 2022–2030", "https://www.storkoping.example/klimatplan", date(2021, 11, 29)),
            ),
            "lagstiftning": (("Kommunallag (2017:725)", "https://www.riksdagen.se/", None),),
            "befolkning": (
                (
                    "Befolkningsprognos 2024–2034",
                    "https://www.storkoping.example/befolkning",
                    date(2024, 4, 15),
                ),
            ),
            "beslut": (("Årsredovisning 2023, KF § 61", "", date(2024, 4, 22)),),
            "dialog": (("Trygghetsdialogen, sammanställning", "", date(2024, 6, 3)),),
        },
    },
    {
        "namn": "Barn- och utbildningsnämndens uppdrag",
        "enheter": (BUN,),
        "texter": {
            "vision": "I Storköping ska skolan uppväga olika förutsättningar. Varje barn ska möta vuxna som tror på det.",
            "program": "Fler speciallärare i årskurs 1–3. Mindre barngrupper där behoven är störst. Samråd med de fristående "
            "skolorna om antalet platser.",
            "lagstiftning": "Skollagen, läroplanerna och barnkonventionen. Garantin för tidiga stödinsatser kräver kartläggning i "
            "förskoleklass och stöd i lågstadiet.",
            "befolkning": "Antalet förskolebarn väntas minska med 60 till 2027. Gymnasieåldern ökar med 130. Två förskolor kan "
            "ställas om till annan verksamhet.",
            "beslut": "Nämnden beslutade i mars 2024 att se över gruppstorlekar och lokaler efter att kostnaden per betygspoäng "
            "ökat varje år sedan 2012.",
            "dialog": "Elevråden pekar på studiero och på att få hjälp i tid. Föräldrarna i Ängsberga vill ha läxhjälp på eftermiddagen.",
            "kon": "Pojkarnas resultat i svenska i årskurs 3 ligger tolv procentenheter under flickornas.",
        },
        "kallor": {
            "befolkning": (
                (
                    "Befolkningsprognos 2024–2034",
                    "https://www.storkoping.example/befolkning",
                    date(2024, 4, 15),
                ),
            ),
            "dialog": (("Elevrådens dag, anteckningar", "", date(2024, 2, 8)),),
        },
    },
)
