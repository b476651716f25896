/* Opens the check page behind a link as a dialog. Whatever goes wrong, the link is followed as usual. */
export function start(link) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const body = page.querySelector("[data-dialog-body]");
      if (!answer.ok || !body) throw new Error("no check page");
      show(link, body);
    } catch {
      location.assign(link.href);
    }
  });
}

function show(link, body) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const title = body.querySelector("h1");
  if (title) {
    const heading = document.createElement("h2");
    heading.id = "dialog-title";
    heading.append(...title.childNodes);
    title.replaceWith(heading);
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  const form = body.querySelector("form");
  if (form && !form.hasAttribute("action")) form.setAttribute("action", link.href);
  for (const cancel of body.querySelectorAll(".actions a.button--plain")) {
    cancel.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
  dialog.append(document.adoptNode(body));
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
