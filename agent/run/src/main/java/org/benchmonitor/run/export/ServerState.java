package org.benchmonitor.run.export;

import java.util.List;

/**
 * The state of the server and the wiring at one moment.
 *
 * @param connections those in progress or waiting
 * @param streamDropped messages that slow stream clients missed
 * @param warnings for the page, one sentence each
 */
public record ServerState(
    int connections, int streamClients, long streamDropped, List<String> warnings) {
  public static final ServerState NONE = new ServerState(0, 0, 0, List.of());
}
