package com.acme.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Locale;

/** The kind of threads that the workers run on. */
enum ThreadKind {
  PLATFORM {
    @Override
    Thread create(String name, Runnable task) {
      return new Thread(task, name);
    }
  },
  VIRTUAL {
    @Override
    Thread create(String name, Runnable task) {
      try {
        return VirtualThreads.create(name, task);
      } catch (Throwable e) {
        throw new IllegalStateException("this JVM makes no virtual threads", e);
      }
    }
  };

  private static final int FIRST_WITH_VIRTUAL = 21;

  abstract Thread create(String name, Runnable task);

  boolean isSupported() {
    return this == PLATFORM || Runtime.version().feature() >= FIRST_WITH_VIRTUAL;
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bound by name, because the program is compiled for Java 17, which has none. */
  private static final class VirtualThreads {
    static Thread create(String name, Runnable task) throws Throwable {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtualBuilder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      Lookup lookup = MethodHandles.publicLookup();
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtualBuilder));
      MethodHandle named =
          lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
      MethodHandle unstarted =
          lookup.findVirtual(
              builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
      return (Thread) unstarted.invoke(named.invoke(ofVirtual.invoke(), name), task);
    }
  }
}
