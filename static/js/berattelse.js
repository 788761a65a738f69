// The told story of an analysis. It is an ordinary page to read; arrows right and left go from chapter to chapter,
// and "Presentera" shows one chapter at a time until Escape. Nothing here is needed to read or print it.
(function () {
  "use strict";

  const saga = document.querySelector("[data-berattelse]");
  const knapp = document.querySelector("[data-presentera]");
  const rad = document.querySelector("[data-bladdra]");
  if (!saga || !knapp || !rad) return;
  const kapitel = Array.from(saga.querySelectorAll(".kapitel"));
  const lage = rad.querySelector("[data-bladlage]");
  let presenterar = false;
  let nu = 0;

  // While one reads, "here" is the chapter one is in, or the last that has begun near the top of the window.
  function har() {
    if (presenterar) return nu;
    const inne = kapitel.findIndex(function (k) {
      return k.contains(document.activeElement);
    });
    if (inne >= 0) return inne;
    const grans = window.innerHeight / 4;
    let sist = 0;
    kapitel.forEach(function (k, i) {
      if (k.getBoundingClientRect().top <= grans) sist = i;
    });
    return sist;
  }
  function visa(nummer) {
    nu = Math.max(0, Math.min(kapitel.length - 1, nummer));
    kapitel.forEach(function (k, i) {
      k.classList.toggle("visas", i === nu);
    });
    lage.textContent = nu + 1 + " av " + kapitel.length;
    rad.querySelector("[data-blad='-1']").disabled = nu === 0;
    rad.querySelector("[data-blad='1']").disabled = nu === kapitel.length - 1;
    const rubrik = kapitel[nu].querySelector("h1, h2");
    rubrik.focus({ preventScroll: true });
    if (presenterar) window.scrollTo(0, 0);
    else kapitel[nu].scrollIntoView();
  }
  function borja() {
    nu = har();
    presenterar = true;
    document.body.classList.add("presenterar");
    rad.hidden = false;
    visa(nu);
  }
  function sluta() {
    presenterar = false;
    document.body.classList.remove("presenterar");
    rad.hidden = true;
    kapitel[nu].scrollIntoView();
    knapp.focus({ preventScroll: true });
  }

  knapp.hidden = false;
  knapp.addEventListener("click", borja);
  rad.addEventListener("click", function (h) {
    const blad = h.target.closest("[data-blad]");
    if (blad) visa(nu + Number(blad.dataset.blad));
    else if (h.target.closest("[data-sluta]")) sluta();
  });
  document.addEventListener("keydown", function (h) {
    if (h.altKey || h.ctrlKey || h.metaKey || h.target.closest("input, textarea, select, [data-diagram], .tabellyta")) return;
    if (h.key === "ArrowRight" || (presenterar && h.key === "PageDown")) visa(har() + 1);
    else if (h.key === "ArrowLeft" || (presenterar && h.key === "PageUp")) visa(har() - 1);
    else if (h.key === "Escape" && presenterar) sluta();
    else return;
    h.preventDefault();
  });
})();
