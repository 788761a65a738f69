// Drag to reorder, beside the arrow buttons that do the same. Each list is [data-ordna="what"], its items carry
// data-nyckel. What is dropped is posted as a form with the order seen and the new one; the server decides.
(function () {
  "use strict";

  const rot = document.querySelector("[data-ordna-url]");
  const formular = document.getElementById("flyttformular");
  if (!rot || !formular) return;
  let dragen = null;
  let sedd = "";
  let slappt = false; // dropped where it counts: what is released elsewhere goes back

  // After a move by an arrow the page is new: the focus goes back to the arrow, so that it can be pressed again.
  formular.addEventListener("submit", function (h) {
    if (h.submitter) sessionStorage.setItem("flyttad", h.submitter.formAction + " " + h.submitter.value);
  });
  const [adress, steg] = (sessionStorage.getItem("flyttad") || "").split(" ");
  sessionStorage.removeItem("flyttad");
  function fokusera() {
    const pilar = Array.from(document.querySelectorAll(".flytta button:enabled")).filter(function (pil) {
      return pil.formAction === adress;
    });
    const samma = pilar.find(function (pil) {
      return pil.value === steg;
    });
    if (pilar.length) (samma || pilar[0]).focus();
  }
  // The address leads to what was moved, and the browser's way there takes the focus: so after it.
  if (adress) window.addEventListener("load", () => setTimeout(fokusera));

  function egna(lista) {
    return Array.from(lista.children).filter(function (barn) {
      return barn.dataset.nyckel;
    });
  }
  function ordning(lista) {
    return egna(lista)
      .map(function (barn) {
        return barn.dataset.nyckel;
      })
      .join(",");
  }

  function aterstall(lista) {
    const rader = new Map(
      egna(lista).map(function (barn) {
        return [barn.dataset.nyckel, barn];
      })
    );
    const sist = egna(lista).at(-1).nextSibling;
    sedd.split(",").forEach(function (nyckel) {
      lista.insertBefore(rader.get(nyckel), sist);
    });
  }

  document.querySelectorAll(".flytta").forEach(function (knappar) {
    const sak = knappar.closest("[data-nyckel]");
    const lista = sak && sak.parentElement;
    if (!lista || !lista.dataset.ordna || egna(lista).length < 2) return;
    const handtag = document.createElement("span");
    handtag.className = "handtag";
    handtag.draggable = true;
    handtag.title = "Dra för att flytta";
    handtag.setAttribute("aria-hidden", "true");
    handtag.textContent = "⠿";
    handtag.addEventListener("dragstart", function (h) {
      dragen = sak;
      sedd = ordning(lista);
      slappt = false;
      h.dataTransfer.effectAllowed = "move";
      h.dataTransfer.setData("text/plain", sak.dataset.nyckel);
      h.dataTransfer.setDragImage(sak, 0, 0);
      sak.classList.add("dras");
    });
    handtag.addEventListener("dragend", function () {
      sak.classList.remove("dras");
      dragen = null;
      if (!slappt && ordning(lista) !== sedd) aterstall(lista);
    });
    knappar.prepend(handtag);
  });

  document.addEventListener("dragover", function (h) {
    if (!dragen) return;
    const lista = dragen.parentElement;
    const over = egna(lista).find(function (barn) {
      return barn !== dragen && barn.contains(h.target);
    });
    if (!lista.contains(h.target)) return;
    h.preventDefault();
    if (!over) return;
    const ruta = over.getBoundingClientRect();
    lista.insertBefore(dragen, h.clientY < ruta.top + ruta.height / 2 ? over : over.nextSibling);
  });

  document.addEventListener("drop", function (h) {
    if (!dragen) return;
    const lista = dragen.parentElement;
    if (!lista.contains(h.target)) return;
    h.preventDefault();
    slappt = true;
    const ny = ordning(lista);
    if (ny === sedd) return;
    const falt = { slag: lista.dataset.ordna, sedd: sedd, ny: ny, flyttad: dragen.dataset.nyckel };
    Object.keys(falt).forEach(function (namn) {
      const dolt = document.createElement("input");
      dolt.type = "hidden";
      dolt.name = namn;
      dolt.value = falt[namn];
      formular.append(dolt);
    });
    formular.action = rot.dataset.ordnaUrl;
    formular.submit();
  });
})();
