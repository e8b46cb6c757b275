package org.benchmonitor.start;

import java.lang.instrument.Instrumentation;
import java.util.List;
import jdk.internal.misc.VM;
import org.benchmonitor.host.sample.Metaspace;
import org.jspecify.annotations.Nullable;

/** Looks at the room of this JVM. */
final class JvmRoom {
  /** What the JDK's own classes take while most of them are shared. */
  private static final long METASPACE_OF_JDK = 1L << 20;

  private static final long METASPACE_OF_CLASS = 5_000;
  private static final long CLASS_SPACE_OF_CLASS = 700;

  private JvmRoom() {}

  /**
   * What there is too little of; null if the monitor has room, or if the JDK does not tell.
   *
   * <p>The management beans know what is in use of the metaspace, but take a hundred milliseconds
   * to load: too long for the host's main thread, which has few classes yet.
   */
  static @Nullable String lack(Instrumentation instrumentation, boolean beforeMain) {
    try {
      List<String> options = options();
      Runtime runtime = Runtime.getRuntime();
      long heap = runtime.totalMemory() - runtime.freeMemory();
      Room.Used used = new Room.Used(heap, 0, 0);
      if (Room.isMetaspaceLimited(options)) {
        used =
            beforeMain
                ? guess(heap, instrumentation)
                : new Room.Used(heap, Metaspace.used(), Metaspace.usedByClasses());
      }
      return Room.of(options, runtime.maxMemory(), used).lack();
    } catch (LinkageError refused) {
      return null;
    }
  }

  private static List<String> options() {
    String[] options = VM.getRuntimeArguments();
    return options == null ? List.of() : List.of(options);
  }

  private static Room.Used guess(long heap, Instrumentation instrumentation) {
    long loaded = 0;
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() != null) {
        loaded++;
      }
    }
    return new Room.Used(
        heap, METASPACE_OF_JDK + loaded * METASPACE_OF_CLASS, loaded * CLASS_SPACE_OF_CLASS);
  }
}
