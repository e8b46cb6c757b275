package org.benchmonitor.tool.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.function.Function;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.Registry;

/**
 * The dependencies of the commands.
 *
 * @param usualRegistry another place of the registry than the default, from the environment
 */
record Tools(
    Optional<Path> usualRegistry,
    Function<Optional<Path>, Registry> registry,
    Function<Registry, Jvms> jvms,
    AgentLoader loader,
    Function<Registry, Browser> browser,
    Path jar) {
  /** Those of this machine. */
  static Tools ofThisMachine() {
    return new Tools(
        AgentConfig.load(null).config().registry(),
        Registry::of,
        SystemJvms::new,
        new AttachApi(),
        Browser::of,
        ownJar());
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
