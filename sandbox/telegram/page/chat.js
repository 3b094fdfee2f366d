// The web chat. The server keeps every message; this page shows them and passes taps on.
"use strict";

const $ = (id) => document.getElementById(id);
const BOT_NAME = "Binance Bot";
const ROLES = {
  owner: { part: "administrator", hint: "runs the bot; begins with a key and balances" },
  guest: { part: "member", hint: "may use the bot; begins without a key" },
  stranger: { part: "newcomer", hint: "unknown to the bot; the owner must let them in" },
};
const state = {
  bot: null, users: {}, group: null, messages: new Map(), menus: {}, descriptions: {}, blocked: {}, left: false,
  person: "owner", place: "private", unread: new Map(), pressed: new Map(), busyUntil: new Map(), drafts: new Map(), sent: [],
};

// ── Small things ────────────────────────────────────────────────────────────────────────────────

/** Make an element; attributes starting with "on" are listeners, children are nodes or texts. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

function icon(name, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  if (className) svg.setAttribute("class", className);
  svg.append(use);
  return svg;
}

function toast(text) {
  const node = el("div", { class: "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), Math.min(7000, 2200 + text.length * 45));
}

function showAlert(text) {
  $("alert-text").textContent = text;
  $("alert").showModal();
}

/** Cut a text to what a toast can say at a glance. */
function firstLine(text) {
  const [line, ...more] = text.split("\n");
  return line.length > 40 || more.length ? `${line.slice(0, 40)}…` : line;
}

