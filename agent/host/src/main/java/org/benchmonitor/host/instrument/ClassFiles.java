package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files as resources of the host's class loaders; any thread, also one that loads
 * classes.
 *
 * <p>The loaders are the host's code: whatever they throw, the class file is not there. The JDK's
 * cache of jars is not used, for it keeps each jar open until the JVM ends, also one whose loader
 * is gone.
 */
final class ClassFiles {
  private ClassFiles() {}

  /** The bytes of a type as the loader finds it, or null. */
  static byte @Nullable [] read(String internalName, @Nullable ClassLoader loader) {
    ClassLoader from = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    try (InputStream in = open(internalName + ".class", from)) {
      return in == null ? null : in.readAllBytes();
    } catch (StackOverflowError deep) {
      return null;
    } catch (VirtualMachineError notTheLoaders) {
      throw notTheLoaders;
    } catch (Throwable notThere) {
      return null;
    }
  }

  /** The head of the class file of a type, or null where there is none that can be read. */
  static @Nullable ClassHeader header(String internalName, @Nullable ClassLoader loader) {
    return header(read(internalName, loader));
  }

  static @Nullable ClassHeader header(byte @Nullable [] bytes) {
    try {
      return bytes == null ? null : new ClassHeader(bytes);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
      return null;
    }
  }

  private static @Nullable InputStream open(String resource, ClassLoader loader)
      throws IOException {
    URL url = loader.getResource(resource);
    if (url == null) {
      // A loader that keeps classes in memory may have no address for them.
      return loader.getResourceAsStream(resource);
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
