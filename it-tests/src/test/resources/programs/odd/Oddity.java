package com.acme.odd;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.LogManager;

/** What programs do to the state that all code of a JVM shares. */
enum Oddity implements Runnable {
  NONE {
    @Override
    public void run() {}
  },

  OWN_URL_HANDLERS {
    @Override
    public void run() {
      URL.setURLStreamHandlerFactory(
          protocol -> {
            System.out.println("handler of " + protocol);
            return null;
          });
    }
  },

  OWN_SERVER_SOCKETS {
    @Override
    public void run() {
      try {
        ServerSocket.setSocketFactory(
            () -> {
              throw new IllegalStateException("no server sockets");
            });
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  },

  FAILING_STDERR {
    @Override
    public void run() {
      System.setErr(new PrintStream(new Failing(), true));
    }
  },

  NO_STREAMS {
    @Override
    public void run() {
      System.setErr(null);
      System.setIn(null);
    }
  },

  HANGING_STDERR {
    @Override
    public void run() {
      System.setErr(new PrintStream(new Hanging(), true));
    }
  },

  STDERR_TO_STDOUT {
    @Override
    public void run() {
      System.setErr(System.out);
    }
  },

  EMPTY_PROPERTIES {
    @Override
    public void run() {
      System.setProperties(new Properties());
    }
  },

  CLEARED_PROPERTIES {
    @Override
    public void run() {
      System.getProperties().clear();
    }
  },

  PROPERTIES_OF_OTHER_TYPES {
    @Override
    public void run() {
      System.getProperties().put(1, new Object());
      System.getProperties().put("monitor.scenario", 7);
    }
  },

  FAILING_PROPERTIES {
    @Override
    public void run() {
      System.setProperties(new FailingProperties());
    }
  },

  EXIT_ON_UNCAUGHT {
    @Override
    public void run() {
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, failure) -> {
            System.out.println("uncaught in " + thread.getName());
            Runtime.getRuntime().halt(9);
          });
    }
  },

  OTHER_LOCALE_AND_ZONE {
    @Override
    public void run() {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    }
  },

  DELETED_DIRECTORY {
    @Override
    public void run() {
      if (!new File(System.getProperty("user.dir")).delete()) {
        throw new IllegalStateException("still there");
      }
    }
  },

  TEN_FILES {
    @Override
    public void run() {
      try {
        for (int i = 0; i < 10; i++) {
          Files.newByteChannel(Path.of(System.getProperty("java.home"), "release")).close();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  },

  FULL_COMMON_POOL {
    @Override
    public void run() {
      for (int i = 0; i < 100; i++) {
        ForkJoinPool.commonPool().execute(Hanging::hang);
      }
    }
  },

  NO_SECURITY_PROVIDERS {
    @Override
    public void run() {
      for (Provider provider : Security.getProviders()) {
        Security.removeProvider(provider.getName());
      }
    }
  },

  USED_LOG_MANAGER {
    @Override
    public void run() {
      System.out.println(LogManager.getLogManager().getClass().getName());
    }
  },

  SECURITY_MANAGER {
    @Override
    @SuppressWarnings("removal")
    public void run() {
      System.setSecurityManager(new Refuser());
    }
  },

  SECURITY_MANAGER_AT_THE_END {
    @Override
    public void run() {
      Runtime.getRuntime().addShutdownHook(new Thread(SECURITY_MANAGER));
    }
  };

  private static final class Failing extends OutputStream {
    @Override
    public void write(int b) {
      throw new IllegalStateException("no stderr");
    }
  }

  private static final class Hanging extends OutputStream {
    @Override
    public void write(int b) {
      hang();
    }

    static void hang() {
      try {
        Thread.sleep(1_000_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class FailingProperties extends Properties {
    private static final long serialVersionUID = 1;

    @Override
    public String getProperty(String key) {
      throw new IllegalStateException("no property " + key);
    }

    @Override
    public String getProperty(String key, String otherwise) {
      throw new IllegalStateException("no property " + key);
    }

    @Override
    public synchronized Object setProperty(String key, String value) {
      throw new IllegalStateException("no property " + key);
    }

    @Override
    public synchronized Object remove(Object key) {
      throw new IllegalStateException("no property " + key);
    }
  }
}
