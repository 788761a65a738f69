// What saves itself (drafts, marked data-utkast; texts, marked data-autospar or data-autospara) when it cannot: the
// line says so, nothing is taken away, and it is tried again. After two hours away one is logged out; then the line
// leads to the log-in in a new tab, and what was typed is saved when one comes back.
(function () {
  "use strict";

  const SJALV = "[data-utkast], [data-autospar], [data-autospara]";
  const { lage, loggaIn } = document.currentScript.dataset;
  const KOLLA_EFTER = 10 * 60 * 1000; // milliseconds without a word from the server
  const vantar = new Set();
  let senast = Date.now();

  function jag() {
    return document.body.dataset.jag || "";
  }
  function rad(ruta) {
    if (ruta.matches("[data-utkast]")) return ruta;
    if (ruta.dataset.autospar) return document.getElementById(ruta.dataset.autospar);
    return document.querySelector(ruta.getAttribute("hx-target"));
  }
  function sag(dar, text, lank) {
    const ut = document.createElement("span");
    ut.className = "inte-sparad";
    ut.setAttribute("role", "alert");
    ut.append(text);
    if (lank) {
      const a = document.createElement("a");
      a.href = loggaIn;
      a.target = "_blank";
      a.rel = "noopener";
      a.textContent = lank;
      ut.append(" ", a, ".");
    }
    dar.replaceChildren(ut);
  }
  function sagUtloggad(dar, person) {
    if (person) sag(dar, "Inte sparat: någon annan är inloggad i webbläsaren nu. Det du skrev står kvar här.", "Logga in som dig själv i en ny flik");
    else sag(dar, "Inte sparat: du är utloggad. Det du skrev står kvar här.", "Logga in i en ny flik");
  }

  // Who is logged in now. A new log-in has a new key for the forms: they get it.
  function kolla() {
    return fetch(lage, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (svar) {
        return svar.json();
      })
      .then(function (nu) {
        if (nu.person && nu.person === jag()) {
          senast = Date.now();
          document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (falt) {
            falt.value = nu.nyckel;
          });
          document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": nu.nyckel }));
        }
        return nu.person;
      });
  }
  function forsokIgen() {
    if (!vantar.size) return;
    kolla().then(function (person) {
      vantar.forEach(function (ruta) {
        if (!ruta.isConnected) vantar.delete(ruta);
        else if (person && person === jag()) {
          vantar.delete(ruta);
          ruta.dispatchEvent(new Event("forsok-igen"));
        } else sagUtloggad(rad(ruta), person);
      });
    }, function () {});
  }
  window.addEventListener("focus", forsokIgen);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") forsokIgen();
  });

  document.addEventListener("htmx:configRequest", function (h) {
    if (h.target.matches(SJALV)) h.detail.headers["X-Sjalvspar"] = "ja";
  });
  document.addEventListener("htmx:afterRequest", function (h) {
    if (!h.detail.successful) return;
    senast = Date.now();
    if (h.target.matches(SJALV)) {
      vantar.delete(h.target);
      delete h.target.dataset.nyttForsok;
    }
  });
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (fel) {
    document.addEventListener(fel, function (h) {
      const ruta = h.target;
      if (!ruta.matches(SJALV)) return;
      const status = h.detail.xhr ? h.detail.xhr.status : 0;
      if (status === 401) {
        vantar.add(ruta);
        sagUtloggad(rad(ruta), "");
      } else if (ruta.matches("[data-autospara]")) {
        return; // verktyg.js says the rest
      } else if (status === 403 && !ruta.dataset.nyttForsok) {
        // The key is from before a new log-in: once more with the new one.
        ruta.dataset.nyttForsok = "ja";
        vantar.add(ruta);
        forsokIgen();
      } else if (status === 400 || status === 403) {
        sag(rad(ruta), "Inte sparat. Det du skrev står kvar här. Välj Spara för att se vad som är fel.");
      } else {
        sag(rad(ruta), "Inte sparat. Det du skrev står kvar här. Försöker igen.");
        window.setTimeout(function () {
          if (ruta.isConnected) ruta.dispatchEvent(new Event("forsok-igen"));
        }, 10000);
      }
    });
  });

  // A form that is sent to a server one is logged out from would be gone. It is asked first when it has been long.
  document.addEventListener(
    "submit",
    function (h) {
      const formular = h.target;
      if (!formular.matches("form[data-varna-osparat]") || formular.method !== "post" || !jag()) return;
      if (formular.dataset.kollad) {
        delete formular.dataset.kollad;
        return;
      }
      if (!vantar.size && Date.now() - senast < KOLLA_EFTER) return;
      h.preventDefault();
      h.stopImmediatePropagation();
      const knapp = h.submitter;
      kolla().then(
        function (person) {
          if (person && person === jag()) {
            formular.dataset.kollad = "ja";
            formular.requestSubmit(knapp);
          } else sagUtloggad(plats(formular), person);
        },
        function () {
          sag(plats(formular), "Inte sparat: servern svarar inte. Det du skrev står kvar här. Försök igen om en stund.");
        },
      );
    },
    true,
  );
  function plats(formular) {
    let dar = formular.querySelector(".utkastrad, .sparlage");
    if (!dar) {
      dar = document.createElement("div");
      dar.className = "utkastrad";
      formular.append(dar);
    }
    return dar;
  }
})();
