package org.benchmonitor.host.instrument;

import java.io.IOException;
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
      file = facade.inAdvice(OwnClassFiles.of(name));
      kept.put(name, file);
    }
    return new Resolution.Explicit(file);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
