package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * The class files of the agent's own advice, with the facade's name put in; any thread.
 *
 * <p>They are kept, a few kilobytes each: a class of a thousand methods would have the jar read two
 * thousand times, and the jar may be overwritten before the host loads its next class.
 */
record AdviceFiles(ProbeFacade facade, Map<String, byte[]> kept) implements ClassFileLocator {
  AdviceFiles(ProbeFacade facade) {
    this(facade, new ConcurrentHashMap<>());
  }

  @Override
  public Resolution locate(String name) throws IOException {
    byte[] file = kept.get(name);
    if (file == null) {
      file = facade.inAdvice(own(name));
      kept.put(name, file);
    }
    return new Resolution.Explicit(file);
  }

  /** The class file of a class of the agent's own. */
  static byte[] own(String name) throws IOException {
    String path = name.replace('.', '/').concat(".class");
    try (InputStream in = AdviceFiles.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no class file of ".concat(name));
      }
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
