import { computed, effect, untracked } from '@preact/signals';
import type { Get } from '../api/rest';
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
  private session: string | null = null;
  private isOver = true;
  private isWanted = false;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly get: Get,
  ) {}

  follow(): () => void {
    const isOver = computed(() => isEnded(this.run.status.value));
    const shown = () => {
      if (!document.hidden && this.isWanted && !this.isOver) void this.ask();
    };
    document.addEventListener('visibilitychange', shown);
    const stop = effect(() => {
      const range = this.view.range.value;
      const session = this.run.session.value;
      if (range !== this.range || session !== this.session) this.run.findings.value = null;
      this.range = range;
      this.session = session;
      this.isOver = isOver.value;
      this.isWanted =
        session !== null && this.run.isAnswered.value && this.view.tab.value === 'overview';
      untracked(() => {
        this.stop();
        if (this.isWanted) void this.ask();
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

  private async ask(): Promise<void> {
    this.stop();
    const { signal } = (this.asking = new AbortController());
    const { range } = this;
    const query = range ? { from: Math.round(range.from), to: Math.round(range.to) } : {};
    const begun = performance.now();
    try {
      const { findings } = await this.get<Findings>('findings', query, signal);
      if (!signal.aborted) this.run.findings.value = findings;
    } catch {
      // What is known stays, and a run that goes on is asked again.
    }
    if (signal.aborted || this.isOver) return;
    const rest = Math.min(LONGEST_MS, REST * (performance.now() - begun));
    this.timer = window.setTimeout(
      () => {
        if (!document.hidden) void this.ask();
      },
      Math.max(AGAIN_MS, rest),
    );
  }
}
