package org.benchmonitor.server.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.setup.log.AgentLog;

/**
 * What the endpoints read and control of the JVM that serves, whichever run it shows.
 *
 * @param lifetime what was counted over all runs; called on the server's threads
 * @param self this JVM with the URL of its page by the authority at which it was asked, or with an
 *     empty one by any; called on the server's threads
 * @param others the other monitored JVMs of this machine; called on the server's threads
 * @param control controls the current run
 * @param notes takes notes about the current run
 */
public record ServingJvm(
    Supplier<ServerState> state,
    Supplier<Lifetime> lifetime,
    Function<String, OtherJvm> self,
    Supplier<List<OtherJvm>> others,
    AgentLog log,
    RunControl control,
    RunNotes notes,
    Attachment attachment) {}
