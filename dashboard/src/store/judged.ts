import { effect, untracked } from '@preact/signals';
import type { Get } from '../api/rest';
import type { Alerts } from '../api/types';
import type { Run } from './run';

/** Fetches when thresholds were broken: messages tell but where each of them stands. */
export class Judged {
  private asked = '';
  private answered = '';

  constructor(
    private readonly run: Run,
    private readonly get: Get,
  ) {}

  /** Asks when a threshold has changed, and with the next message again when there was no answer. */
  follow(): () => void {
    return effect(() => {
      const key = `${this.run.session.value} ${this.run.judged.value}`;
      if (!this.run.isAnswered.value || this.run.alerts.value.length === 0) return;
      if (key === this.answered) return;
      this.run.version.value;
      if (key !== this.asked) untracked(() => void this.ask(key));
    });
  }

  private async ask(key: string): Promise<void> {
    this.asked = key;
    try {
      const { active, past } = await this.get<Alerts>('alerts', {});
      if (this.asked !== key) return;
      this.answered = key;
      this.run.episodes.value = [...past, ...active];
    } catch {
      if (this.asked === key) this.asked = '';
    }
  }
}
