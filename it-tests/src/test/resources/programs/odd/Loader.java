package com.acme.odd;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.locks.ReentrantLock;

/** A system class loader that defines the program itself, one class at a time, slowly. */
public class Loader extends URLClassLoader {
  private static final ReentrantLock LOCK = new ReentrantLock();

  /** Called by the JVM. */
  public Loader(ClassLoader parent) throws MalformedURLException {
    super(classPath(), parent);
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) {
      urls[i] = new File(paths[i]).toURI().toURL();
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    LOCK.lock();
    try {
      if (!name.startsWith("com.acme.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      Thread.sleep(10);
      return loaded != null ? loaded : findClass(name);
    } catch (InterruptedException e) {
      throw new ClassNotFoundException(name, e);
    } finally {
      LOCK.unlock();
    }
  }

  /** Called by the JVM for the jar of an agent. */
  @SuppressWarnings("UnusedMethod")
  private void appendToClassPathForInstrumentation(String path) throws MalformedURLException {
    addURL(new File(path).toURI().toURL());
  }
}
