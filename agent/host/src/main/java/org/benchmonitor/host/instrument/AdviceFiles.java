package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * The class files of the agent's own advice, with the facade's name put in. Any thread.
 *
 * <p>They are read once: a class of a thousand methods would have the jar read two thousand times.
 */
final class AdviceFiles implements ClassFileLocator {
  private static final ClassFileLocator OWN =
      ClassFileLocator.ForClassLoader.of(AdviceFiles.class.getClassLoader());

  private final ProbeFacade facade;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  AdviceFiles(ProbeFacade facade) {
    this.facade = facade;
  }

  @Override
  public Resolution locate(String name) throws IOException {
    byte[] bytes = known.get(name);
    if (bytes == null) {
      bytes = facade.inAdvice(OWN.locate(name).resolve());
      known.put(name, bytes);
    }
    return new Resolution.Explicit(bytes);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
