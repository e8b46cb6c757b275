package org.benchmonitor.tool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.RecordDirectory;
import org.benchmonitor.setup.registry.Registry;

/**
 * The dependencies of the commands.
 *
 * @param usualRegistry another place of the registry than the default, from the environment
 * @param usualRecords where a JVM that is started now would put its records, empty if nowhere
 * @param standardOutput for bytes; what is printed for people has a character set
 * @param untilEnded returns when the user ends the command
 */
record Tools(
    Optional<Path> usualRegistry,
    Optional<Path> usualRecords,
    Function<Path, Records> records,
    Function<Optional<Path>, Registry> registry,
    Function<Registry, Jvms> jvms,
    AgentLoader loader,
    Function<Registry, Browser> browser,
    Path jar,
    Supplier<OutputStream> standardOutput,
    Runnable untilEnded) {
  /** Those of this machine. */
  static Tools ofThisMachine() {
    AgentConfig config = AgentConfig.load(null).config();
    return new Tools(
        config.registry(),
        RecordDirectory.of(
            config.recordDir(), System.getenv(), System.getProperty("user.home", "")),
        directory -> new Records(directory, Processes.SYSTEM::mayWrite, IntStream::parallel),
        Registry::of,
        SystemJvms::new,
        new AttachApi(),
        Browser::of,
        ownJar(),
        () -> new FileOutputStream(FileDescriptor.out),
        Tools::park);
  }

  private static void park() {
    while (true) {
      LockSupport.park();
    }
  }

  private static Path ownJar() {
    CodeSource source = Tools.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Path.of("monitor.jar")
          : Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException | RuntimeException elsewhere) {
      return Path.of("monitor.jar");
    }
  }
}
