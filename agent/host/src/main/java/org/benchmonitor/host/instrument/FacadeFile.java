package org.benchmonitor.host.instrument;

import org.benchmonitor.bootstrap.Facade;

/**
 * Puts another name for {@link Facade} into class files.
 *
 * <p>Apart from {@link ProbeFacade}, which looks once for the class that is made here, and must not
 * look before it is there.
 */
public final class FacadeFile {
  /** A package of java.base, which no class loader can hide and every module reads. */
  static final String EVERYWHERE = "java.lang.$BenchMonitor";

  private FacadeFile() {}

  /** The class file of {@link Facade} as that of a class of java.base. */
  public static byte[] ofJavaBase(byte[] facade) {
    return renamed(facade, EVERYWHERE);
  }

  static byte[] renamed(byte[] file, String name) {
    return RenamedClass.in(file, Facade.class.getName(), name);
  }
}
