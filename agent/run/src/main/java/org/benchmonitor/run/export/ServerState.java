package org.benchmonitor.run.export;

import java.util.List;

/**
 * What the server and the wiring know of themselves at a moment.
 *
 * @param connections that are handled or wait to be
 * @param streamDropped messages that slow stream clients missed
 * @param warnings for the page, one sentence each
 */
public record ServerState(
    int connections, int streamClients, long streamDropped, List<String> warnings) {
  public static final ServerState NONE = new ServerState(0, 0, 0, List.of());
}
