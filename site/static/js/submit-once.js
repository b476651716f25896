/* A second click within a few seconds does nothing; the server is safe against it in any case. */
const PAUSE = 8000;

export function start(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    const buttons = form.querySelectorAll("button:not([type=button])");
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(release, PAUSE, buttons);
  });
  addEventListener("pageshow", () => release(form.querySelectorAll("button[aria-disabled]")));

  function release(buttons) {
    sent = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
}
