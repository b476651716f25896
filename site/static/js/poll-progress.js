/* Fetches the job's page now and then and takes its bar over; the page itself works by its "Look again" link. */
const EVERY = 1500;
const LEAVING = 5000;

export function start(box) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const pause = still ? EVERY * 3 : EVERY;
  let left = -Infinity;

  /* Who has just followed a link must not be called back by the reload that shows the end. */
  addEventListener("beforeunload", () => {
    left = performance.now();
  });

  async function look() {
    try {
      const answer = await fetch(box.dataset.poll, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-poll]");
      if (answer.ok && fresh) carry(box, fresh);
      else if (performance.now() - left > LEAVING) {
        location.reload();
        return;
      }
    } catch {
      /* the network comes back; the next look finds it */
    }
    setTimeout(look, pause);
  }
  setTimeout(look, pause);
}

function carry(box, fresh) {
  const words = fresh.querySelector("[aria-live]");
  const live = box.querySelector("[aria-live]");
  if (words && live && words.textContent !== live.textContent) live.textContent = words.textContent;
  const bar = box.querySelector("svg");
  const next = fresh.querySelector("svg");
  if (!bar || !next) return;
  bar.setAttribute("aria-label", next.getAttribute("aria-label"));
  const line = bar.querySelector(".you");
  const grown = next.querySelector(".you");
  if (line && grown) line.setAttribute("width", grown.getAttribute("width"));
  else if (grown) bar.append(grown);
}
