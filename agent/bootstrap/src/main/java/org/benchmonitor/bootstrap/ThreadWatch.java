package org.benchmonitor.bootstrap;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;

/**
 * Notices the exception that ends a thread, and hands it on to what would have been asked without.
 *
 * <p>Holds nothing of the agent: a handler of the host's own may lead here for as long as the
 * thread lives, whether or not the agent is still there.
 */
public final class ThreadWatch implements UncaughtExceptionHandler {
  private final WeakReference<Thread> thread;
  private final UncaughtExceptionHandler own;
  private volatile String failure = "";

  private ThreadWatch(Thread thread, UncaughtExceptionHandler own) {
    this.thread = new WeakReference<>(thread);
    this.own = own;
  }

  /** Watches a thread; a handler that the host sets later takes the watch's place. */
  public static ThreadWatch of(Thread thread) {
    UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    // A thread without a handler of its own names its group, which stands for the default.
    ThreadWatch watch = new ThreadWatch(thread, before instanceof ThreadGroup ? null : before);
    thread.setUncaughtExceptionHandler(watch);
    return watch;
  }

  @Override
  public void uncaughtException(Thread ended, Throwable thrown) {
    failure = thrown.getClass().getName();
    ThreadGroup group = ended.getThreadGroup();
    if (own != null) {
      own.uncaughtException(ended, thrown);
    } else if (group != null) {
      group.uncaughtException(ended, thrown);
    }
  }

  /** The class of the exception that ended the thread, or an empty text. */
  public String failure() {
    return failure;
  }

  /** Gives the thread its own handler back, unless the host has set another one. */
  public void end() {
    Thread watched = thread.get();
    if (watched != null && watched.getUncaughtExceptionHandler() == this) {
      watched.setUncaughtExceptionHandler(own);
    }
  }
}
