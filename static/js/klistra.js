// Grids: cells copied in a spreadsheet are pasted over several boxes, and the arrows move up and down.
(function () {
  "use strict";

  function rader(tabell) {
    return Array.from(tabell.tBodies).flatMap(function (kropp) {
      return Array.from(kropp.rows);
    });
  }
  function ruta(rad, kolumn) {
    const cell = rad && rad.cells[kolumn];
    return cell ? cell.querySelector("input[type=text]") : null;
  }

  // A sum stands where Excel has it too. What is pasted over it is left out, and nothing is lost by that.
  function raknas(rad, kolumn) {
    const cell = rad && rad.cells[kolumn];
    return Boolean(cell && cell.hasAttribute("data-raknad"));
  }

  document.addEventListener("paste", function (h) {
    const har = h.target.closest("[data-rutnat] input[type=text]");
    if (!har || !h.clipboardData) return;
    const text = h.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    h.preventDefault();
    const cell = har.closest("td");
    const alla = rader(har.closest("table"));
    const fran = alla.indexOf(cell.parentNode);
    let utanfor = 0;
    text.split("\n").forEach(function (rad, i) {
      rad.split("\t").forEach(function (varde, j) {
        const mal = ruta(alla[fran + i], cell.cellIndex + j);
        if (mal) {
          mal.value = varde.trim();
          mal.classList.add("andrad");
        } else if (varde.trim() && !raknas(alla[fran + i], cell.cellIndex + j)) {
          utanfor += 1;
        }
      });
    });
    har.dispatchEvent(new Event("input", { bubbles: true }));
    har.form.dispatchEvent(new CustomEvent("inklistrat", { bubbles: true }));
    const ord = document.getElementById("inklistrat");
    if (ord) ord.textContent = utanfor ? utanfor + " celler fick inte plats och klistrades inte in." : "";
  });

  document.addEventListener("keydown", function (h) {
    if ((h.key !== "ArrowUp" && h.key !== "ArrowDown") || h.altKey || h.ctrlKey || h.metaKey) return;
    const har = h.target.closest("[data-rutnat] input[type=text]");
    if (!har) return;
    const alla = rader(har.closest("table"));
    const steg = h.key === "ArrowUp" ? -1 : 1;
    const cell = har.closest("td");
    for (let i = alla.indexOf(cell.parentNode) + steg; i >= 0 && i < alla.length; i += steg) {
      const mal = ruta(alla[i], cell.cellIndex);
      if (mal) {
        h.preventDefault();
        mal.focus();
        mal.select();
        return;
      }
    }
  });
})();
