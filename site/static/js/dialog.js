/* Opens the check page behind a link, or behind a form that asks for one, as a dialog. Whatever goes wrong, the page is
   opened as usual. A form inside that asks again (another office, say) is answered in the dialog, at each choice. */
export function start(element) {
  const asks = element.tagName === "FORM";
  element.addEventListener(asks ? "submit" : "click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(asks ? addressOf(element) : element.href, event.submitter || element);
  });
}

export async function open(url, opener) {
  try {
    const body = await bodyOf(url);
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener.focus();
    });
    fill(dialog, body, url);
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.assign(url);
  }
}

function addressOf(form) {
  return `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
}

async function bodyOf(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector("[data-dialog-body]");
  if (!answer.ok || !body) throw new Error("no check page");
  return body;
}

function fill(dialog, body, url) {
  const title = body.querySelector("h1");
  if (title) {
    const heading = document.createElement("h2");
    heading.id = "dialog-title";
    heading.append(...title.childNodes);
    title.replaceWith(heading);
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  for (const form of body.querySelectorAll("form")) {
    if (!form.hasAttribute("action")) form.setAttribute("action", url);
    if (form.method === "get") askAgain(dialog, form);
  }
  for (const cancel of body.querySelectorAll(".actions a.button--plain")) {
    cancel.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
  dialog.replaceChildren(document.adoptNode(body));
}

function askAgain(dialog, form) {
  const again = async (event) => {
    event.preventDefault();
    const url = addressOf(form);
    try {
      fill(dialog, await bodyOf(url), url);
      dialog.querySelector("form[method=get] select")?.focus();
    } catch {
      location.assign(url);
    }
  };
  form.addEventListener("submit", again);
  form.addEventListener("change", again);
}
