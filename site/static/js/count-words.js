/* Says how many words of the limit are used, in the server's own sentence. */
export function start(area) {
  const line = document.getElementById(`${area.id}_count`);
  if (!line) return;
  const limit = Number(area.dataset.countWords);
  line.setAttribute("aria-live", "off");

  function count() {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    const pattern = words > limit ? line.dataset.over : line.dataset.fits;
    line.textContent = pattern
      .replace("{count}", words)
      .replace("{limit}", limit)
      .replace("{over}", words - limit);
    line.classList.toggle("saved--bad", words > limit);
  }

  let quiet;
  area.addEventListener("input", () => {
    count();
    clearTimeout(quiet);
    line.setAttribute("aria-live", "off");
    quiet = setTimeout(() => {
      line.setAttribute("aria-live", "polite");
      count();
    }, 1200);
  });
  if (area.value.trim()) count();
}
