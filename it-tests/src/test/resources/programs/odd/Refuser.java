package com.acme.odd;

import java.security.Permission;

/** A security manager that lets the JDK and the program do what they like, and nobody else. */
@SuppressWarnings("removal")
public class Refuser extends SecurityManager {
  private static final ThreadLocal<Boolean> ASKING = new ThreadLocal<>();

  @Override
  public void checkPermission(Permission permission) {
    if (ASKING.get() != null) {
      return;
    }
    ASKING.set(true);
    try {
      for (Class<?> caller : getClassContext()) {
        if (isForeign(caller)) {
          throw new SecurityException("refused: " + permission);
        }
      }
    } finally {
      ASKING.remove();
    }
  }

  private static boolean isForeign(Class<?> caller) {
    ClassLoader loader = caller.getClassLoader();
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && !caller.getName().startsWith("com.acme.");
  }

  @Override
  public void checkPermission(Permission permission, Object context) {
    checkPermission(permission);
  }
}
