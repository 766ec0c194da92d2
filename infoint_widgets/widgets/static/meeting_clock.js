// The clock of a meeting. It reckons in this browser, so it goes on while the kernel is busy or
// gone; it changes once a minute, moves nothing, and says aloud only what one could say next.

const TICK_MS = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 15 * MINUTE; // before the start, when the first sentence is of use
const HOURS_FROM = 2 * HOUR; // what is longer is told in hours
const LATER = HOUR; // after the end, when there is nothing left to say

function element(tag, className, parent) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  parent.append(made);
  return made;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fill(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

function stateOf({ starts, warns, ends }, now) {
  if (starts === null) return "open";
  if (now < starts) return "before";
  if (now >= ends) return now < ends + LATER ? "over" : "past";
  return warns !== null && now >= warns ? "last" : "running";
}

function length(seconds, { locale, words }) {
  const told = (value, unit, unitDisplay) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay }).format(value);
  if (seconds < MINUTE) return words.last_minute;
  const minutes = Math.ceil(seconds / MINUTE);
  if (seconds <= HOURS_FROM) return told(minutes, "minute", "long");
  return `${told(Math.floor(minutes / 60), "hour", "short")} ${told(minutes % 60, "minute", "short")}`;
}

function ahead(seconds, { locale }) {
  const told = new Intl.RelativeTimeFormat(locale);
  if (seconds >= 2 * DAY) return told.format(Math.round(seconds / DAY), "day");
  if (seconds > HOURS_FROM) return told.format(Math.round(seconds / HOUR), "hour");
  return told.format(Math.ceil(seconds / MINUTE), "minute");
}

// Two soft notes; only for whoever switched them on.
function tone() {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, audio.currentTime);
  volume.gain.linearRampToValueAtTime(0.08, audio.currentTime + 0.15);
  volume.gain.linearRampToValueAtTime(0, audio.currentTime + 1.2);
  volume.connect(audio.destination);
  const note = audio.createOscillator();
  note.frequency.setValueAtTime(440, audio.currentTime);
  note.frequency.setValueAtTime(349.2, audio.currentTime + 0.6);
  note.connect(volume);
  note.onended = () => audio.close();
  note.start();
  note.stop(audio.currentTime + 1.3);
}

function sound() {
  try {
    tone();
  } catch {
    // A machine without sound must not stop the clock.
  }
}

function render({ model, el }) {
  el.classList.add("infoint-clock");
  const face = element("div", "infoint-clock-face", el);
  const head = element("p", "infoint-clock-head", face);
  const time = element("p", "infoint-clock-time", face);
  const bar = element("div", "infoint-clock-bar", face);
  bar.setAttribute("aria-hidden", "true");
  const gone = element("span", "", bar);
  const foot = element("p", "infoint-clock-foot", face);
  const sign = element("div", "infoint-sign", el);
  const when = element("p", "infoint-sign-when", sign);
  const words = element("p", "infoint-sign-words", sign);
  const heard = element("div", "infoint-heard", el);
  heard.setAttribute("role", "status");
  heard.setAttribute("aria-live", "polite");

  let meeting = null;
  let before = null;

  const clock = (seconds) => {
    const { zone: timeZone } = model.get("plan");
    const as = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
    return new Date(seconds * 1_000).toLocaleTimeString(model.get("words").locale, as);
  };

  function readFace(state, plan, now, say) {
    const facts = { start: clock(plan.starts ?? now), end: clock(plan.ends ?? now) };
    const local = { locale: say.locale, words: say };
    const shown = {
      open: [say.open, plan.promised, ""],
      before: [say.before, ahead(plan.starts - now, local), say.until],
      running: [plan.left_of, length(plan.ends - now, local), say.until],
      over: ["", say.over, say.since],
      past: ["", "", say.past],
    };
    const [above, large, below] = shown[state === "last" ? "running" : state];
    put(head, fill(above, facts));
    put(time, large);
    put(foot, fill(below, facts));
    const done = (now - plan.starts) / (plan.ends - plan.starts);
    bar.hidden = !["running", "last"].includes(state);
    gone.style.width = `${Math.min(100, Math.max(0, 100 * done)).toFixed(1)}%`;
  }

  function readSign(state, plan, now, say) {
    const spoken = model.get("sentences");
    const five = say[state === "open" ? "five_open" : "five"];
    const coming = plan.warns === null && state !== "open" ? [say.end_ahead, "end"] : [five, "five_minutes"];
    const [sentence, which] = {
      open: coming,
      before: plan.starts - now <= SOON ? [say.first, "first"] : coming,
      running: coming,
      last: [say.five_now, "five_minutes"],
      over: [say.end, "end"],
      past: ["", ""],
    }[state];
    put(when, fill(sentence, { time: clock(plan.warns ?? now) }));
    put(words, spoken[which] ? fill(say.quoted, { words: spoken[which] }) : "");
    words.lang = spoken.language;
    sign.hidden = !spoken[which];
  }

  function show() {
    const plan = model.get("plan");
    const say = model.get("words");
    const now = Date.now() / 1_000 + plan.shift;
    const state = stateOf(plan, now);
    // Another meeting begins in silence.
    if (plan.meeting !== meeting) before = null;
    meeting = plan.meeting;
    readFace(state, plan, now, say);
    readSign(state, plan, now, say);
    el.dataset.state = state;
    if (state === before) return;
    const speaks = ["last", "over"].includes(state);
    put(heard, speaks ? `${when.textContent} ${words.textContent}` : "");
    const seen = before !== null;
    before = state;
    if (speaks && seen && model.get("sound")) sound();
  }

  const timer = setInterval(show, TICK_MS);
  document.addEventListener("visibilitychange", show);
  model.on("change:plan change:words change:sentences", show);
  show();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", show);
    model.off("change:plan change:words change:sentences", show);
  };
}

export default { render };
