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

  // A sum stands where Excel has it too. What is pasted over it is left out, and told.
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
    const tabell = har.closest("table");
    const alla = rader(tabell);
    const fran = alla.indexOf(cell.parentNode);
    const block = celler(text);
    const rubriker = rubrikrad(block, tabell, cell.cellIndex);
    const utanfor = [];
    let overRam = false;
    const fore = [];
    block.slice(rubriker ? 1 : 0).forEach(function (rad, i) {
      rad.forEach(function (varde, j) {
        if (rubriker && rubriker[j] === undefined) return;
        const kolumn = rubriker ? rubriker[j] : cell.cellIndex + j;
        const mal = ruta(alla[fran + i], kolumn);
        if (mal) {
          fore.push({ mal: mal, fore: mal.value, efter: varde, andrad: mal.classList.contains("andrad") });
          mal.value = varde;
          mal.classList.add("andrad");
        } else if (varde && raknas(alla[fran + i], kolumn)) {
          overRam = true;
        } else if (varde) {
          utanfor.push(varde);
        }
      });
    });
    minns(har, fore);
    har.dispatchEvent(new Event("input", { bubbles: true }));
    har.form.dispatchEvent(new CustomEvent("inklistrat", { bubbles: true }));
    const ord = document.getElementById("inklistrat");
    if (ord) ord.textContent = besked(utanfor, rubriker, overRam);
  });

  // As the spreadsheet writes them: a cell with a quote, a tab or a line break in it stands within quotes.
  function celler(text) {
    const monster = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
    const ut = [[]];
    for (let plats = 0; ; plats += 1) {
      monster.lastIndex = plats;
      const traff = monster.exec(text);
      ut[ut.length - 1].push((traff[1] === undefined ? traff[2] : traff[1].replace(/""/g, '"')).trim());
      plats += traff[0].length;
      if (plats >= text.length) return ut;
      if (text[plats] === "\n") ut.push([]);
    }
  }

  // A first row that is the table's own headings: column in the block → column in the table (-1: a year that the table
  // does not have; undefined: names beside the figures). A lone heading counts only over its own column.
  function rubrikrad(block, tabell, kolumn) {
    if (block.length < 2 || !tabell.tHead) return null;
    const egna = Array.from(tabell.tHead.rows[0].cells).map(function (th) {
      return th.textContent.trim();
    });
    const ut = block[0].map(function (text) {
      const nr = text ? egna.indexOf(text, 1) : -1;
      return nr > 0 ? nr : /^(19|20)\d\d$/.test(text) ? -1 : undefined;
    });
    const traffar = ut.filter(function (nr) {
      return nr > 0;
    });
    const tal = block[0].some(function (text, j) {
      return ut[j] === undefined && /^[-\u2212]?[\d\s.,%]+$/.test(text);
    });
    const ensam = ut.length === 1 && traffar[0] !== kolumn;
    return traffar.length && !tal && !ensam ? ut : null;
  }

  function besked(utanfor, rubriker, overRam) {
    const delar = rubriker ? ["Raden med rubriker är inte inlagd. Varje kolumn ligger under sin rubrik."] : [];
    if (utanfor.length) {
      const vilka = utanfor.slice(0, 5).join(", ") + (utanfor.length > 5 ? " och " + (utanfor.length - 5) + " till" : "");
      const vad = utanfor.length === 1 ? "En cell fick" : utanfor.length + " celler fick";
      delar.push(vad + " inte plats och klistrades inte in: " + vilka + ".");
    }
    if (overRam) delar.push("Ramen räknas fram, så det som låg över den kolumnen klistrades inte in.");
    return delar.join(" ");
  }

  // A paste sets many boxes at once, which the browser's own undo knows nothing of. It is taken back here, with the
  // button or Ctrl+Z: every box that still holds what was pasted gets what it held before.
  const inklistringar = [];
  let skrivetSedan = false;

  function knapp() {
    let k = document.getElementById("angra-inklistring");
    const ord = document.getElementById("inklistrat");
    if (!k && ord) {
      k = document.createElement("button");
      k.type = "button";
      k.id = "angra-inklistring";
      k.className = "btn btn-outline-primary btn-sm";
      k.textContent = "Ångra inklistringen";
      k.addEventListener("click", angra);
      ord.after(k);
    }
    return k;
  }
  function minns(har, fore) {
    inklistringar.push({ har: har, rutor: fore });
    skrivetSedan = false;
    const k = knapp();
    if (k) k.hidden = false;
  }
  function angra() {
    const sist = inklistringar.pop();
    if (!sist) return;
    let kvar = 0;
    sist.rutor.forEach(function (r) {
      if (r.mal.value !== r.efter) {
        kvar += 1;
        return;
      }
      r.mal.value = r.fore;
      r.mal.classList.toggle("andrad", r.andrad);
    });
    skrivetSedan = false;
    sist.har.focus();
    knapp().hidden = !inklistringar.length;
    const ord = document.getElementById("inklistrat");
    if (ord) ord.textContent = "Inklistringen är ångrad." + (kvar ? " Det du har skrivit över den sedan dess står kvar." : "");
    sist.har.dispatchEvent(new Event("input", { bubbles: true }));
    sist.har.form.dispatchEvent(new CustomEvent("inklistrat", { bubbles: true }));
  }
  document.addEventListener("input", function (h) {
    if (h.isTrusted && h.target.closest("[data-rutnat]")) skrivetSedan = true;
  });
  document.addEventListener("keydown", function (h) {
    const z = (h.ctrlKey || h.metaKey) && !h.shiftKey && !h.altKey && h.key.toLowerCase() === "z";
    if (!z || skrivetSedan || !inklistringar.length || !h.target.closest("[data-rutnat]")) return;
    h.preventDefault();
    angra();
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
