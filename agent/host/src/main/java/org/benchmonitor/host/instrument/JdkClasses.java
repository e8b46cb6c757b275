package org.benchmonitor.host.instrument;

import java.net.URI;
import java.security.SecureClassLoader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the classes of the JDK from those of the host, by their module and loader: {@code javax}
 * and {@code com.sun} are packages of the host's libraries too.
 *
 * <p>Any thread, also one that loads classes. The entry has the same rule for the JDK's tools: its
 * classes are loaded before these can be.
 */
public final class JdkClasses {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private JdkClasses() {}

  /** Whether a class of this module and loader belongs to the JDK. */
  @SuppressWarnings("ReferenceEquality") // a host's loader may call itself equal to any
  public static boolean isOfJdk(@Nullable Module module, @Nullable ClassLoader loader) {
    if (module != null && module.isNamed()) {
      return loader == null || loader == PLATFORM || isOfJdk(module);
    }
    // What reflection generates; boot classes without a module were appended by somebody.
    return loader != null
        && !(loader instanceof SecureClassLoader)
        && loader.getClass().getModule().equals(Object.class.getModule());
  }

  /** The same for a class that is loaded. */
  static boolean isOfJdk(Class<?> type) {
    return isOfJdk(type.getModule(), type.getClassLoader());
  }

  /** The JDK's tools have the host's loader, as modules of the host in the same image have. */
  private static boolean isOfJdk(Module module) {
    String name = module.getName();
    if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
      return false;
    }
    // Only the JDK makes modules without a layer: those of its proxies.
    ModuleLayer layer = module.getLayer();
    return layer == null || (layer.equals(ModuleLayer.boot()) && isInImage(layer, name));
  }

  /** Beside java.base: in the same image, or in the same folder of a JDK that is no image. */
  private static boolean isInImage(ModuleLayer layer, String name) {
    return folder(layer, name).equals(folder(layer, Object.class.getModule().getName()));
  }

  private static String folder(ModuleLayer layer, String name) {
    Optional<URI> location =
        layer.configuration().findModule(name).flatMap(one -> one.reference().location());
    String text = location.isPresent() ? location.get().toString() : name;
    return text.substring(0, text.lastIndexOf('/') + 1);
  }

  /** Whether the class of this name would be one of java.base. */
  static boolean isOfBase(String internalName) {
    return Object.class.getModule().getPackages().contains(packageOf(internalName));
  }

  static String packageOf(String internalName) {
    return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/'))).replace('/', '.');
  }

  /** Whether the JDK has classes in the package of this name, so that its own may be below them. */
  static boolean hasPackage(String name) {
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getPackages().contains(name) && isOfJdk(module, module.getClassLoader())) {
        return true;
      }
    }
    return false;
  }
}
