import { effect, signal, untracked } from '@preact/signals';
import type { Threshold, ThresholdState } from '../api/types';
import { identity } from './limits';
import type { Run } from './run';

const KEY = 'monitor-notices';

/** Whether the user wants to be told while the page is hidden, and whether the browser lets us. */
export const notices = signal<'off' | 'on' | 'refused' | 'impossible'>(initial());

function initial(): 'off' | 'on' | 'impossible' {
  // Over plain HTTP from another machine a browser has none.
  if (typeof Notification === 'undefined' || !isSecureContext) return 'impossible';
  return Notification.permission === 'granted' && stored() ? 'on' : 'off';
}

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

/** Turns them on or off; the first time the browser asks the user. */
export async function toggleNotices(): Promise<void> {
  const wanted = notices.value !== 'on';
  const allowed = wanted && (await Notification.requestPermission()) === 'granted';
  notices.value = !wanted ? 'off' : allowed ? 'on' : 'refused';
  try {
    if (allowed) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage it holds until the page is loaded again.
  }
}

/** Tells of what is broken, and of what is not any more, while nobody sees the page. */
export class Notices {
  private session: string | null = null;
  private before = new Map<string, ThresholdState>();

  constructor(private readonly run: Run) {}

  /** Works without drawing, which a hidden page does not do. */
  follow(): () => void {
    return effect(() => {
      const thresholds = this.run.alerts.value;
      untracked(() => this.compare(thresholds));
    });
  }

  private compare(thresholds: Threshold[]): void {
    const session = this.run.session.value;
    if (session !== this.session) this.before.clear();
    this.session = session;
    for (const one of thresholds) {
      const before = this.before.get(identity(one));
      this.before.set(identity(one), one.state);
      const changed = (before === 'broken') !== (one.state === 'broken');
      if (before !== undefined && changed && document.hidden && notices.value === 'on') tell(one);
    }
  }
}

function tell({ name, condition, state }: Threshold): void {
  try {
    const said = new Notification(`${name}: ${state}`, {
      body: condition === name ? 'Bench Monitor' : condition,
      // One that follows takes its place.
      tag: `${KEY} ${name}`,
    });
    said.onclick = () => window.focus();
  } catch {
    // A browser of a phone has none outside a worker.
    notices.value = 'impossible';
  }
}
