// The whole thread's picture: the node under the pointer, or with the focus, lights all that led to it and all that
// came of it. Without script the picture is the same, unlit; every node says its own words.
(function () {
  "use strict";

  const bild = document.querySelector("[data-tradbild]");
  if (!bild) return;
  const noder = Array.from(bild.querySelectorAll("[data-nyckel]"));
  const lankar = Array.from(bild.querySelectorAll("[data-fran]"));

  function tand(nod) {
    const egna = new Set(nod.dataset.egen.split(" "));
    bild.classList.add("lyser");
    noder.forEach(function (n) {
      n.classList.toggle("tand", egna.has(n.dataset.nyckel));
    });
    lankar.forEach(function (l) {
      l.classList.toggle("tand", egna.has(l.dataset.fran) && egna.has(l.dataset.till));
    });
  }
  function slack() {
    bild.classList.remove("lyser");
    noder.concat(lankar).forEach(function (n) {
      n.classList.remove("tand");
    });
    const har = bild.contains(document.activeElement) && document.activeElement.closest("[data-nyckel]");
    if (har) tand(har);
  }

  noder.forEach(function (nod) {
    nod.addEventListener("pointerenter", function () {
      tand(nod);
    });
    nod.addEventListener("focus", function () {
      tand(nod);
    });
    nod.addEventListener("pointerleave", slack);
    nod.addEventListener("blur", slack);
  });
})();
