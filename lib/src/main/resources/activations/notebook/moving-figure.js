// Gives the figures of this page that have none their sliders. Each figure holds all that its own sliders need, so there
// may be several, and the same one twice. activations.notebook.MovingFigure writes them.
(() => {
  const MILLISECONDS_PER_FRAME = 500;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // JupyterLab and the classic Notebook have shortcuts of their own for arrows, space and others.
  const keepKeys = control => {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
    control.addEventListener("keydown", event => event.stopPropagation());
  };

  const makeMove = (figure, { plays, controls, frames }) => {
    const image = figure.querySelector("img");
    const caption = figure.querySelector("figcaption");
    const values = controls.map(() => element("span", { className: "moving-figure-value" }));
    const ranges = controls.map(({ label, texts, start }) => {
      const range = element("input", { type: "range", min: 0, max: texts.length - 1, step: 1 });
      range.value = start;
      range.setAttribute("aria-label", label);
      range.style.cssText = "flex:0 1 20em;min-width:8em";
      keepKeys(range);
      return range;
    });

    const show = () => {
      const position = ranges.reduce((sum, range, i) => sum * controls[i].texts.length + range.valueAsNumber, 0);
      image.src = frames[position].src;
      image.alt = frames[position].alt;
      ranges.forEach((range, i) => {
        const text = controls[i].texts[range.valueAsNumber];
        values[i].textContent = text;
        range.setAttribute("aria-valuetext", `${text}. ${image.alt}`);
      });
    };

    const rows = ranges.map((range, i) => {
      const row = element("div", {}, element("span", {}, controls[i].label), range, values[i]);
      row.style.cssText = "display:flex;flex-wrap:wrap;align-items:center;gap:0.6em";
      values[i].style.cssText = "font-variant-numeric:tabular-nums";
      values[i].setAttribute("aria-hidden", "true");
      row.firstChild.setAttribute("aria-hidden", "true");
      return row;
    });
    const button = plays ? makePlay(figure, ranges[0], controls[0].label, show) : null;
    if (button) {
      rows[0].prepend(button);
    }
    ranges.forEach(range => range.addEventListener("input", show));
    frames.find(frame => frame.src === null).src = image.src;
    caption.replaceChildren(...rows);
    show();
  };

  // Plays once, up to the last frame, and only when asked. Who wants less motion moves the slider instead.
  const makePlay = (figure, range, label, show) => {
    const lessMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
    const button = element("button", { type: "button" });
    let timer = null;
    let touched = false;
    const pause = () => {
      clearInterval(timer);
      timer = null;
      button.textContent = "Play";
      button.setAttribute("aria-label", `Play: ${label}`);
    };
    const step = () => {
      if (figure.isConnected && range.value !== range.max) {
        range.valueAsNumber += 1;
        show();
      }
      if (!figure.isConnected || range.value === range.max) {
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
      button.setAttribute("aria-label", `Pause: ${label}`);
    };
    const heedMotion = () => {
      button.hidden = lessMotion.matches;
      if (lessMotion.matches) {
        pause();
      }
    };
    button.addEventListener("click", () => timer === null ? play() : pause());
    range.addEventListener("input", () => {
      touched = true;
      pause();
    });
    lessMotion.addEventListener("change", heedMotion);
    keepKeys(button);
    pause();
    heedMotion();
    return button;
  };

  for (const figure of document.querySelectorAll("figure.moving-figure")) {
    const json = figure.querySelector("script[type='application/json']");
    if (json && !figure.hasSliders) {
      figure.hasSliders = true;
      makeMove(figure, JSON.parse(json.textContent));
    }
  }
})();
