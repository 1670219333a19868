"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const told = one("#told");
  let clearing = 0;

  const tell = (message) => {
    told.textContent = message;
    clearTimeout(clearing);
    clearing = setTimeout(() => { told.textContent = ""; }, 4000);
  };

  // The address bar keeps the state where the browser lets a page opened from a file do so.
  const state = new URLSearchParams(location.search);
  const remember = (name, value) => {
    if (value) state.set(name, value); else state.delete(name);
    const query = state.toString();
    try {
      history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  };

  // Copying: a page opened from a file may have no clipboard, so the older way stands by.
  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (text) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = copyByHand(text);
    }
    tell(done ? "Citation copied" : "The browser did not allow copying; select the citation and copy it");
  };

  all(".citation").forEach((line, number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    button.textContent = "Copy citation";
    line.id = `citation-${number + 1}`;
    button.setAttribute("aria-describedby", line.id);
    button.addEventListener("click", async () => {
      await copy(line.textContent);
      button.focus();
    });
    line.after(button);
  });

  // Any words selected in a text can be cited too.
  const chosen = one("#cite-selection");
  const selected = () => {
    const selection = getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const textOf = (node) => {
      const place = node && (node.nodeType === 1 ? node : node.parentElement);
      return place && place.closest(".words") && place.closest(".text");
    };
    const text = textOf(selection.anchorNode);
    if (text !== textOf(selection.focusNode)) return "";
    const [open, close] = /[“”"„]/.test(words) ? "‘’" : "“”";
    return words && text ? `${open}${words}${close} — words of ${text.dataset.source}.` : "";
  };
  document.addEventListener("selectionchange", () => { chosen.hidden = !selected(); });
  chosen.addEventListener("mousedown", (event) => event.preventDefault());
  chosen.addEventListener("click", () => copy(selected()));

  // Tables sort by a column; a second press turns the order. What has no date stands last in either.
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const dateless = (key) => key === "~";
  const value = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const sort = (table, column, order) => {
    const rows = all("tbody tr", table);
    const sign = order === "descending" ? -1 : 1;
    rows.sort((a, b) => {
      const [one, other] = [value(a, column), value(b, column)];
      return dateless(one) - dateless(other) || sign * compare(one, other);
    });
    table.tBodies[0].append(...rows);
    all("thead th", table).forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", order); else head.removeAttribute("aria-sort");
    });
  };
  for (const table of all("table[data-sort]")) {
    const key = "sort-" + table.dataset.sort;
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("num") ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? other : first;
        sort(table, column, order);
        remember(key, `${column}-${order}`);
      });
    });
    const kept = /^(\d+)-(ascending|descending)$/.exec(state.get(key) || "");
    if (kept && Number(kept[1]) < table.tHead.rows[0].cells.length) sort(table, Number(kept[1]), kept[2]);
  }

  // What shows all of a section again, by the section's id.
  const unfilter = {};

  // The statements filter by words, speaker, outlet, how they are given, and what the user said of the source.
  const form = one("#speakers .filter");
  if (form) {
    // An entry that repeats the words of another stands right behind it and has none of its own.
    const wordsOf = (entry) => {
      const again = entry.closest(".again");
      const first = again && !one("blockquote", entry) ? wordsOf(again.previousElementSibling) : "";
      return [first, ...all("blockquote, .cue", entry).map((part) => part.textContent.toLowerCase())].join(" ");
    };
    // A joint statement stands under each who makes it, or under the first with the names of the others.
    const groups = all(".speaker").map((section) => ({
      section,
      entries: all(".said", section).map((entry) => ({
        entry,
        words: wordsOf(entry),
        statement: one(".beside a", entry).hash,
        speakers: (entry.dataset.w || section.dataset.w).split("\n"),
      })),
    }));
    const total = new Set(groups.flatMap(({ entries }) => entries.map(({ statement }) => statement))).size;
    // The choice by what the user said of sources is there only where something was said.
    const fields = ["q", "speaker", "outlet", "kind", "act", "source"].filter((name) => form.elements[name]);
    const filter = () => {
      const { q, speaker, outlet, kind, act, source } = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
      const wanted = q.trim().toLowerCase();
      const narrowed = Boolean(wanted || speaker || outlet || kind || act || source);
      const shown = new Set();
      for (const { section, entries } of groups) {
        let left = 0;
        for (const { entry, words, statement, speakers } of entries) {
          const fits = (!speaker || speakers.includes(speaker)) && (!outlet || entry.dataset.o === outlet) && (!kind || entry.dataset.k === kind) && (!act || entry.dataset.a === act)
            && (!source || (entry.dataset.s || "").split("\n").includes(source)) && words.includes(wanted);
          entry.hidden = !fits;
          entry.classList.remove("dim");
          left += fits;
          if (fits) shown.add(statement);
        }
        for (const again of all(".again", section)) {
          again.hidden = !one(".said:not([hidden])", again);
          // What repeats a statement can't be read without it.
          const first = again.previousElementSibling;
          first.classList.toggle("dim", first.hidden && !again.hidden);
          first.hidden = first.hidden && again.hidden;
        }
        for (const fold of all(".fold", section)) {
          const found = one(".said:not([hidden])", fold);
          fold.hidden = narrowed && !found;
          fold.open = narrowed && Boolean(found);
        }
        section.hidden = narrowed && !left;
      }
      one("output", form).textContent = narrowed ? `${shown.size} of ${total} statements` : "";
    };
    form.hidden = false;
    for (const name of fields) form.elements[name].value = state.get(name) || "";
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => { remember(event.target.name, event.target.value); filter(); });
    unfilter.speakers = () => {
      for (const name of fields) {
        form.elements[name].value = "";
        remember(name, "");
      }
      filter();
    };
    form.addEventListener("reset", (event) => { event.preventDefault(); unfilter.speakers(); });
    filter();
  }

  // The rows of the board filter by who speaks in them.
  const picker = one(".filter.rows");
  if (picker) {
    const field = picker.elements.board;
    const rows = all(".board tbody tr");
    const pick = () => {
      for (const row of rows) row.hidden = Boolean(field.value) && !row.dataset.w.split("\n").includes(field.value);
      for (const fold of all("#board .fold")) {
        const found = one("tbody tr:not([hidden])", fold);
        fold.hidden = Boolean(field.value) && !found;
        fold.open = Boolean(field.value) && Boolean(found);
      }
      one("output", picker).textContent = field.value ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} matters` : "";
    };
    picker.hidden = false;
    field.value = state.get("board") || "";
    picker.addEventListener("submit", (event) => event.preventDefault());
    picker.addEventListener("input", () => { remember("board", field.value); pick(); });
    unfilter.board = () => {
      field.value = "";
      remember("board", "");
      pick();
    };
    pick();
  }

  // Following a link to a finding shows which characters it covers, and opens what hides its target.
  const show = () => {
    for (const lit of all(".on")) lit.classList.remove("on");
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    let moved = Boolean(target.closest("[hidden]"));
    if (moved) unfilter[target.closest("main > section").id]?.();
    for (let fold = target.closest("details:not([open])"); fold; fold = fold.closest("details:not([open])")) {
      fold.open = true;
      moved = true;
    }
    if (moved) target.scrollIntoView();
    const found = /^(t\d+)-[sp](\d+)$/.exec(target.id);
    if (!found) return;
    const key = (target.id.includes("-p") ? "p" : "") + found[2];
    for (const piece of all(`[data-f~="${key}"]`, document.getElementById(found[1]))) piece.classList.add("on");
  };
  addEventListener("hashchange", show);
  show();

  // On paper all words of the sources are there, the chosen and the others, and of the table of events what is
  // open; afterwards the page is as it was.
  let opened = [];
  let unhidden = [];
  addEventListener("beforeprint", () => {
    opened = all(".fold:not(#happenings .fold), .rest, #parting details, #drift details").filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
    unhidden = all("#speakers [hidden], #board [hidden]");
    for (const part of unhidden) part.hidden = false;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    for (const part of unhidden) part.hidden = true;
  });
})();
