package org.benchmonitor.host.instrument;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The class files of the agent's own advice, with the facade's name put in. */
record AdviceFiles(ProbeFacade facade) implements ClassFileLocator {
  private static final ClassFileLocator OWN =
      ClassFileLocator.ForClassLoader.of(AdviceFiles.class.getClassLoader());

  @Override
  public Resolution locate(String name) throws IOException {
    return new Resolution.Explicit(facade.inAdvice(OWN.locate(name).resolve()));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
