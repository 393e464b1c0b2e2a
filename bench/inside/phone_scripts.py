"""What the benchmark of the phone runs inside its pages."""

# Begins the visit as soon as its button can be pressed, and notes the frame that shows the first question, in ms
# since the page was asked for: neither the person's own time at the button nor the browser driver's is counted.
ANSWERABLE = """(() => {
  let [isBegun, isSeen] = [false, false];
  const look = () => {
    const button = [...document.querySelectorAll("button")].find((each) => each.textContent === "Start the visit");
    if (button && !button.disabled && !isBegun) {
      isBegun = true;
      button.click();
    }
    if (isSeen || !document.querySelector("[id^='q-'] input")) return;
    isSeen = true;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { window.answerableAt = performance.now(); };
      after.port2.postMessage(0);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
# ms from a tap to the frame that shows it, for so many different choices of one answer
MEASURE_TAPS = """async (count) => {
  const inputs = [...document.querySelectorAll("input[type=radio]")].slice(0, 2 * count);
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = done;
    after.port2.postMessage(0);
  }));
  const times = [];
  for (let tap = 0; tap < count; tap += 1) {
    const input = inputs[(tap * 7) % inputs.length];
    await new Promise((done) => setTimeout(done, 150));
    const started = performance.now();
    input.click();
    await frame();
    times.push(performance.now() - started);
  }
  return times;
}"""
EMPTY = """<!doctype html><meta name=viewport content="width=device-width"><body><script>
fetch("/edition.json").then((told) => told.json()).then((edition) => {
  for (let n = 0; n < COUNT; n += 1) {
    document.body.insertAdjacentHTML("beforeend",
      `<p id="q-${n}"><label><input type=radio name=n${n}>yes</label><label><input type=radio name=n${n}>no</label>`);
  }
});
</script>"""
