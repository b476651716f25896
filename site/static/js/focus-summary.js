/* After a failed POST the focus stands on the error summary; its links go to the control, label in view. */
export function start(summary) {
  summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: "start" });
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    const field = control.closest(".field") ?? control;
    field.scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });
}
