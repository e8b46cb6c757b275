package org.benchmonitor.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from monitor.jar, apart from all of the host's.
 *
 * <p>The classes lie in an archive inside of the jar: no loader and no class-path scanner of the
 * host finds them. The parent is the platform loader, so the agent sees nothing of the host either.
 * What the archive has is not asked of the parent, which would search its modules for each class.
 *
 * <p>A new build may overwrite the jar while the program runs. What cannot be read any more is a
 * class that is missing.
 */
final class CoreLoader extends ClassLoader implements Closeable, Supplier<String> {
  private static final String ROOT = "inst/core/";

  /** Classes for the boot loader, which this loader sees as resources only. */
  private static final String BOOT = "inst/boot/";

  static {
    registerAsParallelCapable();
  }

  private final boolean alone;
  private final File file;
  private final CoreArchive archive;
  private final Runnable onClose;
  private volatile String fault = "";

  /**
   * The entry's code source, so that the agent knows those classes as its own. It has all
   * permissions, whatever a later security manager grants to monitor.jar.
   */
  private final ProtectionDomain domain = domain();

  /**
   * Opens the jar.
   *
   * @param onClose run when the core has left the JVM
   */
  CoreLoader(File file, Runnable onClose) throws IOException {
    this(file, ClassLoader.getPlatformClassLoader(), false, onClose);
  }

  private CoreLoader(File file, ClassLoader parent, boolean alone, Runnable onClose)
      throws IOException {
    super("monitor", parent);
    this.alone = alone;
    this.file = file;
    this.archive = new CoreArchive(file, !alone);
    this.onClose = onClose;
  }

  private static ProtectionDomain domain() {
    Permissions all = new Permissions();
    all.add(new AllPermission());
    all.setReadOnly();
    return new ProtectionDomain(CoreLoader.class.getProtectionDomain().getCodeSource(), all);
  }

  /** Called as the last step of the core. */
  @Override
  public void close() throws IOException {
    archive.close();
    onClose.run();
  }

  /**
   * A loader for the command line: there is no host, so it loads the boot classes too, and its
   * parent is the loader of the JDK's attach API.
   */
  static CoreLoader withoutHost(File file) throws IOException {
    return new CoreLoader(file, ClassLoader.getSystemClassLoader(), true, () -> {});
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (archive.mayHave(name)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> there = findLoadedClass(name);
        Class<?> loaded = there == null ? define(name, name) : there;
        if (loaded != null) {
          return loaded;
        }
      }
    }
    return super.loadClass(name, resolve);
  }

  /** Asked for what the parent has not. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> loaded = alone ? define(name, BOOT.concat(name)) : null;
    if (loaded == null) {
      throw new ClassNotFoundException(name);
    }
    return loaded;
  }

  private @Nullable Class<?> define(String name, String path) {
    byte[] bytes;
    try {
      bytes = read(path);
    } catch (IOException | IllegalStateException unreadable) {
      NoClassDefFoundError missing = new NoClassDefFoundError(name.concat(": ").concat(get()));
      missing.initCause(unreadable);
      throw missing;
    }
    return bytes == null ? null : defineClass(name, bytes, 0, bytes.length, domain);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = read(entryOf(name));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException | IllegalStateException unreadable) {
      return null;
    }
  }

  private static String entryOf(String resource) {
    if (resource.startsWith(BOOT)) {
      return resource;
    }
    return resource.endsWith(".class")
        ? resource.substring(0, resource.length() - ".class".length()).replace('/', '.')
        : ROOT.concat(resource);
  }

  /**
   * What is wrong with the jar's file, and what to do; empty while all that was asked for could be
   * read. Nothing is printed here: the caller may be a thread of the host. The agent's main thread
   * asks from time to time, which keeps what is held in memory.
   */
  @Override
  public String get() {
    archive.touch();
    return fault;
  }

  private byte @Nullable [] read(String path) throws IOException {
    try {
      return archive.read(path);
    } catch (IOException unreadable) {
      String text =
          file.getPath()
              .concat(
                  " was overwritten while the program runs, so parts of the monitor are missing")
              .concat("; the next start of the program uses the new file");
      fault = text;
      throw new IOException(text, unreadable);
    }
  }
}
