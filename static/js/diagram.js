// Draws plotly figures from their json_script. An element [data-diagram="id-of-json"] that already holds the
// server's SVG keeps it until someone asks to explore; an empty one is drawn at once.
// plotly itself (large) is fetched first when it is needed: <script src=".../diagram.js" data-plotly="...">.
(function () {
  "use strict";

  const plotlyUrl = document.currentScript.dataset.plotly;
  const lugnt = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let hamtning = null;

  function hamtaPlotly() {
    if (window.Plotly) return Promise.resolve(window.Plotly);
    if (!hamtning) {
      hamtning = new Promise(function (klar, fel) {
        const skript = document.createElement("script");
        skript.src = plotlyUrl;
        skript.onload = function () {
          klar(window.Plotly);
        };
        skript.onerror = function () {
          hamtning = null;
          fel(new Error("plotly"));
        };
        document.head.append(skript);
      });
    }
    return hamtning;
  }

  function exportera(Plotly, figur, format) {
    // The file stands alone: it carries the finding as its title.
    const rubrik = (figur.layout.meta && figur.layout.meta.rubrik) || "diagram";
    const layout = Object.assign({}, figur.layout, {
      title: { text: rubrik, x: 0.02, xanchor: "left", font: { size: 18 } },
      margin: Object.assign({}, figur.layout.margin, { t: 64 }),
      width: 1100,
      height: 520,
    });
    const filnamn = rubrik.toLowerCase().replace(/[^a-z0-9åäö]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
    return Plotly.downloadImage({ data: figur.data, layout: layout }, { format: format, filename: filnamn, width: 1100, height: 520, scale: format === "png" ? 2 : 1 });
  }

  function knapp(Plotly, figur, format) {
    return {
      name: "Ladda ner som " + format.toUpperCase(),
      title: "Ladda ner som " + format.toUpperCase(),
      icon: Plotly.Icons[format === "png" ? "camera" : "disk"],
      click: function () {
        exportera(Plotly, figur, format);
      },
    };
  }

  function rita(plats) {
    const figur = JSON.parse(document.getElementById(plats.dataset.diagram).textContent);
    return hamtaPlotly().then(function (Plotly) {
      const yta = document.createElement("div");
      yta.className = "plotyta";
      plats.replaceChildren(yta);
      const layout = Object.assign({}, figur.layout, { autosize: true });
      if (lugnt) layout.transition = { duration: 0 };
      if (plats.clientWidth < 620) {
        // Narrow: no room for names at the line's end; they move into the hover text.
        layout.margin = Object.assign({}, layout.margin, { r: 16 });
        layout.annotations = [];
        layout.showlegend = true;
        layout.legend = { orientation: "h", y: -0.15 };
      }
      return Plotly.newPlot(yta, figur.data, layout, {
        responsive: true,
        displaylogo: false,
        displayModeBar: true,
        locale: "sv",
        locales: { sv: { format: { decimal: ",", thousands: "\u00a0" } } },
        modeBarButtons: [[knapp(Plotly, figur, "png"), knapp(Plotly, figur, "svg")]],
      });
    });
  }

  function koppla(rot) {
    rot.querySelectorAll("[data-diagram]").forEach(function (plats) {
      if (plats.dataset.kopplad) return;
      plats.dataset.kopplad = "ja";
      if (!plats.querySelector("svg")) rita(plats);
    });
    rot.querySelectorAll("[data-utforska]").forEach(function (utforska) {
      utforska.hidden = false;
      utforska.onclick = function () {
        utforska.disabled = true;
        utforska.textContent = "Hämtar …";
        rita(document.getElementById(utforska.dataset.utforska)).then(
          function () {
            const plats = document.getElementById(utforska.dataset.utforska);
            utforska.hidden = true;
            plats.focus();
          },
          function () {
            utforska.disabled = false;
            utforska.textContent = "Det gick inte att hämta. Försök igen";
          },
        );
      };
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    koppla(document);
  });
  document.addEventListener("htmx:load", function (h) {
    koppla(h.target);
  });
})();
