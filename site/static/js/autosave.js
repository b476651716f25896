/* Saves a form while a person types, and says so. The server answers JSON {message, revision} or plain HTML words,
   also with 409 when another window was faster. Text is never lost: a copy stays in this tab until the server has it. */
const WAIT = 1500;

export function start(form) {
  const key = `draft:${location.pathname}`;
  const line = form.querySelector("[data-saved]") ?? addLine(form);
  const revision = form.elements.namedItem("revision");
  let timer;
  let running = false;
  let again = false;
  let stopped = false;

  restore();
  form.addEventListener("input", () => {
    keep();
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
    if (!revision) sessionStorage.removeItem(key);
  });
  addEventListener("online", () => stopped || save());
  addEventListener("pagehide", () => clearTimeout(timer));

  function texts() {
    const skip = new Set(["csrfmiddlewaretoken", "revision"]);
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skip.has(name));
  }

  function keep() {
    try {
      sessionStorage.setItem(key, JSON.stringify({ revision: revision?.value ?? "", texts: texts() }));
    } catch {
      /* a full or forbidden store takes nothing away */
    }
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (!kept || kept.revision !== (revision?.value ?? "") || form.querySelector("[aria-invalid]")) {
      sessionStorage.removeItem(key);
      return;
    }
    for (const [name, value] of kept.texts) {
      const control = form.elements.namedItem(name);
      if (control && (control.tagName === "TEXTAREA" || control.type === "text")) control.value = value;
    }
    save();
  }

  async function save() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const before = JSON.stringify(texts());
    try {
      const body = new FormData(form);
      for (const control of form.querySelectorAll("input[type=file]")) body.delete(control.name);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
      const json = answer.headers.get("Content-Type")?.includes("json");
      const said = json ? await answer.json() : { message: await answer.text() };
      say(said.message, !answer.ok);
      if (answer.ok) {
        if (revision && said.revision !== undefined) revision.value = said.revision;
        if (before === JSON.stringify(texts())) sessionStorage.removeItem(key);
      }
      stopped ||= answer.status === 409 || answer.status === 403;
    } catch {
      say(line.dataset.offline, true);
    }
    running = false;
    if (again && !stopped) {
      again = false;
      timer = setTimeout(save, WAIT);
    }
  }

  function say(message, bad) {
    line.classList.toggle("saved--bad", bad);
    line.innerHTML = message ?? "";
  }
}

function addLine(form) {
  const line = document.createElement("p");
  line.className = "saved";
  line.dataset.offline = form.dataset.offline ?? "";
  line.setAttribute("role", "status");
  form.append(line);
  return line;
}
