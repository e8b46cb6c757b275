import { afterEach, describe, expect, it, vi } from 'vitest';
import { running, status } from '../../test/documents';
import { Host } from '../../test/host';
import { keepToken, token } from '../api/token';
import { View } from '../store/view';
import { Ended } from './ended';
import { ExportMenu } from './export';

const host = Host.forEach();

afterEach(() => {
  sessionStorage.clear();
  token.value = null;
});

/** A monitor that is not on loopback: it answers what comes with the token. */
function guarded(): RequestInit[] {
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_url: string, request: RequestInit) => {
    asked.push(request);
    return new Response('a,b', { status: 200 });
  });
  URL.createObjectURL = () => 'blob:x';
  return asked;
}

function ended() {
  const run = running(['read']);
  run.status.value = status('bench-1', 'completed');
  return run;
}

describe('a link to an export', () => {
  const views = {
    'of the menu': () => <ExportMenu run={running(['read'])} view={new View()} />,
    'of an ended run': () => <Ended run={ended()} />,
  };
  for (const [name, view] of Object.entries(views)) {
    it(`${name} carries the token`, async () => {
      keepToken('s3cret');
      const asked = guarded();
      await host.show(view());
      await host.click('CSV', 'a');
      expect(asked.map((request) => request.headers)).toEqual([{ Authorization: 'Bearer s3cret' }]);
    });

    it(`${name} is left to the browser where no token is needed`, async () => {
      const asked = guarded();
      await host.show(view());
      const stop = (event: Event) => event.preventDefault();
      host.element.addEventListener('click', stop);
      await host.click('CSV', 'a');
      expect(asked).toEqual([]);
      expect(host.all('a').every((link) => link.hasAttribute('download'))).toBe(true);
    });

    it(`${name} says why nothing was saved`, async () => {
      keepToken('s3cret');
      vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
      await host.show(view());
      await host.click('CSV', 'a');
      expect(host.one('[role="alert"]')!.textContent).toBe('status 503');
    });
  }

  it('is there for each format that the monitor has, as soon as it has told', async () => {
    const run = ended();
    run.formats.value = [];
    await host.show(
      <>
        <ExportMenu run={run} view={new View()} />
        <Ended run={run} />
      </>,
    );
    expect(host.one('a, details')).toBeNull();
    expect(host.text).not.toContain('Save');
    run.formats.value = [{ name: 'new', description: 'whatever it is <b>' }];
    await host.settle();
    expect(host.all('a').map((link) => link.textContent)).toEqual([
      'NEW whatever it is <b>',
      'NEW',
    ]);
  });
});
