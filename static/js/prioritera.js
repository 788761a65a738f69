// One participant's own placing. A proposal is a pin with a letter: dragged with mouse or finger, tapped and then put
// in a tapped square, or moved with the arrow keys. The choices under each proposal do the same and need no script.
// Everything is saved at once; what could not be saved stays where it was put, and says so.
(function () {
  "use strict";

  const yta = document.querySelector("[data-prioritering]");
  if (!yta) return;
  const matris = yta.querySelector(".matris");
  const lage = yta.querySelector("[data-lagestext]");
  const angraRad = yta.querySelector("[data-angra-rad]");
  const rader = Array.from(yta.querySelectorAll("li[data-rad]"));
  const nalar = new Map();
  const angrade = [];
  const osparade = new Map();

  yta.querySelectorAll("[data-utan-skript]").forEach(function (sak) {
    sak.hidden = true;
  });
  yta.querySelectorAll("[data-med-skript]").forEach(function (sak) {
    sak.hidden = false;
  });

  // ---- Saving: one request at a time for each form, always with what stands there last ----

  function antal() {
    const bedomda = rader.filter(function (li) {
      const val = Array.from(li.querySelectorAll("select"));
      return li.querySelector("[data-placering]")
        ? val.every((v) => v.value)
        : val.some((v) => v.value);
    }).length;
    return bedomda + " av " + rader.length + " bedömda.";
  }

  function sag(text) {
    lage.textContent = text;
  }

  function spara(formular) {
    const li = formular.closest("li");
    if (formular.dataset.paVag) {
      formular.dataset.igen = "ja";
      return;
    }
    formular.dataset.paVag = "ja";
    fetch(formular.action, {
      method: "POST",
      body: new FormData(formular),
      headers: { Accept: "application/json" },
    })
      .then(function (svar) {
        const json = (svar.headers.get("Content-Type") || "").startsWith("application/json");
        if (!json) throw new Error("");
        return svar.json().then(function (data) {
          if (!svar.ok) throw new Error(data.fel);
          return data;
        });
      })
      .then(
        function (data) {
          sparat(li, formular, data.text);
        },
        function (fel) {
          misslyckat(li, formular, fel instanceof TypeError ? "" : fel.message);
        },
      )
      .finally(function () {
        delete formular.dataset.paVag;
        if (formular.dataset.igen) {
          delete formular.dataset.igen;
          spara(formular);
        } else if (vantarKlar && !yta.querySelector("[data-pa-vag]")) {
          vantarKlar = false;
          if (!osparade.size) klardel.submit();
        }
      });
  }

  function sparat(li, formular, text) {
    osparade.delete(li.dataset.rad);
    visaOsparat(li, "");
    if (formular.dataset.igen) return;
    li.querySelector("[data-ord]").textContent = text.charAt(0).toUpperCase() + text.slice(1) + ". Sparat.";
    sag(li.dataset.bokstav + ": " + text + ". Sparat. " + antal());
  }

  function misslyckat(li, formular, fel) {
    osparade.set(li.dataset.rad, formular);
    visaOsparat(li, fel || "Kontrollera anslutningen. Det du valde står kvar här.");
    sag(li.dataset.bokstav + " är inte sparad. " + (fel || "Kontrollera anslutningen."));
  }

  function visaOsparat(li, text) {
    let ruta = li.querySelector("[data-osparat]");
    nalen(li)?.classList.toggle("nal-osparad", Boolean(text));
    if (!text) {
      ruta?.remove();
      return;
    }
    if (!ruta) {
      ruta = document.createElement("p");
      ruta.className = "osparat";
      ruta.dataset.osparat = "";
      ruta.append(document.createElement("span"), document.createElement("button"));
      const knapp = ruta.lastChild;
      knapp.type = "button";
      knapp.className = "btn btn-outline-primary btn-sm";
      knapp.textContent = "Försök igen";
      knapp.addEventListener("click", function () {
        spara(li.querySelector("form.placering"));
      });
      li.querySelector(".placeringstext").append(ruta);
    }
    ruta.firstChild.textContent = "Inte sparat. " + text + " ";
  }

  window.addEventListener("beforeunload", function (h) {
    if (osparade.size) h.preventDefault();
  });

  // Done with the own part: only when everything on its way has come there.
  const klardel = yta.querySelector(".klardel");
  let vantarKlar = false;
  klardel.addEventListener("submit", function (h) {
    vantarKlar = Boolean(yta.querySelector("[data-pa-vag]"));
    if (!vantarKlar && !osparade.size) return;
    h.preventDefault();
    h.stopPropagation();
    if (osparade.size) sag("Allt är inte sparat än. Försök igen där det står, och säg sedan att du är klar.");
  });

  // ---- Undo ----

  function kunnaAngra(gor) {
    angrade.push(gor);
    angraRad.hidden = false;
  }

  function angra() {
    const gor = angrade.pop();
    if (gor) gor();
    angraRad.hidden = !angrade.length;
    if (angraRad.hidden && angraRad.contains(document.activeElement)) lage.parentElement.focus();
  }

  lage.parentElement.tabIndex = -1;
  yta.querySelector("[data-angra]").addEventListener("click", angra);
  yta.addEventListener("keydown", function (h) {
    if (!(h.ctrlKey || h.metaKey) || h.key !== "z" || !angrade.length) return;
    h.preventDefault();
    angra();
  });

  // ---- Own criteria: choices that save themselves ----

  yta.querySelectorAll("form[data-poangsattning]").forEach(function (formular) {
    formular.querySelectorAll("select").forEach(function (val) {
      let forra = val.value;
      val.addEventListener("change", function () {
        const fran = forra;
        forra = val.value;
        kunnaAngra(function () {
          val.value = forra = fran;
          spara(formular);
          val.focus();
        });
        spara(formular);
      });
    });
  });
  if (!matris) return;

  // ---- The matrix ----

  // On a narrow screen the list is far below the matrix, so what is not placed waits right under it.
  const smal = window.matchMedia("(max-width: 60rem)");
  const tray = yta.querySelector("[data-tray]");
  smal.addEventListener("change", () => rader.forEach(rita));

  function nalen(li) {
    return nalar.get(li.dataset.rad);
  }
  function raden(nal) {
    return document.getElementById("rad-" + nal.dataset.rad);
  }
  function valen(li) {
    return [li.querySelector("[name=insats]"), li.querySelector("[name=effekt]")];
  }
  function platsen(li) {
    const varden = valen(li).map((v) => Number(v.value));
    return varden[0] && varden[1] ? varden : null;
  }
  function rutan(plats) {
    return matris.querySelector('[data-insats="' + plats[0] + '"][data-effekt="' + plats[1] + '"]');
  }
  function ord(li, text) {
    li.querySelector("[data-ord]").textContent = text.charAt(0).toUpperCase() + text.slice(1);
  }

  function rita(li) {
    const nal = nalen(li);
    const plats = platsen(li);
    const fokus = document.activeElement === nal;
    if (plats) rutan(plats).append(nal);
    else if (smal.matches) tray.append(nal);
    else li.querySelector(".nalplats").prepend(nal);
    nal.setAttribute("aria-label", namnge(li, plats));
    nal.title = li.dataset.namn;
    if (!plats) ord(li, "");
    if (fokus) nal.focus();
  }

  function namnge(li, plats) {
    const vad = li.dataset.bokstav + ", " + li.dataset.namn + ". ";
    if (!plats) return vad + "Inte placerad";
    return vad + "Insats " + plats[0] + ", effekt " + plats[1] + ": " + rutan(plats).dataset.kvadrant;
  }

  // The last place that was put here by hand, whichever way: what undo goes back to.
  const stod = new Map();

  function placera(li, plats, { minns = true } = {}) {
    const fran = stod.get(li.dataset.rad);
    if (String(fran) === String(plats)) {
      rita(li);
      return;
    }
    valen(li).forEach(function (val, i) {
      val.value = plats ? plats[i] : "";
    });
    stod.set(li.dataset.rad, plats);
    rita(li);
    if (plats) ord(li, "Insats " + plats[0] + ", effekt " + plats[1] + ": " + rutan(plats).dataset.kvadrant);
    if (minns)
      kunnaAngra(function () {
        placera(li, fran, { minns: false });
        const nal = nalen(li);
        nal.focus();
      });
    spara(li.querySelector("form"));
  }

  rader.forEach(function (li) {
    const gammal = yta.querySelector('.nal[data-rad="' + li.dataset.rad + '"]');
    const nal = document.createElement("button");
    nal.type = "button";
    nal.className = "nal";
    nal.dataset.rad = li.dataset.rad;
    nal.textContent = li.dataset.bokstav;
    nal.setAttribute("aria-pressed", "false");
    gammal.replaceWith(nal);
    nalar.set(li.dataset.rad, nal);
    stod.set(li.dataset.rad, platsen(li));
    rita(li);
    if (platsen(li)) ord(li, li.querySelector("[data-ord]").textContent.trim());
    valen(li).forEach(function (val) {
      val.addEventListener("change", function () {
        const plats = platsen(li);
        const tomt = valen(li).every((v) => !v.value);
        if (plats || tomt) placera(li, plats);
        else sag(li.dataset.bokstav + ": välj också " + (valen(li)[0].value ? "effekt" : "insats") + ".");
      });
    });
    nal.addEventListener("keydown", (h) => tangent(h, li));
    nal.addEventListener("pointerdown", (h) => ta(h, li));
    nal.addEventListener("click", (h) => tryck(h, nal));
  });

  // ---- Keys ----

  const PILAR = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  function tangent(h, li) {
    if (h.ctrlKey || h.metaKey || h.altKey) return;
    if (h.key === "Escape") return valj(null);
    if (h.key === "Delete" || h.key === "Backspace") {
      h.preventDefault();
      return placera(li, null);
    }
    const pil = PILAR[h.key];
    if (!pil) return;
    h.preventDefault();
    // From outside the first arrow leads to the square nearest the middle in its direction.
    const fran = platsen(li);
    const till = fran
      ? fran.map((v, i) => Math.min(6, Math.max(1, v + pil[i])))
      : [pil[0] > 0 ? 4 : 3, pil[1] < 0 ? 3 : 4];
    placera(li, till);
    if (!fran) nalen(li).focus();
  }

  // ---- Tap a pin, then a square ----

  let vald = null;

  function valj(nal) {
    if (vald) vald.setAttribute("aria-pressed", "false");
    vald = nal;
    if (vald) vald.setAttribute("aria-pressed", "true");
    matris.classList.toggle("matris-vantar", Boolean(vald));
  }

  function tryck(h, nal) {
    h.stopPropagation();
    if (nal.dataset.drogs) {
      delete nal.dataset.drogs;
      return;
    }
    valj(vald === nal ? null : nal);
    if (vald) sag(nal.textContent + ", " + raden(nal).dataset.namn + ", är vald. Tryck på en ruta.");
  }

  matris.addEventListener("click", function (h) {
    const ruta = h.target.closest(".matrisruta");
    if (!vald || !ruta) return;
    const nal = vald;
    valj(null);
    placera(raden(nal), [Number(ruta.dataset.insats), Number(ruta.dataset.effekt)]);
    nal.focus({ preventScroll: true });
  });

  // ---- Drag, with mouse, pen or finger ----

  const TROSKEL = 5;

  function ta(h, li) {
    if (h.button !== 0) return;
    const nal = nalen(li);
    const start = [h.clientX, h.clientY];
    let drar = false;
    let over = null;

    function flytta(r) {
      if (r.pointerId !== h.pointerId) return;
      const dx = r.clientX - start[0];
      const dy = r.clientY - start[1];
      if (!drar && Math.hypot(dx, dy) < TROSKEL) return;
      if (!drar) {
        drar = true;
        valj(null);
        nal.classList.add("nal-dras");
        matris.classList.add("matris-vantar");
      }
      nal.style.translate = dx + "px " + dy + "px";
      const ny = under(r);
      if (ny === over) return;
      over?.classList.remove("matrisruta-over");
      over = ny;
      over?.classList.add("matrisruta-over");
    }

    function under(r) {
      const traff = document.elementsFromPoint(r.clientX, r.clientY).find((e) => e.matches(".matrisruta"));
      return traff && matris.contains(traff) ? traff : null;
    }

    function sluta(r) {
      if (r.pointerId !== h.pointerId) return;
      nal.removeEventListener("pointermove", flytta);
      nal.removeEventListener("pointerup", sluta);
      nal.removeEventListener("pointercancel", sluta);
      nal.style.translate = "";
      nal.classList.remove("nal-dras");
      over?.classList.remove("matrisruta-over");
      if (!drar) return;
      matris.classList.remove("matris-vantar");
      nal.dataset.drogs = "ja";
      window.setTimeout(() => delete nal.dataset.drogs);
      if (r.type === "pointercancel") return;
      const hem = document.elementFromPoint(r.clientX, r.clientY)?.closest(".forslagsspalt, .naltray");
      if (over) placera(li, [Number(over.dataset.insats), Number(over.dataset.effekt)]);
      else if (hem) placera(li, null);
    }

    nal.setPointerCapture(h.pointerId);
    nal.addEventListener("pointermove", flytta);
    nal.addEventListener("pointerup", sluta);
    nal.addEventListener("pointercancel", sluta);
  }
})();
