import { picture } from './api/picture';
import { answerFrom, get } from './api/rest';
import type { Timeline } from './api/types';
import { reason } from './format';
import { load } from './report/load';
import { show } from './shown';
import { History } from './store/history';
import { Judged } from './store/judged';
import { Run } from './store/run';
import { Sessions } from './store/sessions';
import { View } from './store/view';

/** The points that are shown at once; older ones come after them. */
const NEWEST = { window: 3600, interval: 0.1 };

async function begin(): Promise<void> {
  const answers = load(document);
  answerFrom(answers.get);
  const run = new Run();
  const view = new View('all');
  const past = new History(run, view, get);
  const data = await picture(get, {}, get<Timeline>('metrics/timeline', NEWEST));
  run.take({ type: 'hello', sequence: data.status.sequence, data });
  run.connection.value = { state: 'report' };
  new Judged(run, get).follow();
  const sessions = new Sessions(run, view, get, past);
  document.getElementById('page')!.replaceChildren();
  show({ run, view, past, sessions, live: { retryNow: () => {} }, get });
  addEventListener('hashchange', () => view.read(location.hash));
  await past.before();
}

begin().catch((failure: unknown) => {
  const text = document.createElement('p');
  text.className = 'loading';
  text.textContent = `This report cannot be shown: ${reason(failure)}.`;
  document.getElementById('page')!.replaceChildren(text);
});
