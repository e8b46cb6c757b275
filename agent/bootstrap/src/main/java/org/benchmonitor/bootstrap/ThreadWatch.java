package org.benchmonitor.bootstrap;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;

/**
 * Notes the exception that ends a thread and passes it to the handler that would otherwise get it.
 *
 * <p>It references nothing of the agent, because a handler of the host may lead here for as long as
 * the thread lives, with or without the agent.
 */
public final class ThreadWatch implements UncaughtExceptionHandler {
  private final WeakReference<Thread> thread;
  private final UncaughtExceptionHandler own;
  private volatile String failure = "";

  private ThreadWatch(Thread thread, UncaughtExceptionHandler own) {
    this.thread = new WeakReference<>(thread);
    this.own = own;
  }

  /** Watches a thread; a handler that the host sets later replaces the watch. */
  public static ThreadWatch of(Thread thread) {
    UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    // A thread without its own handler returns its group, which calls the default handler.
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

  /** Restores the thread's own handler, unless the host has set another one. */
  public void end() {
    Thread watched = thread.get();
    if (watched != null && watched.getUncaughtExceptionHandler() == this) {
      watched.setUncaughtExceptionHandler(own);
    }
  }
}
