/* The bulk bar says how many rows are ticked. */
export function start(place) {
  const form = place.closest("form");
  if (!form) return;
  function count() {
    const picked = form.querySelectorAll("tbody input[type=checkbox]:checked").length;
    place.textContent = picked ? place.dataset.words.replace("{count}", picked) : "";
  }
  form.addEventListener("change", count);
  addEventListener("pageshow", count);
  count();
}
