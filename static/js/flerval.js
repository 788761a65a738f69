// A box to search in above a long list of checkboxes (data-flerval). What is chosen always stays in sight, is counted
// and named. Nothing that is typed in the box is sent. Without this file the list is whole.
(function () {
  "use strict";

  const NAMN = 5;

  function vanlig(text) {
    return text.toLocaleLowerCase("sv").replace(/\s+/g, " ").trim();
  }

  function bygg(lista, nummer) {
    if (lista.dataset.klar) return;
    lista.dataset.klar = "ja";
    const rader = Array.from(lista.querySelectorAll("label")).map(function (rad) {
      const ruta = rad.querySelector("input");
      const text = rad.textContent.trim();
      return { rad: rad, ruta: ruta, text: text, sok: vanlig(text) };
    });
    const grupper = Array.from(lista.querySelectorAll(".valgrupp"));

    const yta = document.createElement("div");
    yta.className = "valsok";
    const etikett = document.createElement("label");
    etikett.htmlFor = "valsok-" + nummer;
    etikett.textContent = "Sök i listan";
    const falt = document.createElement("input");
    falt.type = "search";
    falt.id = etikett.htmlFor;
    falt.className = "form-control";
    falt.autocomplete = "off";
    const lage = document.createElement("p");
    lage.className = "valsoklage liten";
    lage.setAttribute("role", "status");
    const valda = document.createElement("p");
    valda.className = "valda liten";
    yta.append(etikett, falt, lage, valda);
    lista.before(yta);

    function rakna() {
      const ikryssade = rader.filter(function (r) {
        return r.ruta.checked;
      });
      const namn = ikryssade.slice(0, NAMN).map(function (r) {
        return r.text;
      });
      if (ikryssade.length > NAMN) namn.push("och " + (ikryssade.length - NAMN) + " till");
      valda.textContent = ikryssade.length
        ? ikryssade.length + (ikryssade.length === 1 ? " vald: " : " valda: ") + namn.join("; ")
        : "Ingen vald";
    }

    function sila() {
      const ord = vanlig(falt.value).split(" ").filter(Boolean);
      let traffar = 0;
      rader.forEach(function (r) {
        const traff = ord.every(function (o) {
          return r.sok.includes(o);
        });
        if (traff) traffar += 1;
        r.rad.hidden = !traff && !r.ruta.checked;
      });
      grupper.forEach(function (grupp) {
        grupp.hidden = !grupp.querySelector("label:not([hidden])");
      });
      lage.textContent = ord.length ? traffar + " av " + rader.length + " passar" : rader.length + " att välja bland";
      lista.classList.toggle("val-tom", !lista.querySelector("label:not([hidden])"));
    }

    falt.addEventListener("input", function (h) {
      h.stopPropagation(); // it is no change of the form
      sila();
    });
    falt.addEventListener("change", function (h) {
      h.stopPropagation();
    });
    falt.addEventListener("keydown", function (h) {
      if (h.key === "Enter") {
        h.preventDefault(); // not a wish to send the form
      } else if (h.key === "Escape" && falt.value) {
        h.preventDefault();
        falt.value = "";
        sila();
      } else if (h.key === "ArrowDown") {
        const forsta = lista.querySelector("label:not([hidden]) input");
        if (forsta) {
          h.preventDefault();
          forsta.focus();
        }
      }
    });
    lista.addEventListener("keydown", function (h) {
      if (h.key !== "ArrowDown" && h.key !== "ArrowUp") return;
      const synliga = rader.filter(function (r) {
        return !r.rad.hidden;
      });
      const plats = synliga.findIndex(function (r) {
        return r.ruta === document.activeElement;
      });
      if (plats < 0) return;
      h.preventDefault();
      const nasta = synliga[plats + (h.key === "ArrowDown" ? 1 : -1)];
      if (nasta) nasta.ruta.focus();
      else if (h.key === "ArrowUp") falt.focus();
    });
    lista.addEventListener("change", rakna);
    rakna();
    sila();
  }

  function alla(rot) {
    rot.querySelectorAll("[data-flerval]").forEach(function (lista) {
      bygg(lista, lista.querySelector("input").id);
    });
  }

  document.addEventListener("htmx:load", function (h) {
    alla(h.target);
  });
  alla(document);
})();
