/* A reviewer scores with 1–4 and saves with Alt+S. Keys typed into text or with the mouse elsewhere stay text. */
export function start(form) {
  const groups = [...form.querySelectorAll("fieldset")].filter((group) => group.querySelector("input[type=radio]"));

  function group() {
    const here = document.activeElement?.closest?.("fieldset");
    if (here && groups.includes(here)) return here;
    return form.contains(document.activeElement) ? groups.find((one) => !one.querySelector(":checked")) : null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyS") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button:not([type=button])"));
      return;
    }
    const typing = event.target.closest?.("textarea, select, input:not([type=radio])");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const target = group();
    const radio = target?.querySelector(`input[type=radio][value="${event.key}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const next = groups[groups.indexOf(target) + 1];
    (next?.querySelector("input[type=radio]:checked, input[type=radio]") ?? radio).focus();
  });
}
