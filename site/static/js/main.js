/* Loads each improvement where the page asks for it. Every page works without any of this. */
const parts = [
  ["[data-focus-summary]", "./focus-summary.js"],
  ["[data-count-words]", "./count-words.js"],
  ["form[data-autosave]", "./autosave.js"],
  ["form[data-confirm-leave]", "./confirm-leave.js"],
  ["[data-poll]", "./poll-progress.js"],
  ["[data-show-if]", "./show-if.js"],
  ["[data-keys]", "./keys.js"],
  ["[data-dialog]", "./dialog.js"],
  ["form[data-submit-once]", "./submit-once.js"],
  ["[data-picked]", "./count-picked.js"],
  ["[data-board]", "./drag-board.js"],
  ["[data-ranks]", "./rank-list.js"],
];

for (const [selector, module] of parts) {
  const found = document.querySelectorAll(selector);
  if (found.length) {
    import(module).then(({ start }) => found.forEach((element) => start(element)));
  }
}
