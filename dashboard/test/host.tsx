import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A page for a test's view, with a monitor that answers what the test says, and its own time. */
export class Host {
  element = document.createElement('div');
  /** Every address that was asked for. */
  asked: URL[] = [];
  /** By the path below `/api/`. */
  answers: Record<string, unknown> = {};

  /** Sets up one for each test of a file. */
  static forEach(): Host {
    const host = new Host();
    beforeEach(() => host.begin());
    afterEach(() => host.end());
    return host;
  }

  private begin(): void {
    this.element = document.createElement('div');
    document.body.append(this.element);
    this.asked = [];
    this.answers = {};
    vi.useFakeTimers();
    vi.stubGlobal('fetch', async (url: string) => {
      const address = new URL(url, 'http://here/');
      this.asked.push(address);
      const answer = this.answers[address.pathname.slice('/api/'.length)];
      return answer === undefined
        ? { ok: false, status: 404, json: async () => ({ error: { message: 'no such endpoint' } }) }
        : { ok: true, status: 200, json: async () => answer };
    });
  }

  private end(): void {
    render(null, this.element);
    this.element.remove();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }

  /** Lets time pass; what is rendered at its end asks, so the answers get their turn as well. */
  async settle(ms = 1): Promise<void> {
    for (const step of [ms, 1, 1]) {
      await act(async () => {
        await vi.advanceTimersByTimeAsync(step);
      });
    }
  }

  async show(view: ComponentChild): Promise<void> {
    await act(() => render(view, this.element));
    await this.settle();
  }

  async click(text: string, role = 'button'): Promise<void> {
    const found = [...this.element.querySelectorAll<HTMLElement>(role)].find((element) =>
      element.textContent?.trim().startsWith(text),
    );
    expect(found, `a ${role} that begins with ${text}`).toBeDefined();
    await act(() => found!.click());
    await this.settle();
  }

  async type(text: string): Promise<void> {
    const input = this.element.querySelector('input')!;
    await act(() => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await this.settle(300);
  }

  async choose(select: HTMLSelectElement, value: string): Promise<void> {
    await act(() => {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await this.settle();
  }

  get text(): string {
    return this.element.textContent ?? '';
  }

  one<E extends Element = HTMLElement>(selector: string): E | null {
    return this.element.querySelector<E>(selector);
  }

  all<E extends Element = HTMLElement>(selector: string): E[] {
    return [...this.element.querySelectorAll<E>(selector)];
  }

  /** The texts of the cells of each line of the table. */
  lines(): string[][] {
    return this.all('tbody tr').map((line) =>
      [...line.children].map((one) => one.textContent ?? ''),
    );
  }

  /** The parameters that a path was asked for with last. */
  query(path: string): Record<string, string> {
    const last = this.asked.filter(({ pathname }) => pathname === `/api/${path}`).at(-1)!;
    return Object.fromEntries(last.searchParams);
  }
}
