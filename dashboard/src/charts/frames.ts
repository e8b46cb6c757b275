/**
 * All drawing of a moment in one animation frame.
 *
 * A hidden document gets no frames, so it draws nothing until it is seen again, and then once.
 */
export class Frames {
  private readonly due = new Set<() => void>();
  private pending = false;

  constructor(
    private readonly next: (work: () => void) => void = (work) => requestAnimationFrame(work),
  ) {}

  request(work: () => void): void {
    this.due.add(work);
    if (this.pending) return;
    this.pending = true;
    this.next(() => {
      this.pending = false;
      this.flush();
    });
  }

  /** Draws at once what is due. */
  flush(): void {
    const all = [...this.due];
    this.due.clear();
    for (const one of all) one();
  }

  forget(work: () => void): void {
    this.due.delete(work);
  }
}
