/* On a board a card can be dragged: dropping it sends the card's own "Move to" form, which leads to a check page; a card
   that knows the address of its check page opens that, for any lane but its own. */
export function start(board) {
  const says = document.querySelector("[data-board-says]");
  let held = null;

  const select = (slip) => slip.querySelector("select[name=to]");
  const options = (slip) => [...select(slip).options].map((option) => option.value);
  // A column may hold several stages; the first of them that the card can go to is meant.
  const target = (slip, lane) => {
    if (slip.dataset.check) return slip.closest("[data-lane]") === lane ? undefined : lane.dataset.lane;
    return options(slip).find((value) => value === lane.dataset.lane);
  };

  for (const slip of board.querySelectorAll("[data-slip]")) {
    if (!slip.dataset.check && !select(slip)) continue;
    slip.draggable = true;
    slip.addEventListener("dragstart", (event) => {
      held = slip;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    slip.addEventListener("dragend", () => {
      held = null;
      board.querySelectorAll(".lane--over").forEach((lane) => lane.classList.remove("lane--over"));
    });
  }
  for (const lane of board.querySelectorAll("[data-lane]")) {
    lane.addEventListener("dragover", (event) => {
      if (!held || !target(held, lane)) return;
      event.preventDefault();
      lane.classList.add("lane--over");
    });
    lane.addEventListener("dragleave", () => lane.classList.remove("lane--over"));
    lane.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!held) return;
      const stage = target(held, lane);
      if (!stage) {
        if (says) says.textContent = says.dataset.cannot;
        return;
      }
      if (held.dataset.check) {
        const [url, opener] = [`${held.dataset.check}?to=${stage}`, held.querySelector("a")];
        import("./dialog.js").then(({ open }) => open(url, opener));
        return;
      }
      select(held).value = stage;
      select(held).form.requestSubmit();
    });
  }
}
