package org.benchmonitor.host.sample;

/**
 * The room that is left in the host's heap and metaspace, in bytes; {@link Long#MAX_VALUE} where
 * there is no limit.
 *
 * @param heap what live data leave free of the greatest heap
 * @param metaspace the lesser of what is left of the metaspace and of its class space
 * @param collections of the heap since the JVM's start
 */
public record HostRoom(long heap, long maxHeap, long metaspace, long collections) {
  /** Reads the room; cheap enough for a few times a second. */
  public interface Source {
    HostRoom read();
  }

  /** What this JVM tells; without the management beans there always is room. */
  public static Source ofThisJvm() {
    if (RuntimeModules.hasManagement()) {
      try {
        return new MemoryPools();
      } catch (RuntimeException | LinkageError failing) {
        return HostRoom::unknown;
      }
    }
    return HostRoom::unknown;
  }

  private static HostRoom unknown() {
    return new HostRoom(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);
  }
}
