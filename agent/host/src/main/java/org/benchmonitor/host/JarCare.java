package org.benchmonitor.host;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Makes the end of a run need nothing from the jar: a new build may overwrite it while the program
 * runs. Says what is wrong with it once something is missing.
 *
 * <p>The loader holds the files of nearly all that the end may need. What JSON needs of Jackson
 * besides its trees is loaded here by using it, when the host's first seconds are over. Only the
 * agent's main thread calls it.
 */
final class JarCare implements Care {
  private static final long AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final CoreJar jar;
  private final AgentLog log;
  private final LongSupplier nanoTime;
  private final long made;
  private boolean rehearsed;
  private boolean told;

  JarCare(CoreJar jar, AgentLog log, LongSupplier nanoTime) {
    this.jar = jar;
    this.log = log;
    this.nanoTime = nanoTime;
    this.made = nanoTime.getAsLong();
  }

  @Override
  public void look() {
    if (!rehearsed && nanoTime.getAsLong() - made >= AFTER_NANOS) {
      rehearsed = true;
      rehearse();
      log.debug("the end of the run does not need the jar any more");
    }
    sayFault();
  }

  /** Says it once; the loader itself is called by threads of the host, which must not wait. */
  void sayFault() {
    String fault = jar.fault().get();
    if (!told && !fault.isEmpty()) {
      told = true;
      log.toStderr(fault);
      log.error(fault);
    }
  }

  /** Reads what a request to detach or to stop may have as its body, and writes it. */
  private static void rehearse() {
    byte[] body = "{\"a\":[1,1.5,\"b\",true,null,{}]}".getBytes(StandardCharsets.US_ASCII);
    Json.text(Json.read(body));
  }
}
