import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { picture } from '../api/picture';
import { ApiError, type Get, type Query } from '../api/rest';
import { ofRecords, viewed } from '../api/session';
import type { ListedRun, Message, SessionList, Status, Timeline } from '../api/types';
import type { Run } from './run';
import type { View } from './view';

/** All that is retained of a run, without merging any of its points. */
const WHOLE = { window: 86_400, interval: 0.1 };
const LIST_STAYS_MS = 10_000;

/** What the current run is, whichever one is shown. */
export interface LiveRun {
  id: string;
  status: Status['status'];
}

/** What fetches the past of the run that is shown. */
interface Past {
  forget(): void;
  before(): Promise<void>;
}

/** The runs of this JVM: which there are, and which of them the page shows. */
export class Sessions {
  readonly list = signal<SessionList>({ sessions: [], others: [] });
  readonly live = signal<LiveRun | null>(null);
  /** Why the run that was asked for is not shown. */
  readonly refusal = signal<string | null>(null);
  /** The ended run that is shown, as the list has it; null while the current one is. */
  readonly ended = computed((): ListedRun | null => {
    const id = viewed.value;
    if (id === null) return null;
    return this.list.value.sessions.find((one) => one.session_id === id) ?? null;
  });
  private asking = new AbortController();
  private listing = new AbortController();
  private listedAt = -Infinity;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly get: Get,
    private readonly past: Past,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Shows the run that the view names, whenever it names another. */
  follow(): () => void {
    return effect(() => {
      const wanted = this.view.session.value;
      untracked(() => {
        if (wanted !== viewed.value) void this.show(wanted);
      });
    });
  }

  /**
   * Notes what a message tells of the current run.
   *
   * @returns whether it is for what is shown: the current run and not one that has ended
   */
  takes(message: Message): boolean {
    const status = statusOf(message);
    if (status) this.note(status, message.type === 'hello');
    return viewed.value === null;
  }

  private note(status: Status, isHello: boolean): void {
    ofRecords.value = !!status.recorded;
    const before = this.live.value;
    const isNew = before?.id !== status.session_id || before.status !== status.status;
    if (isNew) this.live.value = { id: status.session_id, status: status.status };
    // Polling says hello every two seconds.
    if (isNew || (isHello && this.now() - this.listedAt > LIST_STAYS_MS)) void this.refresh();
    // The current run is never looked at as an ended one.
    const wanted = this.view.session.value;
    const isCurrent = wanted === status.session_id || wanted === status.recorded?.id;
    if (wanted !== null && isCurrent) this.view.session.value = null;
    else if (isHello && this.view.session.value !== viewed.value) {
      void this.show(this.view.session.value);
    }
  }

  /** Fetches the list; what cannot be fetched stays as it was. */
  async refresh(): Promise<void> {
    this.listing.abort();
    const { signal } = (this.listing = new AbortController());
    this.listedAt = this.now();
    try {
      const list = await this.get<SessionList>('sessions', {}, signal);
      if (signal.aborted) return;
      this.list.value = list;
      const id = viewed.value;
      const isThere = ofRecords.peek() || list.sessions.some((one) => one.session_id === id);
      if (id !== null && !isThere) this.isGone(id);
    } catch {
      // The chooser shows what it knows.
    }
  }

  private isGone(id: string): void {
    this.refusal.value = `The run ${id} is no longer kept.`;
    this.view.session.value = null;
  }

  private async show(wanted: string | null): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    if (wanted !== null) this.refusal.value = null;
    try {
      const ask = <T>(path: string, query: Query) => this.get<T>(path, query, signal);
      const session = { session: wanted };
      const timeline = ask<Timeline>('metrics/timeline', { ...session, ...WHOLE });
      const data = await picture(ask, session, timeline);
      if (signal.aborted) return;
      batch(() => {
        viewed.value = wanted;
        this.past.forget();
        this.run.show(data);
      });
      this.past.before().catch(() => {});
    } catch (thrown) {
      if (signal.aborted) return;
      const isMissing = thrown instanceof ApiError && thrown.status === 404;
      if (wanted !== null && isMissing) {
        this.refusal.value = `Not there: ${thrown.message}.`;
        this.view.session.value = null;
      }
    }
  }
}

function statusOf(message: Message): Status | null {
  switch (message.type) {
    case 'hello':
    case 'status_change':
    case 'benchmark_completed':
      return message.data.status;
    case 'metrics_update':
      return message.status;
    default:
      return null;
  }
}
