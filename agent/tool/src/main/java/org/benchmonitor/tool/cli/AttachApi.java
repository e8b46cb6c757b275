package org.benchmonitor.tool.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the agent through the JDK's attach API. */
final class AttachApi implements AgentLoader {
  private interface Use<T> {
    T with(VirtualMachine jvm) throws IOException, AgentLoadException, AgentInitializationException;
  }

  /** Whether the Java that runs this has it. */
  static boolean isThere() {
    return ModuleLayer.boot().findModule("jdk.attach").isPresent();
  }

  @Override
  public Optional<String> property(long pid, String name) {
    return use(pid, jvm -> Optional.ofNullable(jvm.getSystemProperties().getProperty(name)));
  }

  @Override
  public void load(long pid, Path jar, String arguments) {
    use(
        pid,
        jvm -> {
          jvm.loadAgent(jar.toString(), arguments);
          return true;
        });
  }

  private static <T> T use(long pid, Use<T> use) {
    if (!isThere()) {
      throw new Failure(
          ExitCode.FAILED,
          "the Java that runs this command (" + System.getProperty("java.home") + ") cannot attach",
          "run it with a JDK: its module jdk.attach is needed");
    }
    VirtualMachine jvm = attach(pid);
    try {
      return use.with(jvm);
    } catch (IOException lost) {
      throw new Failure(
          ExitCode.FAILED, "process " + pid + " ended or broke off: " + lost.getMessage(), "");
    } catch (AgentLoadException refused) {
      throw AttachRefusal.ofLoad(pid, String.valueOf(refused.getMessage()));
    } catch (AgentInitializationException failed) {
      throw AttachRefusal.ofStart(pid, failed.returnValue());
    } finally {
      detach(jvm);
    }
  }

  private static VirtualMachine attach(long pid) {
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException | IOException refused) {
      throw AttachRefusal.ofAttach(pid, String.valueOf(refused.getMessage()));
    }
  }

  private static void detach(VirtualMachine jvm) {
    try {
      jvm.detach();
    } catch (IOException gone) {
      return;
    }
  }
}
