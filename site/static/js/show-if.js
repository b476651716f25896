/* Shows a question as soon as the answer it hangs on is chosen. Without scripts the server does so on saving. */
export function start(block) {
  const form = block.closest("form");
  const [key, wanted] = block.dataset.showIf.split("=");
  const show = () => {
    const above = form.querySelector(`[data-show-if][hidden] [name="${CSS.escape(key)}"]`);
    const picked = [...form.querySelectorAll(`[name="${CSS.escape(key)}"]:checked`)].map((control) =>
      control.value === "on" ? "yes" : control.value,
    );
    block.hidden = Boolean(above) || !picked.includes(wanted);
  };
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("pageshow", show);
  show();
}
