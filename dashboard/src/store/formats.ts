import { effect, untracked } from '@preact/signals';
import type { Get } from '../api/rest';
import type { ExportFormats } from '../api/types';
import type { Run } from './run';

/** Fetches the formats of an export, once: they are those of the monitor, whatever it watches. */
export class Formats {
  private asking = false;

  constructor(
    private readonly run: Run,
    private readonly get: Get,
  ) {}

  /** Asks when the page is connected, and with the next message again when there was no answer. */
  follow(): () => void {
    return effect(() => {
      if (this.run.connection.value.state !== 'live' || this.run.formats.value.length > 0) return;
      this.run.version.value;
      untracked(() => void this.ask());
    });
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const { signal } = new AbortController();
    try {
      const { formats } = await this.get<ExportFormats>('export/formats', {}, signal);
      this.run.formats.value = formats;
    } catch {
      // Until there is an answer nothing is offered.
    }
    this.asking = false;
  }
}
