import { effect, untracked } from '@preact/signals';
import { ApiError, type Get } from '../api/rest';
import type { RangeMetrics } from '../api/types';
import type { Run } from './run';
import { onlyWarmup } from './span';
import type { Range, View } from './view';

/** Keeps the figures of the selected range: asked for when it is selected, and until it is over. */
export class Ranges {
  private asking = new AbortController();

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly get: Get,
  ) {}

  follow(): () => void {
    let settled = false;
    let shown: Range | null = null;
    let wasLive = false;
    let of: string | null = null;
    return effect(() => {
      const range = this.view.range.value;
      const session = this.run.session.value;
      this.run.version.value;
      const live = this.run.isAnswered.value;
      const again = live && !wasLive && this.run.ranged.peek().state === 'failed';
      wasLive = live;
      const changed = range !== shown || session !== of;
      if (!changed && (range === null || settled) && !again) return;
      shown = range;
      of = session;
      // A range that reaches beyond the newest point, as a link's may, gets more with each point.
      settled = range !== null && range.to / 1000 <= (this.run.timeline.end ?? 0);
      untracked(() => {
        if (range === null) this.off();
        else void this.ask(range, changed);
      });
    });
  }

  private off(): void {
    this.asking.abort();
    this.run.ranged.value = { state: 'off' };
  }

  private async ask(range: Range, changed: boolean): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    if (changed) this.run.ranged.value = { state: 'loading', before: this.run.shown.value };
    const include = onlyWarmup(this.run.timeline, range) ? 'warmup' : null;
    try {
      const query = { from: range.from, to: range.to, include };
      const metrics = await this.get<RangeMetrics>('metrics', query, signal);
      if (!signal.aborted) this.run.ranged.value = { state: 'shown', metrics };
    } catch (thrown) {
      if (signal.aborted) return;
      const reason =
        thrown instanceof ApiError
          ? thrown.message
          : 'the monitor, which has the exact figures, does not answer';
      this.run.ranged.value = { state: 'failed', reason };
    }
  }
}
