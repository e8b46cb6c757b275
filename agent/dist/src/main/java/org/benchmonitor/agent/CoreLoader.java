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
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from monitor.jar, apart from all of the host's.
 *
 * <p>The classes lie under {@code inst/core} with the ending {@code .classdata}: no loader and no
 * class-path scanner of the host finds them. The parent is the platform loader, so the agent sees
 * nothing of the host either.
 *
 * <p>A new build may overwrite the jar while the program runs. The JDK reads it by the places that
 * it has noted, so it would take other bytes for the class. Each entry is therefore held against
 * its noted checksum, and what cannot be read any more is a class that is missing.
 */
final class CoreLoader extends ClassLoader implements Closeable, Supplier<String> {
  private static final String ROOT = "inst/core/";

  /** Classes for the boot loader, which this loader sees as resources only. */
  private static final String BOOT = "inst/boot/";

  static {
    registerAsParallelCapable();
  }

  private final boolean alone;
  private final JarFile jar;
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
    this.jar = new JarFile(file, false);
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
    jar.close();
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
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".classdata";
    byte[] bytes;
    try {
      bytes = read(ROOT + path);
      if (bytes == null && alone) {
        bytes = read(BOOT + path);
      }
    } catch (IOException | IllegalStateException unreadable) {
      NoClassDefFoundError missing = new NoClassDefFoundError(name.concat(": ").concat(get()));
      missing.initCause(unreadable);
      throw missing;
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    int dot = name.lastIndexOf('.');
    if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
      definePackageOnce(name.substring(0, dot));
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  private void definePackageOnce(String name) {
    try {
      definePackage(name, null, null, null, null, null, null, null);
    } catch (IllegalArgumentException definedMeanwhile) {
      return;
    }
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
    return ROOT
        + (resource.endsWith(".class")
            ? resource.substring(0, resource.length() - ".class".length()) + ".classdata"
            : resource);
  }

  /**
   * What is wrong with the jar's file, and what to do; empty while all that was asked for could be
   * read. Nothing is printed here: the caller may be a thread of the host.
   */
  @Override
  public String get() {
    return fault;
  }

  private byte @Nullable [] read(String entryName) throws IOException {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) {
      return null;
    }
    byte[] bytes;
    try (InputStream in = jar.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException | InternalError unreadable) {
      throw changed(unreadable);
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (checksum.getValue() != entry.getCrc()) {
      throw changed(null);
    }
    return bytes;
  }

  private IOException changed(@Nullable Throwable cause) {
    String text =
        jar.getName()
            .concat(" was overwritten while the program runs, so parts of the monitor are missing")
            .concat("; the next start of the program uses the new file");
    fault = text;
    return new IOException(text, cause);
  }
}