async function copy(text, said = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure context (the page opened by address from a phone) only the old way works.
    const area = el("textarea", { class: "copying", "aria-hidden": "true" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(said);
}

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const sameDay = (a, b) => new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString();

function dayName(seconds) {
  const date = new Date(seconds * 1000);
  if (sameDay(seconds, Date.now() / 1000)) return "Today";
  return date.toLocaleDateString([], { day: "numeric", month: "long" });
}

// ── Time entities: shown in the reader's own zone, relative ones keep counting ──────────────────

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(seconds) {
  const away = Math.round(seconds - Date.now() / 1000);
  if (Math.abs(away) < 3) return "just now";
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return RELATIVE.format(Math.trunc(away / size), unit);
}

function timeText(seconds, format) {
  if (format === "r") return relative(seconds);
  const has = (letter) => format.includes(letter);
  const options = {};
  if (has("w")) options.weekday = has("D") ? "long" : "short";
  if (has("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "numeric" });
  if (has("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (has("t")) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (has("T")) Object.assign(options, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return new Date(seconds * 1000).toLocaleString([], options);
}

setInterval(() => {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    const text = relative(Number(node.dataset.relative));
    if (node.textContent !== text) node.textContent = text;
  }
}, 1000);

// ── Text with entities; offsets count UTF-16 units, as JavaScript does ──────────────────────────

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };

function entityNode(entity, words) {
  switch (entity.type) {
    case "bold": case "italic": case "underline": case "strikethrough":
      return el(PLAIN_TAGS[entity.type]);
    case "code": return el("code", { title: "Copy", onclick: () => copy(words) });
    case "pre": return el("pre", { tabindex: "0", title: "Copy", onclick: () => getSelection().isCollapsed && copy(words) });
    case "blockquote": return el("blockquote");
    case "expandable_blockquote": {
      const quote = el("blockquote", { class: "folded", onclick: () => quote.classList.toggle("folded") });
      return quote;
    }
    case "spoiler":
      return el("button", { type: "button", class: "spoiler", "aria-label": "Hidden text, press to show",
        onclick: (event) => { event.currentTarget.classList.add("shown"); event.currentTarget.removeAttribute("aria-label"); } });
    case "text_link": case "url":
      return el("a", { href: safeLink(entity.url ?? words), target: "_blank", rel: "noopener noreferrer" });
    case "bot_command":
      return el("button", { type: "button", class: "command", onclick: () => say(words) });
    case "date_time": {
      const format = entity.date_time_format ?? "r";
      const node = el("time", { datetime: new Date(entity.unix_time * 1000).toISOString(),
        title: new Date(entity.unix_time * 1000).toLocaleString() });
      if (format === "r") node.dataset.relative = entity.unix_time;
      node.textContent = timeText(entity.unix_time, format);
      return node;
    }
    default: return el("span");
  }
}

function safeLink(url) {
  return /^(https?|tg|mailto|tel):/i.test(url) ? url : "#";
}

/** Lead a link to the bot, t.me/NAME?start=…, into the private chat; others open as links do. */
function follow(event, url) {
  const link = URL.canParse(url) ? new URL(url) : null;
  if (link?.host !== "t.me" || link.pathname !== `/${state.bot.username}`) return;
  event.preventDefault();
  go(state.person, "private");
  say(`/start ${link.searchParams.get("start") ?? ""}`.trim());
}

/** Append text[from, to) to a node; entities are in order and nested. */
function appendText(node, text, entities, from, to) {
  let at = from, rest = entities, afterBlock = false;
  const plain = (start, end, beforeBlock) => {
    let words = text.slice(start, end);
    if (afterBlock && words.startsWith("\n")) words = words.slice(1);
    if (beforeBlock && words.endsWith("\n")) words = words.slice(0, -1);
    if (words) node.append(words);
  };
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at), end = Math.min(entity.offset + entity.length, to);
    const inner = others.filter((other) => other.offset < end);
    rest = others.filter((other) => other.offset >= end);
    if (end <= start) continue;
    const isBlock = BLOCKS.has(entity.type);
    plain(at, start, isBlock);
    const child = entityNode(entity, text.slice(start, end));
    if (entity.type !== "date_time") appendText(child, text, inner, start, end);
    node.append(child);
    at = end;
    afterBlock = isBlock;
  }
  plain(at, to, false);
}

function textNode(text, entities = []) {
  const node = el("div", { class: "text", dir: "auto" });
  appendText(node, text, entities, 0, text.length);
  return node;
}

// ── Messages ────────────────────────────────────────────────────────────────────────────────────

const me = () => state.users[state.person];
const chatId = () => (state.place === "group" ? state.group.id : me().id);
const words = (message) => message.text ?? message.caption ?? "";
const roleOf = (id) => Object.keys(state.users).find((role) => state.users[role].id === id);

function bubbleParts(message) {
  const parts = [];
  if (state.place === "group" && message.from.id !== me().id) {
    parts.push(el("div", { class: `author ${roleOf(message.from.id) ?? ""}` }, message.from.first_name));
  }
  if (message.forward_origin) parts.push(el("div", { class: "author" }, "Forwarded message"));
  if (message.reply_to_message) parts.push(el("span", { class: "reply" }, words(message.reply_to_message) || "Photo"));
  if (message.photo) parts.push(photoNode(message));
  if (message.document) parts.push(documentNode(message.document));
  if (words(message)) parts.push(textNode(words(message), message.entities ?? message.caption_entities));
  return parts;
}

function photoNode(message) {
  const photo = message.photo.at(-1), source = `/chat/files/${photo.file_id}`;
  const image = el("img", { src: source, width: photo.width, height: photo.height, alt: words(message) || "Photo", onload: stickToEnd });
  const button = el("button", { type: "button", class: "photo-button", "aria-label": "Enlarge the photo", onclick: () => {
    if (button.classList.contains("veiled")) return button.classList.remove("veiled");
    $("photo-large").src = source;
    $("photo").showModal();
  } }, image);
  button.classList.toggle("veiled", Boolean(message.has_media_spoiler));
  return button;
}

function documentNode(file) {
  return el("a", { class: "document", href: `/chat/files/${file.file_id}`, download: file.file_name },
    el("span", {}, icon("file")),
    el("span", {}, file.file_name, el("small", {}, `${(file.file_size / 1024).toFixed(1)} KB`)));
}

function metaNode(message) {
  const time = new Date(message.date * 1000);
  return el("span", { class: "meta" }, message.edit_date ? "edited " : "",
    el("time", { datetime: time.toISOString(), title: time.toLocaleString() }, clock.format(time)));
}

function keyboardNode(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return el("div", { class: "keys-below", role: "group", "aria-label": "Buttons of the message" },
    ...rows.map((buttons, row) => el("div", { class: "row" },
      ...buttons.map((button, column) => keyNode(message, button, row, column)))));
}

function keyNode(message, button, row, column) {
  const label = el("span", {}, button.text), style = `key ${button.style ?? ""}`;
  if (button.url) {
    return el("a", { class: style, href: safeLink(button.url), target: "_blank", rel: "noopener noreferrer",
      onclick: (event) => follow(event, button.url) }, label, icon("link", "corner"));
  }
  if (button.copy_text) {
    return el("button", { type: "button", class: style, "aria-label": `Copy ${button.copy_text.text}`,
      onclick: () => copy(button.copy_text.text, `Copied: ${firstLine(button.copy_text.text)}`) }, label, icon("copy", "corner"));
  }
  if (button.disabled) return el("button", { type: "button", class: style, "aria-disabled": "true" }, label);
  if (button.callback_data === undefined) {
    const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
    return el("button", { type: "button", class: style, onclick: () => fillIn(`@${state.bot.username} ${query}`) }, label);
  }
  const place = `${message.message_id}:${row}:${column}`;
  const busy = [...state.pressed.values()].some((press) => press.place === place && press.chat === chatId());
  const key = el("button", { type: "button", class: `${style} ${busy ? "busy" : ""}`, "data-place": place,
    onclick: () => press(message, row, column, place) }, label);
  return key;
}

function messageNode(message, previous, next) {
  const mine = message.from.id === me().id;
  const near = (other) => other && other.from.id === message.from.id && sameDay(other.date, message.date)
    && Math.abs(other.date - message.date) < 300;
  const parts = bubbleParts(message), last = parts.at(-1);
  const inText = last?.classList.contains("text") && !last.lastChild?.matches?.("pre, blockquote");
  if (inText) last.append(metaNode(message));
  const bubble = el("div", { class: "bubble" }, ...parts, inText ? null : metaNode(message));
  const keyboard = keyboardNode(message);
  const card = el("div", { class: `card ${keyboard ? "with-keys" : ""}` }, bubble, keyboard);
  const classes = ["message", mine && "mine", !near(previous) && "first", !near(next) && "last"].filter(Boolean);
  return el("li", { class: classes.join(" "), "data-id": message.message_id }, card);
}

function history(id = chatId()) {
  if (!state.messages.has(id)) state.messages.set(id, new Map());
  return state.messages.get(id);
}

function ordered(id = chatId()) {
  return [...history(id).values()].sort((a, b) => a.message_id - b.message_id);
}

const nodeOf = (id) => $("messages").querySelector(`li[data-id="${id}"]:not(.gone)`);

/** Draw one message anew, in its place; its neighbours decide about its corners. */
function redraw(message, fresh) {
  const all = ordered(), index = all.findIndex((other) => other.message_id === message.message_id);
  const node = messageNode(message, all[index - 1], all[index + 1]);
  const old = nodeOf(message.message_id);
  if (old) return old.replaceWith(node);
  if (fresh) node.classList.add("new");
  const before = all[index - 1];
  if (!before || !sameDay(before.date, message.date)) $("messages").append(el("li", { class: "day" }, dayName(message.date)));
  $("messages").append(node);
}

function drawChat() {
  $("messages").replaceChildren();
  ordered().forEach((message) => redraw(message, false));
  state.unread.set(unreadKey(state.person, chatId()), 0);
  drawAround();
  $("log").scrollTop = $("log").scrollHeight;
  updateToEnd();
}

const atEnd = () => $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 90;
let following = true, missed = 0;

function stickToEnd() {
  if (following) $("log").scrollTop = $("log").scrollHeight;
  updateToEnd();
}

function updateToEnd() {
  $("to-end").hidden = atEnd();
  if (atEnd()) missed = 0;
  $("end-badge").hidden = missed === 0;
  $("end-badge").textContent = missed;
}

$("log").addEventListener("scroll", () => { following = atEnd(); updateToEnd(); }, { passive: true });
$("to-end").addEventListener("click", () => $("log").scrollTo({ top: $("log").scrollHeight, behavior: "smooth" }));
addEventListener("resize", stickToEnd);
new ResizeObserver(stickToEnd).observe($("messages"));

// ── What surrounds the messages: people, chats, header, start button ────────────────────────────

const unreadKey = (person, id) => `${person} ${id}`;
const unreadOf = (person, id) => state.unread.get(unreadKey(person, id)) ?? 0;
const badge = (count) => (count ? el("span", { class: "badge", "aria-label": `${count} new` }, String(count)) : null);

function avatar(kind, letter) {
  return el("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, letter ?? icon("bars"));
}

function places(person) {
  const list = [{ place: "private", id: state.users[person].id, title: BOT_NAME }];
  if (state.group.member_ids.includes(state.users[person].id)) list.push({ place: "group", id: state.group.id, title: state.group.title });
  return list;
}

function drawPeople() {
  const roles = Object.keys(state.users);
  $("people").replaceChildren(...roles.map((role) => {
    const user = state.users[role], chosen = role === state.person;
    const waiting = chosen ? 0 : places(role).reduce((sum, { id }) => sum + unreadOf(role, id), 0);
    return el("button", { type: "button", class: "person", role: "radio", "aria-checked": String(chosen),
      tabindex: chosen ? "0" : "-1", "data-role": role, title: ROLES[role]?.hint, onclick: () => go(role, state.place),
      onkeydown: (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = roles[(roles.indexOf(role) + step + roles.length) % roles.length];
        go(next, state.place);
        $("people").querySelector(`[data-role="${next}"]`).focus();
      } }, avatar(role, user.first_name[0]), el("b", {}, user.first_name), el("small", {}, ROLES[role]?.part ?? role), badge(waiting));
  }));
}

function drawChats() {
  $("chats").replaceChildren(...places(state.person).map(({ place, id, title }) => {
    const last = ordered(id).at(-1), here = place === state.place;
    const preview = last ? words(last).split("\n").find((line) => line.trim()) ?? "Photo" : "No messages yet";
    return el("button", { type: "button", class: "chat-item", "aria-current": here ? "true" : null, "data-chat": place,
      onclick: () => { go(state.person, place); closePanels(); } },
      place === "group" ? avatar("group", title[0]) : avatar("bot"),
      el("b", {}, title), last ? el("time", {}, clock.format(new Date(last.date * 1000))) : el("span"),
      el("span", { class: "last" }, preview), badge(unreadOf(state.person, id)) ?? el("span"));
  }));
}

function drawAround() {
  const group = state.place === "group", empty = history().size === 0;
  drawPeople();
  drawChats();
  $("person-hint").textContent = `${me().first_name}: ${ROLES[state.person]?.hint ?? ""}.`;
  $("bar-avatar").className = `avatar ${group ? "group" : "bot"}`;
  $("bar-avatar").replaceChildren(group ? state.group.title[0] : icon("bars"));
  $("bar-name").textContent = group ? state.group.title : BOT_NAME;
  drawStatus();
  $("empty").hidden = !empty;
  $("empty-title").textContent = group ? "The group is quiet" : "What can this bot do?";
  $("empty-text").textContent = group
    ? "Owner and Guest are here, and so is the bot. It answers public commands; accounts stay private."
    : state.descriptions[state.person] || "Prices, order books and your Binance account, in a chat. Press Start.";
  const blocked = state.blocked[state.person] && !group;
  $("start").hidden = !((empty && !group) || blocked) || $("text").value.trim() !== "";
  $("start").textContent = blocked ? "Restart the bot" : "Start";
  $("composer").hidden = !$("start").hidden;
  const waiting = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  $("side-badge").hidden = waiting === 0;
  $("side-badge").textContent = waiting;
  document.title = `${waiting ? `(${waiting}) ` : ""}${me().first_name} · Binance Bot sandbox`;
}

const DOING = { typing: "typing", upload_photo: "sending a photo", upload_document: "sending a file" };

function drawStatus() {
  const group = state.place === "group", doing = state.busyUntil.get(chatId());
  const busy = doing && doing.until > Date.now();
  $("bar-status").classList.toggle("busy", Boolean(busy));
  if (busy) {
    $("bar-status").replaceChildren(`${group ? `${BOT_NAME} is ` : ""}${DOING[doing.action] ?? "working"}`,
      el("span", { class: "busy-dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
    return setTimeout(drawStatus, doing.until - Date.now() + 20);
  }
  const text = group ? `${state.group.member_ids.length} people and the bot` : `bot · you are ${me().first_name}`;
  if ($("bar-status").textContent !== text) $("bar-status").textContent = text;
}

/** Show a chat as a person sees it. */
function go(person, place) {
  state.drafts.set(unreadKey(state.person, chatId()), $("text").value);
  state.person = person;
  state.place = places(person).some((each) => each.place === place) ? place : "private";
  location.replace(`#${state.person}/${state.place}`);
  following = true;
  fillIn(state.drafts.get(unreadKey(state.person, chatId())) ?? "", false);
  drawChat();
  dispatchEvent(new CustomEvent("person"));
}

// ── The server ──────────────────────────────────────────────────────────────────────────────────

let socket = null, pause = 250, tickets = 0;

function connect() {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/chat/socket`);
  socket.addEventListener("message", (event) => {
    const seen = JSON.parse(event.data);
    EVENTS[seen.event]?.(seen);
  });
  socket.addEventListener("close", () => {
    $("offline").hidden = false;
    setTimeout(connect, pause);
    pause = Math.min(5000, pause * 2);
  });
}

function send(asked) {
  if (socket?.readyState !== WebSocket.OPEN) return toast("Not connected. One moment…");
  const ticket = `page-${++tickets}`;
  socket.send(JSON.stringify({ user: state.person, chat_id: chatId(), ticket, ...asked }));
  return ticket;
}

function takeMenus(seen) {
  for (const name of ["menus", "descriptions", "blocked", "left"]) if (name in seen) state[name] = seen[name];
}

const EVENTS = {
  snapshot(seen) {
    pause = 250;
    $("offline").hidden = true;
    Object.assign(state, { bot: seen.bot, users: seen.users, group: seen.group });
    state.messages = new Map(Object.entries(seen.messages).map(([id, list]) =>
      [Number(id), new Map(list.map((message) => [message.message_id, message]))]));
    state.pressed.clear();
    takeMenus(seen);
    const [person, place] = location.hash.slice(1).split("/");
    if (person in state.users) state.person = person;
    if (places(state.person).some((each) => each.place === place)) state.place = place;
    drawChat();
    document.body.dataset.ready = "true";
    dispatchEvent(new CustomEvent("person"));
  },
  message({ chat_id, message }) {
    history(chat_id).set(message.message_id, message);
    if (message.from.is_bot) state.busyUntil.delete(chat_id);
    const mine = message.from.id === me().id;
    for (const person of Object.keys(state.users)) {
      const seesIt = places(person).some(({ id }) => id === chat_id);
      const looking = person === state.person && chat_id === chatId() && !document.hidden;
      if (seesIt && !looking && message.from.id !== state.users[person].id) {
        state.unread.set(unreadKey(person, chat_id), unreadOf(person, chat_id) + 1);
      }
    }
    if (chat_id === chatId()) {
      redrawNeighbour(message);
      redraw(message, true);
      if (mine) following = true;
      if (!following) missed += 1;
      stickToEnd();
    }
    drawAround();
  },
  edited({ chat_id, message }) {
    history(chat_id).set(message.message_id, message);
    if (chat_id === chatId()) {
      redraw(message, false);
      nodeOf(message.message_id)?.querySelector(".bubble").classList.add("flash");
      stickToEnd();
    }
    drawChats();
  },
  deleted({ chat_id, message_id }) {
    history(chat_id).delete(message_id);
    if (chat_id === chatId()) vanish(message_id);
    drawAround();
  },
  action({ chat_id, action }) {
    state.busyUntil.set(chat_id, { action, until: Date.now() + 5000 });
    if (chat_id === chatId()) drawStatus();
  },
  answer(seen) {
    release(seen.query_id);
    if (seen.user_id !== me().id || !seen.text) return;
    if (seen.show_alert) showAlert(seen.text);
    else toast(seen.text);
  },
  done(seen) {
    if (seen.error) toast(seen.error);
    if (seen.error) release(seen.ticket);
    if (seen.query_id && state.pressed.has(seen.ticket)) rename(seen.ticket, seen.query_id);
  },
  commands(seen) { takeMenus(seen); drawAround(); },
  chat(seen) { takeMenus(seen); drawAround(); },
};

/** The message before a new one may lose its tail. */
function redrawNeighbour(message) {
  const all = ordered(), before = all[all.findIndex((other) => other.message_id === message.message_id) - 1];
  if (before) nodeOf(before.message_id)?.classList.toggle("last", before.from.id !== message.from.id || message.date - before.date >= 300);
}

function vanish(id) {
  const node = nodeOf(id);
  if (!node) return;
  node.querySelector(".card").inert = true;
  node.classList.add("gone");
  node.addEventListener("animationend", () => { node.remove(); updateToEnd(); }, { once: true });
  setTimeout(() => node.remove(), 400);
}

// ── Presses: a button spins until the bot has answered ──────────────────────────────────────────

const keysAt = (place) => $("messages").querySelectorAll(`[data-place="${place}"]`);

function press(message, row, column, place) {
  const ticket = send({ do: "press", message_id: message.message_id, row, column });
  if (!ticket) return;
  state.pressed.set(ticket, { place, chat: chatId() });
  keysAt(place).forEach((key) => key.classList.add("busy"));
  setTimeout(() => release(ticket), 15000);
}

function rename(ticket, queryId) {
  state.pressed.set(queryId, state.pressed.get(ticket));
  state.pressed.delete(ticket);
  setTimeout(() => release(queryId), 15000);
}

function release(key) {
  const press = state.pressed.get(key);
  if (!press) return;
  state.pressed.delete(key);
  if (press.chat === chatId()) keysAt(press.place).forEach((node) => node.classList.remove("busy"));
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────

let recalled = -1, chosen = -1, offered = [];

function say(text) {
  if (!text.trim() || !send({ do: "say", text })) return false;
  state.sent = [text, ...state.sent.filter((other) => other !== text)].slice(0, 30);
  recalled = -1;
  return true;
}

function fillIn(text, focus = true) {
  $("text").value = text;
  if (focus) $("text").focus();
  grow();
  offer();
}

function grow() {
  const area = $("text");
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
  $("send").disabled = !area.value.trim();
}

function submit() {
  if (say($("text").value)) fillIn("");
}

/** Open the command menu for what is typed; "all" opens it whatever is typed. */
function offer(all = false) {
  const typed = $("text").value;
  const menu = state.menus[state.person]?.[state.place] ?? [];
  const match = /^\/(\w*)$/.exec(typed);
  offered = all ? menu : match ? menu.filter(({ command }) => command.startsWith(match[1].toLowerCase())) : [];
  chosen = offered.length && !all ? 0 : -1;
  $("commands").hidden = offered.length === 0;
  $("menu").setAttribute("aria-expanded", String(!$("commands").hidden));
  $("commands").replaceChildren(...offered.map(({ command, description }, index) =>
    el("div", { class: "command-item", role: "option", id: `command-${index}`, "aria-selected": String(index === chosen),
      onmousedown: (event) => event.preventDefault(), onclick: () => take(command) },
      el("b", {}, `/${command}`), el("span", {}, description))));
  markChosen();
}

function markChosen() {
  [...$("commands").children].forEach((node, index) => node.setAttribute("aria-selected", String(index === chosen)));
  $("commands").children[chosen]?.scrollIntoView({ block: "nearest" });
  if (chosen >= 0) $("text").setAttribute("aria-activedescendant", `command-${chosen}`);
  else $("text").removeAttribute("aria-activedescendant");
}

function take(command) {
  if (say(`/${command}`)) fillIn("");
}

function closeMenu() {
  offered = [];
  $("commands").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
}

$("text").addEventListener("input", () => { grow(); offer(); });
$("text").addEventListener("blur", () => setTimeout(() => {
  if (document.activeElement !== $("menu") && document.activeElement !== $("text")) closeMenu();
}, 120));
$("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); $("text").focus(); });
$("start").addEventListener("click", () => {
  if (state.blocked[state.person]) send({ do: "unblock" });
  say("/start");
});
$("menu").addEventListener("click", () => {
  const open = $("commands").hidden;
  $("text").focus();
  if (open) offer(true); else closeMenu();
  if (open && !offered.length) toast("The bot has not told its commands yet.");
});
$("text").addEventListener("keydown", (event) => {
  const open = !$("commands").hidden, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing) return;
  if (open && step) {
    chosen = (chosen + step + offered.length) % offered.length;
    markChosen();
  } else if (open && event.key === "Tab" && offered.length) {
    fillIn(`/${offered[Math.max(0, chosen)].command} `);
  } else if (open && event.key === "Escape") {
    closeMenu();
  } else if (event.key === "Enter" && !event.shiftKey) {
    if (open && chosen >= 0) take(offered[chosen].command);
    else submit();
  } else if (step && !$("text").value.includes("\n") && (recalled >= 0 || !$("text").value) && state.sent.length) {
    recalled = Math.max(-1, Math.min(state.sent.length - 1, recalled - step));
    fillIn(recalled < 0 ? "" : state.sent[recalled]);
    closeMenu();
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const typing = /^(input|textarea|select|button)$/i.test(event.target.tagName) || event.target.closest?.("dialog");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    fillIn("/");
  }
  if (event.key === "Escape") closePanels();
});

// ── Panels: chats on narrow screens, Binance everywhere ─────────────────────────────────────────

const wide = matchMedia("(min-width: 1181px)");

function openPanel(name, open) {
  const app = document.querySelector(".app");
  if (name === "side") $("side").classList.toggle("open", open);
  else app.classList.toggle("with-drawer", open);
  $(`open-${name}`).setAttribute("aria-expanded", String(open));
  const overlaid = $("side").classList.contains("open") || (app.classList.contains("with-drawer") && !wide.matches);
  $("scrim").hidden = !overlaid;
  $("chat").inert = overlaid;
  stickToEnd();
}

function closePanels() {
  if ($("side").classList.contains("open")) { openPanel("side", false); $("open-side").focus(); }
  if (!wide.matches && $("open-drawer").getAttribute("aria-expanded") === "true") { openPanel("drawer", false); $("open-drawer").focus(); }
}

$("open-side").addEventListener("click", () => { openPanel("side", true); $("people").querySelector("[aria-checked=true]")?.focus(); });
$("open-drawer").addEventListener("click", () => {
  const open = $("open-drawer").getAttribute("aria-expanded") !== "true";
  openPanel("drawer", open);
  if (open) { dispatchEvent(new CustomEvent("drawer")); $("drawer").querySelector("[data-close]").focus(); }
});
$("scrim").addEventListener("click", closePanels);
wide.addEventListener("change", () => openPanel("drawer", $("open-drawer").getAttribute("aria-expanded") === "true"));
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => { openPanel(button.dataset.close, false); $(`open-${button.dataset.close}`).focus(); });
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !state.bot) return;
  state.unread.set(unreadKey(state.person, chatId()), 0);
  drawAround();
});

// ── Binance: the control API of the pretend exchange ────────────────────────────────────────────

const RIGHTS = [
  { name: "enable_reading", title: "Enable Reading", on: true },
  { name: "enable_spot_and_margin_trading", title: "Enable Spot & Margin Trading", on: true },
  { name: "enable_futures", title: "Enable Futures" },
  { name: "permits_universal_transfer", title: "Permits Universal Transfer", risky: true },
  { name: "enable_withdrawals", title: "Enable Withdrawals", risky: true },
];
const fault = (title, name, options = {}) => ({ title, ask: (times) => control("POST", "faults", { path: "*", fault: name, times, ...options }) });
const TROUBLE = [
  fault("Slow, 4 s", "delay", { seconds: 4 }),
  fault("Connection reset", "reset"),
  fault("500 internal error", "error", { status: 500 }),
  fault("502 HTML page", "html"),
  fault("429 too many", "too_many", { retry_after: 5 }),
  fault("Half an answer", "broken_json"),
  { title: "IP ban, 20 s", ask: () => control("POST", "ban", { seconds: 20 }) },
  { title: "Clock 5 s off", ask: () => control("POST", "clock", { skew_ms: 5000 }) },
];
const KINDS = {
  public: "Send /setkey to the bot: it makes a key pair and shows you the public half. Paste that here; the bot keeps the private half, so there is no secret to send.",
  hmac: "Binance makes key and secret. The secret is shown once, here.",
};

async function control(method, path, body) {
  const answer = await fetch(`/control/${path}`, {
    method, headers: body ? { "Content-Type": "application/json" } : {}, body: body && JSON.stringify(body),
  });
  const given = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(given.error ?? given.msg ?? given.message ?? `The exchange answered ${answer.status}`);
  return given;
}

/** Run what a tap asked for, and say it when it went wrong. */
const attempt = (work) => async (event) => {
  event?.preventDefault?.();
  try { await work(event); } catch (error) { toast(error.message); }
};

function drawRights() {
  $("rights").append(...RIGHTS.map(({ name, title, on, risky }) =>
    el("label", { class: `switch ${risky ? "risky" : ""}` }, title, el("input", { type: "checkbox", role: "switch", name, checked: on }))));
  $("faults").append(...TROUBLE.map(({ title, ask }) => el("button", { type: "button", onclick: attempt(async () => {
    await ask(Number($("times").value));
    toast(`Binance: ${title}`);
  }) }, title)));
}

async function endTrouble() {
  await Promise.all([control("DELETE", "faults"), control("POST", "clock", { skew_ms: 0 }), control("POST", "limits", { forgive: true })]);
  toast("Binance is well again");
}

const kind = () => $("key-form").elements.kind.value;

function drawKind() {
  $("kind-hint").textContent = KINDS[kind()];
  $("public-field").hidden = kind() !== "public";
}

function secretRow(title, value) {
  return el("div", { class: "secret" }, el("small", {}, title), el("code", {}, value),
    el("button", { type: "button", class: "mini", "aria-label": `Copy ${title}`, onclick: () => copy(value, `${title} copied`) }, "Copy"));
}

function drawIssued(issued) {
  const text = issued.secret ? `/setkey ${issued.api_key} ${issued.secret}` : issued.api_key;
  const rows = [secretRow("API key", issued.api_key)];
  if (issued.secret) rows.push(secretRow("Secret key", issued.secret));
  $("issued").replaceChildren(el("h4", {}, "The key is ready"), ...rows,
    el("p", { class: "hint" }, issued.secret ? "Shown once." : "No secret: the bot holds the private key."),
    el("button", { type: "button", class: "mini", onclick: () => {
      openPanel("drawer", wide.matches);
      $("text").value = text;
      drawAround();
      fillIn(text);
    } }, "Fill in for the bot"));
  $("issued").hidden = false;
  $("issued").scrollIntoView({ block: "nearest", behavior: "smooth" });
}

async function createKey() {
  const publicKey = $("public-key").value.trim();
  if (kind() === "public" && !publicKey) throw new Error("Paste the public key that the bot shows.");
  const rights = Object.fromEntries(RIGHTS.map(({ name }) => [name, $("key-form").elements[name].checked]));
  const asked = { ...rights, account: $("account").value, ip_restrict: $("address").value.split(/[\s,]+/).filter(Boolean) };
  if (kind() === "public") asked.public_key = publicKey;
  drawIssued(await control("POST", "keys", asked));
  $("public-key").value = "";
  await drawKeys();
}

async function drawKeys() {
  const mine = (await control("GET", `keys?account=${$("account").value}`)).reverse();
  $("keys").replaceChildren(...mine.map((key) => el("div", { class: "held" },
    el("div", { class: "held-head" }, el("code", {}, `${key.api_key.slice(0, 4)}…${key.api_key.slice(-4)}`),
      el("button", { type: "button", class: "mini", onclick: attempt(async () => {
        await control("DELETE", `keys/${key.api_key}`);
        toast("Key deleted at Binance");
        await drawKeys();
      }) }, "Delete")),
    el("p", {}, [key.type, ...RIGHTS.filter(({ name }) => key[name]).map(({ title }) => title.replace("Enable ", "").toLowerCase())].join(" · ")))));
}

let prices = {};

async function drawPrices() {
  prices = await control("GET", "prices");
  const shown = $("symbol").value || "BTCUSDT";
  $("symbol").replaceChildren(...Object.keys(prices).map((symbol) => el("option", { selected: symbol === shown }, symbol)));
  $("price").value = prices[$("symbol").value];
}

async function setPrice(price) {
  const symbol = $("symbol").value;
  await control("POST", "price", { symbol, price: String(price) });
  await drawPrices();
  toast(`${symbol} is at ${prices[symbol]}`);
}

function nudge(percent) {
  const decimals = (prices[$("symbol").value].split(".")[1] ?? "").length;
  return setPrice((Number(prices[$("symbol").value]) * (1 + percent / 100)).toFixed(decimals));
}

drawRights();
drawKind();
$("key-form").addEventListener("change", drawKind);
$("key-form").addEventListener("submit", attempt(createKey));
$("account").addEventListener("change", attempt(drawKeys));
$("symbol").addEventListener("change", () => { $("price").value = prices[$("symbol").value]; });
$("price-form").addEventListener("submit", attempt(() => setPrice($("price").value)));
for (const button of $("nudges").children) {
  button.addEventListener("click", attempt(async () => { await drawPrices(); await nudge(Number(button.dataset.percent)); }));
}
addEventListener("person", () => { $("account").value = state.person === "owner" ? "trader" : "guest"; });
$("end-trouble").addEventListener("click", attempt(endTrouble));
addEventListener("drawer", attempt(async () => { await drawKeys(); await drawPrices(); }));
connect();
grow();
