// Gives sliders to the figures of this page that have none yet. Each figure holds all that its own sliders need, so
// there may be several, and the same one twice. The Java class MovingFigure writes them.
(() => {
  const MILLISECONDS_PER_FRAME = 500;

  const element = (name, style, ...children) => {
    const made = document.createElement(name);
    made.style.cssText = style;
    made.append(...children);
    return made;
  };

  // JupyterLab and the classic Notebook have shortcuts of their own for arrows, space and others.
  const keepKeys = control => {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
    control.addEventListener("keydown", event => event.stopPropagation());
  };

  // The value beside the slider is for the eye: a screen reader reads that of the slider.
  const makeSlider = ({ label, texts, start }) => {
    const range = element("input", "flex:auto;min-width:8em");
    Object.assign(range, { type: "range", min: 0, max: texts.length - 1, value: start });
    keepKeys(range);
    const value = element("span", "font-variant-numeric:tabular-nums");
    value.setAttribute("aria-hidden", "true");
    const row = element("div", "display:flex;flex-wrap:wrap;align-items:center;gap:0.6em",
      element("label", "display:flex;align-items:center;gap:0.6em;margin:0;flex:0 1 26em", label, range), value);
    const showValue = alt => {
      value.textContent = texts[range.valueAsNumber];
      range.setAttribute("aria-valuetext", `${value.textContent}. ${alt}`);
    };
    return { row, range, showValue, positions: texts.length };
  };

  // Plays once, up to the last frame, and only when asked. Who wants less motion has the slider.
  const makeButton = (range, show) => {
    const lessMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
    const button = element("button", "min-width:5em");
    button.type = "button";
    let timer = null;
    let touched = false;
    const pause = () => {
      clearInterval(timer);
      timer = null;
      button.textContent = "Play";
    };
    const step = () => {
      if (range.isConnected && range.value !== range.max) {
        range.valueAsNumber += 1;
        show();
      }
      if (!range.isConnected || range.value === range.max) {
        pause();
      }
    };
    const play = () => {
      if (!touched || range.value === range.max) {
        range.value = 0;
        show();
      }
      touched = true;
      timer = setInterval(step, MILLISECONDS_PER_FRAME);
      button.textContent = "Pause";
    };
    const heedMotion = () => {
      pause();
      button.hidden = lessMotion.matches;
    };
    button.addEventListener("click", () => timer === null ? play() : pause());
    range.addEventListener("input", () => {
      touched = true;
      pause();
    });
    lessMotion.addEventListener("change", heedMotion);
    keepKeys(button);
    heedMotion();
    return button;
  };

  const makeMove = (figure, { plays, controls, frames }) => {
    const image = figure.querySelector("img");
    frames.find(frame => frame.src === null).src = image.src;
    const sliders = controls.map(makeSlider);
    const show = () => {
      const frame = frames[sliders.reduce((sum, { range, positions }) => sum * positions + range.valueAsNumber, 0)];
      image.src = frame.src;
      image.alt = frame.alt;
      sliders.forEach(slider => slider.showValue(frame.alt));
    };
    sliders.forEach(({ range }) => range.addEventListener("input", show));
    if (plays) {
      sliders[0].row.prepend(makeButton(sliders[0].range, show));
    }
    figure.querySelector("figcaption").replaceChildren(...sliders.map(slider => slider.row));
    show();
  };

  for (const figure of document.querySelectorAll("figure.moving-figure")) {
    const json = figure.querySelector("script[type='application/json']");
    if (json && !figure.hasSliders) {
      figure.hasSliders = true;
      makeMove(figure, JSON.parse(json.textContent));
    }
  }
})();
