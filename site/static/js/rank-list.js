/* A list saves itself: a press, a typed number or a dropped row is sent, and the list that comes back takes the place of
   the old one. The server does what it does without scripts. What was typed meanwhile, or offline, is never lost. */
export function start(section) {
  const steps = [];
  let running = false;
  let held = null;
  const gap = Object.assign(document.createElement("li"), { className: "rank rank--off" });

  const says = () => section.querySelector("[data-ranks-says]");
  const inputs = () => [...section.querySelectorAll("input[name^=n_]")];
  const rows = () => [...section.querySelectorAll("[data-row]")];

  rows().forEach((row) => (row.draggable = true));
  section.addEventListener("submit", (event) => {
    const step = event.submitter?.value ?? "save";
    if (step === "submit") return;
    event.preventDefault();
    send(step);
  });
  section.addEventListener("change", (event) => event.target.matches("input[name^=n_]") && typed(event.target));
  addEventListener("online", () => steps.length && run());

  section.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-row]");
    if (held) event.dataTransfer.setData("text/plain", "");
  });
  section.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    const over = event.target.closest("[data-row]");
    const box = over?.getBoundingClientRect();
    if (box) over[event.clientY < box.top + box.height / 2 ? "before" : "after"](gap);
  });
  section.addEventListener("drop", (event) => {
    event.preventDefault();
    const next = gap.nextElementSibling;
    if (held && gap.isConnected && next !== held) drop(held, next);
  });
  section.addEventListener("dragend", () => {
    gap.remove();
    held = null;
  });

  /* In a list without ties, a number that somebody has means "put it there"; the others make room. */
  function typed(input) {
    const rival = inputs().find((other) => other !== input && other.value && +other.value === +input.value);
    const row = input.closest("[data-row]");
    if (!rival || !row || section.dataset.ranks !== "strict") return send("save");
    const down = input.defaultValue && +input.defaultValue < +input.value;
    const numbered = rows().filter((one) => one !== row && one.querySelector("input").value);
    const at = numbered.indexOf(rival.closest("[data-row]")) + (down ? 1 : 0);
    input.value = input.defaultValue;
    return drop(row, numbered[at]);
  }

  const drop = (row, next) => send(`drop:${row.dataset.row}:${next?.dataset.row ?? ""}`);

  function send(step) {
    steps.push(step);
    if (!running) run();
  }

  async function run() {
    const form = section.querySelector("form");
    if (!form || !steps.length) return;
    running = true;
    const body = new FormData(form);
    body.set("do", steps[0]);
    const sent = new Map(inputs().map((input) => [input.name, input.value]));
    try {
      const answer = await fetch(location.pathname + location.search, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(page, sent, steps.shift(), answer);
    } catch {
      says().textContent = section.dataset.offline;
      running = false;
      return;
    }
    running = false;
    run();
  }

  function show(page, sent, step, answer) {
    const fresh = page.querySelector("[data-ranks]");
    if (!fresh) return location.assign(answer.url);
    const newer = inputs().filter((input) => sent.get(input.name) !== input.value);
    const field = section.contains(document.activeElement) && document.activeElement.name;
    section.replaceChildren(...fresh.childNodes);
    for (const old of newer) {
      const input = section.querySelector(`[name="${old.name}"]`) ?? {};
      input.value = old.value;
    }
    if (newer.length && answer.ok) steps.push("save");
    rows().forEach((row) => (row.draggable = true));
    if (field === false) return;
    const row = step.split(":")[1];
    const again = section.querySelector(`button[value="${step}"]`) ?? section.querySelector(`input[name="${field}"]`);
    (again ?? section.querySelector(`[data-row="${row}"] button`) ?? says()).focus();
  }
}
