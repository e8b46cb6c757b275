import { computed, effect, untracked } from '@preact/signals';
import type { Get } from '../api/rest';
import { viewed } from '../api/session';
import type { Findings } from '../api/types';
import { isEnded, type Run } from './run';
import type { Range, View } from './view';

/** Looking through a run is work for the host, and what stands out does so for a while. */
const AGAIN_MS = 10_000;

/** Of a long run it is more work, and a hundredth of the time is enough for it. */
const REST = 100;
const LONGEST_MS = 300_000;

/**
 * Fetches what stands out in what is shown, while the overview is: of a run that goes on again and
 * again.
 */
export class Finder {
  private asking = new AbortController();
  private timer = 0;
  private range: Range | null = null;
  /** The run that is shown: several records may be of one session. */
  private of = '';
  private isOver = true;
  private isWanted = false;
  /** When it is time to ask again; never where nothing can have changed. */
  private notBefore = 0;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly get: Get,
    private readonly now: () => number = () => performance.now(),
  ) {}

  follow(): () => void {
    const isEndedRun = computed(() => isEnded(this.run.status.value));
    const shown = () => {
      if (!document.hidden && this.isWanted && !this.isOver) this.askInTime();
    };
    document.addEventListener('visibilitychange', shown);
    const stop = effect(() => {
      const range = this.view.range.value;
      const session = this.run.session.value;
      const of = `${session} ${viewed.value}`;
      const isOver = isEndedRun.value;
      const isOther = range !== this.range || of !== this.of;
      if (isOther) this.run.findings.value = null;
      if (isOther || isOver !== this.isOver) this.notBefore = 0;
      this.range = range;
      this.of = of;
      this.isOver = isOver;
      this.isWanted =
        session !== null && this.run.isAnswered.value && this.view.tab.value === 'overview';
      untracked(() => {
        this.stop();
        if (this.isWanted) this.askInTime();
      });
    });
    return () => {
      document.removeEventListener('visibilitychange', shown);
      stop();
      this.stop();
    };
  }

  private stop(): void {
    this.asking.abort();
    window.clearTimeout(this.timer);
  }

  /** At once, or when it is time again: whoever comes back to the page costs the host no more. */
  private askInTime(): void {
    const wait = this.notBefore - this.now();
    if (wait <= 0) void this.ask();
    else if (wait < Infinity) this.wait(wait);
  }

  private wait(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (!document.hidden) void this.ask();
    }, ms);
  }

  private async ask(): Promise<void> {
    this.stop();
    const { signal } = (this.asking = new AbortController());
    const { range } = this;
    const query = range ? { from: Math.round(range.from), to: Math.round(range.to) } : {};
    const begun = this.now();
    try {
      const { findings } = await this.get<Findings>('findings', query, signal);
      if (!signal.aborted) this.run.findings.value = findings;
    } catch {
      // What is known stays, and a run that goes on is asked again.
    }
    if (signal.aborted) return;
    const isPast = range !== null && range.to / 1000 <= (this.run.timeline.end ?? 0);
    if (this.run.findings.value !== null && (this.isOver || isPast)) {
      this.notBefore = Infinity;
      return;
    }
    const rest = Math.max(AGAIN_MS, Math.min(LONGEST_MS, REST * (this.now() - begun)));
    this.notBefore = this.now() + rest;
    this.wait(rest);
  }
}
