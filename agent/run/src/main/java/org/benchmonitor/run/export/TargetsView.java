package org.benchmonitor.run.export;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.OtherJvm;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Monitored JVMs as targets to scrape, as {@code http_sd} and {@code file_sd} read them. */
public final class TargetsView {
  private TargetsView() {}

  /** A group of one target for each JVM. */
  public static ArrayNode of(List<OtherJvm> jvms) {
    ArrayNode groups = Json.object().putArray("groups");
    jvms.forEach(jvm -> groups.add(group(jvm, URI.create(jvm.url()))));
    return groups;
  }

  /**
   * A JVM and the others that can be reached as it is: where it is asked over the network, those
   * that are bound to loopback would be looked for on the engine's own machine.
   */
  public static ArrayNode of(OtherJvm self, List<OtherJvm> others) {
    boolean isLocal = isLoopback(self);
    List<OtherJvm> reached = new ArrayList<>(List.of(self));
    for (OtherJvm other : others) {
      if (isLocal || !isLoopback(other)) {
        reached.add(other);
      }
    }
    return of(reached);
  }

  private static boolean isLoopback(OtherJvm jvm) {
    String host = URI.create(jvm.url()).getHost();
    return host != null
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }

  private static ObjectNode group(OtherJvm jvm, URI url) {
    ObjectNode group = Json.object();
    group.putArray("targets").add(url.getRawAuthority());
    group
        .putObject("labels")
        .put("__scheme__", url.getScheme())
        .put("pid", Long.toString(jvm.pid()))
        .put("main_class", jvm.mainClass());
    return group;
  }
}
