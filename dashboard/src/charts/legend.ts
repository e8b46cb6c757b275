import { count } from '../format';
import type { Figure } from './figures';

interface Entry {
  value: HTMLElement;
  text: string;
}

/** The names, colours and values of a chart's lines; written to directly, for it changes each tick. */
export class Legend {
  private entries: Entry[] = [];
  private highest = -1;

  constructor(private readonly host: HTMLElement) {}

  make(figures: Figure[], color: (number: number) => string): void {
    if (figures.length === 0) return;
    // What is drawn from the top down is listed from the bottom up.
    const rows = figures.map((figure) => {
      const item = document.createElement('li');
      const swatch = document.createElement('i');
      swatch.style.background = color(figure.color);
      if (figure.dash) swatch.className = 'dash';
      const name = document.createElement('span');
      name.textContent = figure.label;
      name.title = figure.label;
      const value = document.createElement('b');
      item.append(swatch, name, value);
      return { item, value };
    });
    this.entries = rows.map(({ value }) => ({ value, text: '' }));
    const listed = rows.map(({ item }) => item);
    if (figures[0]!.shown) listed.reverse();
    this.host.replaceChildren(...listed);
  }

  /** The values at a point; without one those of the newest point. */
  show(figures: Figure[], at: number | null, format: (value: number | null) => string): void {
    figures.forEach((figure, i) => {
      const entry = this.entries[i];
      if (!entry) return;
      const values = figure.shown ?? figure.values;
      const text = format((at === null ? values.at(-1) : values[at]) ?? null);
      if (text === entry.text) return;
      entry.text = text;
      entry.value.textContent = text;
    });
  }

  /** How many calls the strongest colour of a heat map stands for. */
  most(highest: number): void {
    const whole = Math.round(highest);
    if (whole === this.highest) return;
    this.highest = whole;
    const item = document.createElement('li');
    const ramp = document.createElement('i');
    ramp.className = 'ramp';
    item.append('1 ', ramp, ` ${count(whole)} calls`);
    this.host.replaceChildren(item);
  }
}
