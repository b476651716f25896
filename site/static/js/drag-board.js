/* On the board a card can be dragged: dropping it sends the card's own "Move to" form, which leads to a check page. */
export function start(board) {
  const says = document.querySelector("[data-board-says]");
  let held = null;

  const select = (slip) => slip.querySelector("select[name=to]");
  const options = (slip) => [...select(slip).options].map((option) => option.value);
  // A column may hold several stages; the first of them that the card can go to is meant.
  const target = (slip, lane) => options(slip).find((value) => value === lane.dataset.lane);

  for (const slip of board.querySelectorAll("[data-slip]")) {
    if (!select(slip)) continue;
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
      select(held).value = stage;
      select(held).form.requestSubmit();
    });
  }
}
