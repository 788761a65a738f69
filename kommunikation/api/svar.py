"""What the API answers with. Numbers are never rounded; null always has a meaning that the field's text gives."""

from typing import Literal

from ninja import Field, Schema

Signal = Literal["gron", "gul", "rod", "gra"]
Riktningskod = Literal["hog", "lag", "intervall", "neutral"]
Kon = Literal["T", "K", "M"]


class Fel(Schema):
    """Every error has this shape; the text is Swedish and can be shown to a person."""

    fel: str = Field(description="Vad som är fel, i ord.")
    falt: str | None = Field(None, description="Vilken parameter det gäller.")


class Riktningssvar(Schema):
    riktning: Riktningskod
    a: float | None = Field(None, description="Intervallets nedre ände.")
    b: float | None = Field(None, description="Intervallets övre ände.")
    kalla: str = Field(description="Vem eller vad som valt riktningen.")


class Nyckeltalssvar(Schema):
    """A nyckeltal as Kolada describes it, and what is known about its newest year."""

    id: str
    titel: str
    beskrivning: str
    enhet: str = Field(description="Läst ur titeln; Kolada har inga enheter.")
    verksamhetsomrade: str
    konsuppdelat: bool
    senaste_ar: int | None = Field(
        description="Senaste året med minst hälften så många kommuner som bästa året; null utan värden."
    )
    ofullstandigt_ar: int | None = Field(description="Ett senare år med för få kommuner för att bedömas.")
    antal_kommuner: int | None = Field(description="Kommuner med värde senaste året.")
    riktning: Riktningssvar | None = Field(description="Bekräftad riktning; null när ingen är vald.")
    hamtad: str | None = Field(description="När värdena senast hämtades från Kolada, ISO 8601.")
    forsvunnet: bool = Field(description="Nyckeltalet finns inte längre i Kolada.")


class MotAndraSvar(Schema):
    """Rule 3. median…max are over the others, the own value left out."""

    signal: Signal
    orsak: str | None = Field(description="Varför signalen är grå; null annars.")
    n: int = Field(description="Antal andra kommuner med värde.")
    andel_samre: float | None = Field(
        description="(antal sämre + ½ · antal lika) / n; null utan eget värde eller riktning."
    )
    rang: int | None = Field(description="1 + antal strikt bättre, av n + 1.")
    median: float | None
    p25: float | None
    p75: float | None
    min: float | None
    max: float | None


class TrendSvar(Schema):
    """Rule 4. Five years up to and including `ar`."""

    trend: Literal["stigande", "sjunkande", "plan"] | None
    godhet: Literal["forbattras", "forsamras", "oforandrad"] | None
    lutning: float | None = Field(description="Theil–Sen, per år.")
    z: float | None = Field(description="Lutningen mot bruset; null utan brusmått, och när bruset är noll.")
    sigma: float | None = Field(description="Brus i kommuner av samma storlek; null när det inte kan mätas.")
    ar: list[int] = Field(description="Åren som räknades.")


class KonGapSvar(Schema):
    """Rule 6."""

    gap: float | None = Field(description="Kvinnor minus män; null när någon saknas.")
    andel: float | None = Field(description="Andel andra kommuner med mindre gap; null under 20 andra.")
    avviker: bool | None = Field(description="Om andelen är minst 0,75; null när den saknas.")


class Lagessvar(Schema):
    """One municipality's place in one nyckeltal, year and gender. Computed values are own processing."""

    nyckeltal: str
    kommun: str
    ar: int
    kon: Kon
    varde: float | None
    saknas_orsak: Literal["ej_publicerad", "ej_insamlad", "borttagen", "uppgift_saknas"] | None = Field(
        description="Varför värdet saknas; null när det finns."
    )
    mot_andra: MotAndraSvar
    trend: TrendSvar
    kon_gap: KonGapSvar
    riktning: Riktningskod
    grupp: str


class Lagesfraga(Schema):
    """The parameters of `lage`."""

    ar: int | None = Field(
        None, ge=1900, le=2200, description="Kalenderår. Utelämnat: nyckeltalets senaste år."
    )
    kon: Kon = Field("T", description="T totalt, K kvinnor, M män.")
    riktning: Riktningskod | None = Field(
        None, description="Vilket håll som är bra. Krävs när ingen riktning är vald för nyckeltalet."
    )
    a: float | None = Field(None, allow_inf_nan=False, description="Intervallets nedre ände.")
    b: float | None = Field(None, allow_inf_nan=False, description="Intervallets övre ände.")
    grupp: str = Field(
        "alla",
        pattern=r"^(alla|lan|liknande(:[^\x00-\x1f:]{1,40})?|G[0-9]{1,12})$",
        description="alla, liknande:<område> eller ett grupp-id i Kolada. Även lan och liknande (nyckeltalets område).",
    )
