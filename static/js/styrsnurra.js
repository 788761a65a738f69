// Small manners on every page. Everything works without this file; it only makes it smoother.
(function () {
  "use strict";

  // Drop-down menus are details elements: close on Escape (focus returns) and when focus or click goes elsewhere.
  function stang(meny) {
    meny.open = false;
  }
  function oppna() {
    return document.querySelectorAll("details[data-rullmeny][open]");
  }
  document.addEventListener("keydown", function (h) {
    if (h.key !== "Escape") return;
    oppna().forEach(function (meny) {
      const inne = meny.contains(document.activeElement);
      stang(meny);
      if (inne) meny.querySelector("summary").focus();
    });
  });
  ["click", "focusin"].forEach(function (slag) {
    document.addEventListener(slag, function (h) {
      oppna().forEach(function (meny) {
        if (!meny.contains(h.target)) stang(meny);
      });
    });
  });

  // The error summary takes focus, also when htmx swaps it in; its links put the cursor in the field.
  function fokuseraFel(rot) {
    const ruta = rot.querySelector("[data-felsammanfattning]");
    if (ruta) ruta.focus();
  }
  document.addEventListener("DOMContentLoaded", function () {
    fokuseraFel(document);
  });
  document.addEventListener("htmx:load", function (h) {
    fokuseraFel(h.target);
  });
  document.addEventListener("click", function (h) {
    const lank = h.target.closest("[data-felsammanfattning] a[href^='#']");
    const falt = lank && document.getElementById(lank.getAttribute("href").slice(1));
    if (!falt) return;
    h.preventDefault();
    falt.focus();
    falt.scrollIntoView({ block: "center" });
  });

  // Unsaved work: warn before leaving a form marked data-varna-osparat that has been changed.
  // What has been kept as a draft (an element marked data-utkast, sent by htmx) is not lost, so it warns of nothing.
  let andringar = 0;
  let sparade = 0;
  let paVag = 0;
  document.addEventListener("input", function (h) {
    if (h.target.closest("form[data-varna-osparat]")) andringar += 1;
  });
  document.addEventListener("submit", function () {
    sparade = andringar;
  });
  document.addEventListener("htmx:beforeRequest", function (h) {
    if (h.target.matches("[data-utkast]")) paVag = andringar;
  });
  document.addEventListener("htmx:afterRequest", function (h) {
    if (h.target.matches("[data-utkast]") && h.detail.successful) sparade = paVag;
  });
  window.addEventListener("beforeunload", function (h) {
    if (andringar !== sparade) h.preventDefault();
  });

  // Texts that save themselves (marked data-autospar): what has reached the server is no longer unsaved; what has not
  // is told by utloggad.js. The server says "sparat" only when it has saved, not when somebody else was first.
  document.addEventListener("htmx:beforeRequest", function (h) {
    if (h.target.matches("[data-autospar]")) paVag = andringar;
  });
  document.addEventListener("sparat", function (h) {
    if (h.target.matches("[data-autospar]")) sparade = paVag;
  });

  // A form is sent once, however many times its button is pressed.
  document.addEventListener("submit", function (h) {
    const formular = h.target;
    if (formular.method !== "post" || formular.hasAttribute("hx-post")) return;
    if (formular.dataset.skickad) h.preventDefault();
    formular.dataset.skickad = "ja";
  });
  // What is typed last goes with the form: no draft is sent after it.
  document.addEventListener("htmx:beforeRequest", function (h) {
    const formular = h.target.matches("[data-utkast]") && h.target.closest("form");
    if (formular && formular.dataset.skickad) h.preventDefault();
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-skickad]").forEach(function (formular) {
      delete formular.dataset.skickad;
    });
  });

  // Filters that apply at once: a select marked data-skicka-direkt submits its form.
  document.addEventListener("change", function (h) {
    if (h.target.matches("[data-skicka-direkt]")) h.target.form.requestSubmit();
  });

  // Printing opens nothing by itself: the page's own print button.
  document.addEventListener("click", function (h) {
    if (h.target.closest("[data-skriv-ut]")) window.print();
  });
})();
