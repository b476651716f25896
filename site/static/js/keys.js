/* A reader scores with single keys: 1–4 or 0, j and k, c, n, ?. Typed text stays text, and the keys can be switched
   off for good. Alt+S saves too. Without this script the marks are plain radios. */
const OFF = "keys-off";

export function start(form) {
  const groups = [...form.querySelectorAll("fieldset")].filter((group) => group.querySelector("input[type=radio]"));
  const help = form.querySelector("[data-keys-help]");
  const note = form.querySelector("textarea");
  const off = form.querySelector("[data-keys-off]");

  if (off) {
    off.checked = localStorage.getItem(OFF) === "yes";
    off.closest("[hidden]")?.removeAttribute("hidden");
    off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));
  }

  function current() {
    const here = document.activeElement?.closest?.("fieldset");
    if (groups.includes(here)) return here;
    return groups.find((group) => !group.querySelector(":checked")) ?? groups.at(-1);
  }

  function goTo(group) {
    const radio = group?.querySelector("input[type=radio]:checked, input[type=radio]");
    radio?.focus();
    radio?.closest("fieldset").scrollIntoView({ block: "nearest" });
  }

  function give(mark) {
    const group = current();
    const radio = group?.querySelector(`input[type=radio][value="${mark}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const next = groups[groups.indexOf(group) + 1];
    if (next) goTo(next);
    else radio.focus();
    return true;
  }

  function step(by) {
    const inside = groups.includes(document.activeElement?.closest?.("fieldset"));
    const place = groups.indexOf(current());
    goTo(inside ? groups[Math.min(Math.max(place + by, 0), groups.length - 1)] : groups[place]);
    return true;
  }

  function save() {
    const button = form.querySelector("button:not([type=button]):not([name])");
    if (button) form.requestSubmit(button);
    return Boolean(button);
  }

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    n: save,
    c: () => note?.focus() ?? true,
    "?": () => {
      if (!help) return false;
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyS") {
      if (save()) event.preventDefault();
      return;
    }
    if (event.key === "Escape" && event.target === note) return void goTo(groups.at(-1));
    const typing = event.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing || off?.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    const done = /^[0-4]$/.test(event.key) ? give(event.key) : acts[event.key]?.();
    if (done) event.preventDefault();
  });
}
