"""The documentation page, made from the same OpenAPI document that is served as JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kommunikation.api.api import api
from kommunikation.api.grind import HALLBART, PER_MINUT
from organisation.behorighet import oppen

TYPORD = {
    "string": "text",
    "integer": "heltal",
    "number": "tal",
    "boolean": "ja/nej",
    "array": "lista",
    "object": "objekt",
}
PLATSORD = {"path": "i adressen", "query": "i frågan", "body": "i kroppen"}
STATUSORD = {
    "200": "Svaret",
    "404": "Nyckeltalet eller kommunen finns inte",
    "400": "Kroppen är inte JSON",
    "401": "Nyckeln saknas eller gäller inte",
    "411": "Kroppens längd saknas",
    "413": "Frågan är för lång",
    "422": "En parameter saknas eller kan inte användas",
    "429": "För många anrop",
}


@oppen
def dokumentation(request: HttpRequest) -> HttpResponse:
    """Operations, parameters and fields, read from the schema."""
    schema = api.get_openapi_schema()
    modeller = schema["components"]["schemas"]
    operationer = [
        _operation(adress, metod, op, modeller)
        for adress, metoder in schema["paths"].items()
        for metod, op in metoder.items()
    ]
    kontext = {
        "api": schema["info"],
        "operationer": operationer,
        "per_minut": PER_MINUT,
        "sekunder": HALLBART,
        "rot": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "kommunikation/api.html", kontext)


def _operation(adress: str, metod: str, op: dict[str, Any], modeller: dict[str, Any]) -> dict[str, Any]:
    svar = op["responses"][200]["content"]["application/json"]["schema"]
    return {
        "id": op["operationId"].rsplit("_", 1)[-1],
        "metod": metod.upper(),
        "adress": adress,
        "rubrik": op["summary"],
        "text": op["description"],
        "parameternamn": f"Parametrar: {op['summary']}",
        "faltnamn": f"Svarets fält: {op['summary']}",
        "parametrar": [*map(_parameter, op.get("parameters", ())), *_kropp(op, modeller)],
        "falt": list(_falt(svar, modeller)),
        "svar": [(kod, STATUSORD[kod]) for kod in sorted(map(str, op["responses"]))],
    }


def _kropp(op: dict[str, Any], modeller: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of the body, as parameters."""
    if "requestBody" not in op:
        return []
    schema = op["requestBody"]["content"]["application/json"]["schema"]
    modell = modeller[schema.get("items", schema)["$ref"].rsplit("/", 1)[-1]]
    krav = modell.get("required", ())
    return [
        _parameter({"name": namn, "in": "body", "required": namn in krav, "schema": falt})
        for namn, falt in modell["properties"].items()
    ]


def _parameter(p: dict[str, Any]) -> dict[str, Any]:
    schema = p["schema"]
    forval = schema.get("default")
    return {
        "namn": p["name"],
        "plats": PLATSORD[p["in"]],
        "typ": _typ(schema),
        "kravs": p["required"],
        "forval": "" if forval is None else str(forval),
        "text": p.get("description") or schema.get("description") or "",
    }


def _typ(schema: dict[str, Any]) -> str:
    alternativ = [s for s in schema.get("anyOf", [schema]) if s.get("type") != "null"]
    ord_ = [
        ", ".join(s["enum"]) if "enum" in s else TYPORD.get(s.get("type", "object"), "objekt")
        for s in alternativ
    ]
    return " eller ".join(ord_) + (
        " eller null" if len(alternativ) < len(schema.get("anyOf", [schema])) else ""
    )


def _falt(schema: dict[str, Any], modeller: dict[str, Any], forled: str = ""):
    """Every field with its path, depth first; a nested object comes with its own fields after it."""
    modell = modeller[schema["$ref"].rsplit("/", 1)[-1]]
    for namn, del_ in modell["properties"].items():
        inre = next((s for s in [del_, *del_.get("anyOf", []), *del_.get("allOf", [])] if "$ref" in s), None)
        text = del_.get("description", "")
        if inre is None:
            yield {"namn": forled + namn, "typ": _typ(del_), "text": text}
        else:
            tom = any(s.get("type") == "null" for s in del_.get("anyOf", []))
            yield {"namn": forled + namn, "typ": "objekt eller null" if tom else "objekt", "text": text}
            yield from _falt(inre, modeller, f"{forled}{namn}.")
