package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import org.benchmonitor.bootstrap.Facade;
import org.benchmonitor.bootstrap.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The class that advice calls, under the name that it has in this JVM: {@link
 * FacadeFile#EVERYWHERE} where it could be defined in java.base, else {@link Facade}'s own, which
 * module loaders may hide.
 *
 * <p>Advice is compiled against {@link Facade}; {@link #inAdvice} puts the name in.
 */
final class ProbeFacade {
  /** The one of this JVM; its classes are there before any class of this package is used. */
  static final ProbeFacade HERE = find();

  private static final String WAY_OUT =
      "; this JDK keeps the probe out of java.lang, so let the loader delegate the package "
          + Facade.class.getPackageName()
          + ": org.osgi.framework.bootdelegation in OSGi, jboss.modules.system.pkgs in JBoss"
          + " Modules";

  private final Class<?> type;

  ProbeFacade(Class<?> type) {
    this.type = type;
  }

  private static ProbeFacade find() {
    try {
      Class<?> everywhere = Class.forName(FacadeFile.EVERYWHERE, false, null);
      boolean reaches = everywhere.getModule().canRead(Probe.class.getModule());
      return new ProbeFacade(reaches ? everywhere : Facade.class);
    } catch (ClassNotFoundException refused) {
      return new ProbeFacade(Facade.class);
    }
  }

  Class<?> type() {
    return type;
  }

  /** An advice's class file, as it is to be inlined in this JVM. */
  byte[] inAdvice(byte[] advice) {
    return FacadeFile.renamed(advice, type.getName());
  }

  /** Says why classes of this loader cannot call it, or null. */
  @Nullable String obstacle(@Nullable ClassLoader loader) {
    String name = loader == null ? "the boot loader" : loader.getClass().getName();
    try {
      return Class.forName(type.getName(), false, loader).equals(type)
          ? null
          : "its class loader sees another probe: " + name;
    } catch (ClassNotFoundException | LinkageError hidden) {
      return "its class loader hides the probe: "
          + name
          + (isInJavaBase() ? "; it must let " + type.getName() + " through" : WAY_OUT);
    }
  }

  /** Lets classes of the module call it, where they cannot by themselves. */
  void letRead(Instrumentation instrumentation, @Nullable Module module) {
    if (module != null && module.isNamed() && !isInJavaBase()) {
      ModuleAccess.letRead(instrumentation, module, type.getModule());
    }
  }

  private boolean isInJavaBase() {
    return type.getModule().equals(Object.class.getModule());
  }
}
