/// Finds and sorts rows of tables, and finds evidence cards. Pages are whole without it, and it asks nothing of a network.
let pageScript = """
  "use strict";
  (() => {
    const folded = (text) => text.toLowerCase().normalize("NFKD");
    const box = (words, before, run) => {
      const label = document.createElement("label");
      label.className = "find";
      label.append(words + " ");
      const input = document.createElement("input");
      input.type = "search";
      const said = document.createElement("output");
      label.append(input, " ", said);
      input.addEventListener("input", () => { said.textContent = run(folded(input.value.trim())); });
      before.before(label);
    };
    // The first number of a cell, or its words.
    const key = (cell) => {
      const text = (cell ? cell.textContent : "").trim();
      const number = text.replace(/,/g, "").match(/^[^0-9\\-]{0,10}(-?\\d+(\\.\\d+)?)/);
      return { text: folded(text), number: number ? Number(number[1]) : NaN };
    };
    const compare = (a, b) => {
      if (Number.isNaN(a.number) !== Number.isNaN(b.number)) return Number.isNaN(a.number) ? 1 : -1;
      return a.number - b.number || a.text.localeCompare(b.text);
    };
    for (const table of document.querySelectorAll("main .wide > table")) {
      const body = table.tBodies[0];
      const heads = table.tHead ? [...table.tHead.rows].at(-1) : null;
      if (!body || !heads || body.rows.length < 8 || table.closest("figure, .charts")) continue;
      const whole = [...body.rows];
      if (whole.some((row) => row.cells.length !== heads.cells.length)) continue;
      box("Find in this table", table.parentElement, (wanted) => {
        let shown = 0;
        for (const row of whole) {
          row.hidden = wanted !== "" && !folded(row.textContent).includes(wanted);
          if (!row.hidden) shown += 1;
        }
        return wanted === "" ? "" : shown + " of " + whole.length + " rows";
      });
      [...heads.cells].forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const isUp = head.getAttribute("aria-sort") !== "ascending";
          for (const other of heads.cells) other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
          const rows = whole.map((row) => ({ row, key: key(row.cells[column]), isTotal: row.classList.contains("total") }));
          rows.sort((a, b) => a.isTotal - b.isTotal || (isUp ? compare(a.key, b.key) : compare(b.key, a.key)));
          body.append(...rows.map((each) => each.row));
        });
      });
    }
    const cards = document.querySelector("[data-find='cards']");
    if (cards) {
      const lists = [...cards.querySelectorAll("details")];
      box("Find a measure", cards, (wanted) => {
        let shown = 0;
        for (const list of lists) {
          let here = 0;
          for (const item of list.querySelectorAll("li")) {
            item.hidden = wanted !== "" && !folded(item.textContent).includes(wanted);
            if (!item.hidden) here += 1;
          }
          list.open = wanted !== "" && here > 0;
          list.hidden = here === 0;
          shown += here;
        }
        return wanted === "" ? "" : shown + " found";
      });
    }
  })();
  """
