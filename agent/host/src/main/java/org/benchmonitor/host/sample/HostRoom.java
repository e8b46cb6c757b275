package org.benchmonitor.host.sample;

/**
 * The room that is left in the host's heap and metaspace, in bytes; {@link Long#MAX_VALUE} where
 * there is no limit, or nothing tells.
 *
 * @param heap what live data leave free of the greatest heap
 * @param metaspace the lesser of what is left of the metaspace and of its class space
 * @param collections of the heap since the JVM's start; of G1, only the full ones
 */
public record HostRoom(long heap, long maxHeap, long metaspace, long collections) {
  /** Reads the room; cheap enough for a few times a second. */
  public interface Source {
    HostRoom read();
  }

  /** What this JVM tells; without the management beans there always is room. */
  public static Source ofThisJvm() {
    return RuntimeModules.hostRoom();
  }

  static HostRoom unknown() {
    return new HostRoom(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);
  }
}
