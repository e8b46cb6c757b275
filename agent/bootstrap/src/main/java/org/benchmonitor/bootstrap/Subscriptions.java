package org.benchmonitor.bootstrap;

import java.util.function.Supplier;

/**
 * The subscriptions to what one call has returned: each is an operation of its own, from when it
 * begins until it ends. The call itself is none.
 *
 * <p>Any thread of the host; never blocks, also not at the gate of a paused run. Their worker is
 * the one that made the call.
 */
final class Subscriptions implements Supplier<Object> {
  private final LazyType type;
  private final Object real;
  private final Worker worker;
  private final int siteId;
  private final int operation;

  private Subscriptions(LazyType type, Object real, Frame frame) {
    this.type = type;
    this.real = real;
    this.worker = frame.worker;
    this.siteId = frame.siteId;
    this.operation = frame.operation;
  }

  /** What to give back instead of what a call returned, or null if there is nothing of the kind. */
  static Object instead(Frame frame, Object returned) {
    try {
      LazyType type = LazyType.of(returned.getClass());
      return type.canReplace() ? type.deferred(new Subscriptions(type, returned, frame)) : null;
    } catch (Throwable failure) {
      // Of the library, the stack or the heap: only the call is timed.
      return null;
    }
  }

  /** What the next subscriber subscribes to. */
  @Override
  public Object get() {
    LazyOperation begun = null;
    try {
      Site site = Sites.get(siteId);
      if (site == null || site.isOff() || worker.recording().isClosed()) {
        return real;
      }
      begun = new LazyOperation(new AsyncOperation(worker, siteId, operation, Clock.ticks()));
      return type.telling(real, begun);
    } catch (Throwable failure) {
      if (begun != null) {
        begun.abandon();
      }
      Probe.suppressed(failure, siteId);
      return real;
    }
  }

  /** The same for a library with a supplier of its own. */
  Awaitable.Answering calling() {
    return new Awaitable.Answering() {
      @Override
      Object answer(String method, Object[] arguments) {
        return get();
      }
    };
  }
}
