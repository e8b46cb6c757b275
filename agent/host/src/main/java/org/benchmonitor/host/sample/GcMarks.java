package org.benchmonitor.host.sample;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
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

  void listen() {
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
    if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
        notification.getType())) {
      GarbageCollectionNotificationInfo info =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      GcInfo gc = info.getGcInfo();
      marks.add(
          new Mark(
              times.start(gc.getStartTime(), gc.getDuration()),
              Mark.Kind.GC,
              gc.getDuration() * 1_000_000,
              info.getGcName() + ": " + info.getGcAction() + " (" + info.getGcCause() + ")"));
    }
  }

  @Override
  public void close() {
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
