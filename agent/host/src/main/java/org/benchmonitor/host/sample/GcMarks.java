package org.benchmonitor.host.sample;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.SystemFigures;

/** Marks the collections of the garbage collectors; called on the JVM's notification thread. */
final class GcMarks implements NotificationListener, JvmFacts.GcListening {
  private static final String LIBRARY_LOADER =
      "com.sun.management.internal.PlatformMBeanProviderImpl";

  private final PendingMarks marks;
  private final GcTimes times;
  private final List<NotificationEmitter> emitters = new ArrayList<>();

  GcMarks(PendingMarks marks, Ticker ticker) {
    this.marks = marks;
    this.times = new GcTimes(ManagementBeans.runtime(), ticker);
  }

  synchronized void listen() {
    for (GarbageCollectorMXBean collector : collectors()) {
      if (collector instanceof NotificationEmitter emitter
          && !SystemFigures.Collector.isOfCycles(collector.getName())) {
        emitter.addNotificationListener(this, null, null);
        emitters.add(emitter);
      }
    }
  }

  /** As they are told of only where their module's native library is loaded. */
  private static List<GarbageCollectorMXBean> collectors() {
    try {
      Class.forName(LIBRARY_LOADER);
      return ManagementBeans.collectors();
    } catch (ClassNotFoundException | LinkageError otherJdk) {
      return ManagementFactory.getGarbageCollectorMXBeans();
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (isGuarded()) {
      close();
    } else if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
        notification.getType())) {
      mark((CompositeData) notification.getUserData());
    }
  }

  /**
   * Whether the host has a security manager: from then on the JDK may fail to make a notification,
   * and the JVM would print that.
   */
  @SuppressWarnings("removal")
  private static boolean isGuarded() {
    return System.getSecurityManager() != null;
  }

  /**
   * Reads the few fields itself. The JDK's {@code GcInfo} would be made of all of them, by
   * reflection.
   */
  private void mark(CompositeData info) {
    CompositeData gc = (CompositeData) info.get("gcInfo");
    long duration = (Long) gc.get("duration");
    marks.add(
        new Mark(
            times.start((Long) gc.get("startTime"), duration),
            Mark.Kind.GC,
            duration * 1_000_000,
            info.get("gcName") + ": " + info.get("gcAction") + " (" + info.get("gcCause") + ")"));
  }

  @Override
  public synchronized void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException alreadyGone) {
        // Nothing is left to remove.
      }
    }
    emitters.clear();
  }
}
