package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Loads the agent into hosts that run, and looks at what is in them. */
final class Attaching {
  private static final Pattern URL = Pattern.compile("\\[monitor] (http://\\S+)");

  private Attaching() {}

  /** Loads the agent with these options, whatever comes of it. */
  static void load(Host host, String options) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(host.pid()));
      try {
        machine.loadAgent(Host.MONITOR_JAR.toString(), options);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException
        | IOException e) {
      throw new AssertionError("attach to " + host.pid() + " with " + options, e);
    }
  }

  /** Loads the agent and waits for its URL. */
  static Api attach(Host host, String options) {
    int before = urls(host).size();
    load(host, options);
    Await.until("the URL", Duration.ofSeconds(20), () -> urls(host).size() > before);
    return Api.printedAs(URI.create(urls(host).get(before)));
  }

  private static List<String> urls(Host host) {
    return URL.matcher(host.stderr())
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  /** What a diagnostic command of the JDK prints about the host. */
  static String jcmd(Jdk jdk, Host host, String command) {
    try {
      Process process =
          new ProcessBuilder(
                  jdk.home().resolve("bin/jcmd").toString(), Long.toString(host.pid()), command)
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
