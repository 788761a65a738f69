// Answers that save themselves: say so when one could not be saved, and warn before it is lost.
(function () {
  "use strict";

  const osparade = new Set();

  function lage(block) {
    return block && document.getElementById(block.getAttribute("hx-target").slice(1));
  }

  function misslyckades(h) {
    const block = h.target.closest("[data-autospara]");
    const ruta = lage(block);
    if (!ruta) return;
    osparade.add(block.id);
    if (h.detail.xhr && h.detail.xhr.status === 401) return; // logged out: utloggad.js says so, and tries again
    let rad = ruta.querySelector("[data-osparat]");
    if (!rad) {
      ruta.querySelectorAll("span").forEach(function (gammal) {
        gammal.remove();
      });
      rad = document.createElement("span");
      rad.className = "falttext-fel";
      rad.dataset.osparat = "";
      ruta.append(rad);
    }
    rad.textContent = "Inte sparat. Kontrollera anslutningen och ändra svaret igen, eller spara längst ned.";
  }

  document.addEventListener("htmx:sendError", misslyckades);
  document.addEventListener("htmx:responseError", misslyckades);
  document.addEventListener("htmx:afterRequest", function (h) {
    const block = h.target.closest("[data-autospara]");
    if (block && h.detail.successful) osparade.delete(block.id);
  });
  document.addEventListener("submit", function () {
    osparade.clear();
  });
  window.addEventListener("beforeunload", function (h) {
    if (osparade.size) h.preventDefault();
  });
})();
