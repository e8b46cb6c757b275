package org.benchmonitor.tool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.Registry;

/**
 * The dependencies of the commands.
 *
 * @param usualRegistry another place of the registry than the default, from the environment
 * @param standardOutput for bytes; what is printed for people has a character set
 */
record Tools(
    Optional<Path> usualRegistry,
    Function<Optional<Path>, Registry> registry,
    Function<Registry, Jvms> jvms,
    AgentLoader loader,
    Function<Registry, Browser> browser,
    Path jar,
    Supplier<OutputStream> standardOutput) {
  /** Those of this machine. */
  static Tools ofThisMachine() {
    return new Tools(
        AgentConfig.load(null).config().registry(),
        Registry::of,
        SystemJvms::new,
        new AttachApi(),
        Browser::of,
        ownJar(),
        () -> new FileOutputStream(FileDescriptor.out));
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
