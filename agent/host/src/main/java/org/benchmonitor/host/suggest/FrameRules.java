package org.benchmonitor.host.suggest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by names what a frame of a stack is; immutable.
 *
 * <p>The lists need not be complete. A library that is missing is taken for the host's own code,
 * and then its methods are tried beside those of the host.
 */
final class FrameRules {
  /** What a frame is. */
  enum Kind {
    /** The host's own code. */
    HOST,
    /** A client or framework, of which only the way in may be an operation. */
    LIBRARY,
    /** What an operation calls and never is; nothing below it is of interest. */
    LEAF,
    /** What passes a call on, such as the JDK. */
    THROUGH
  }

  private static final List<String> LEAVES =
      List.of(
          "org.slf4j.",
          "ch.qos.logback.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.apache.commons.logging.",
          "org.jboss.logging.",
          "java.util.logging.",
          "org.benchmonitor.bootstrap.",
          "java.lang.$BenchMonitor");

  /** They start programs and stay below everything that these do. */
  private static final List<String> LAUNCHERS =
      List.of(
          "org.junit.",
          "junit.",
          "org.testng.",
          "org.gradle.",
          "worker.org.gradle.",
          "org.apache.maven.",
          "org.codehaus.",
          "org.springframework.boot.loader.",
          "org.openjdk.jmh.",
          "com.intellij.",
          "org.eclipse.jdt.",
          "picocli.");

  private static final Set<String> SLEEPS = Set.of("sleep", "parkNanos", "parkUntil");

  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.ietf.jgss.");

  private static final List<String> LIBRARIES =
      List.of(
          "java.net.http.",
          "jdk.internal.net.http.",
          "org.apache.kafka.clients.",
          "org.apache.kafka.common.",
          "org.apache.http.",
          "org.apache.hc.client5.",
          "org.apache.hc.core5.",
          "okhttp3.",
          "okio.",
          "io.netty.",
          "io.grpc.",
          "io.vertx.",
          "io.lettuce.",
          "redis.clients.",
          "reactor.",
          "io.reactivex.",
          "com.mongodb.",
          "com.datastax.",
          "com.rabbitmq.client.",
          "org.apache.activemq.",
          "org.postgresql.",
          "com.mysql.",
          "org.mariadb.",
          "org.h2.",
          "org.hsqldb.",
          "org.apache.derby.",
          "org.sqlite.",
          "oracle.",
          "com.microsoft.sqlserver.",
          "com.zaxxer.hikari.",
          "com.google.",
          "com.amazonaws.",
          "software.amazon.",
          "akka.",
          "org.apache.pekko.",
          "scala.",
          "kotlin.",
          "kotlinx.",
          "groovy.",
          "org.HdrHistogram.",
          "com.fasterxml.",
          "tools.jackson.");

  private static final String JMH_PACKAGE = ".jmh_generated.";

  private static final Pattern JMH_STUB = Pattern.compile("(.+)_(?:thrpt|avgt|sample|ss)_jmhStub");

  /** So many parts of a package's name tell one library from another. */
  private static final int LIBRARY_PARTS = 3;

  private final String hostPackage;

  /**
   * Makes the rules for one host.
   *
   * @param mainClass whose package is the host's own, whatever the lists say; may be empty
   */
  FrameRules(String mainClass) {
    this.hostPackage = mainClass.substring(0, mainClass.lastIndexOf('.') + 1);
  }

  Kind kind(StackTraceElement frame) {
    String type = frame.getClassName();
    if (startsWithAny(type, LEAVES)) {
      return Kind.LEAF;
    }
    if (frame.isNativeMethod()
        || frame.getMethodName().startsWith("<")
        || isBetween(frame.getMethodName())
        || isGenerated(type)
        || startsWithAny(type, LAUNCHERS)) {
      return Kind.THROUGH;
    }
    if (!hostPackage.isEmpty() && type.startsWith(hostPackage)) {
      return Kind.HOST;
    }
    if (startsWithAny(type, LIBRARIES)) {
      return Kind.LIBRARY;
    }
    return isJdk(frame) ? Kind.THROUGH : Kind.HOST;
  }

  /** The library that a class is of; empty if it is of none. */
  static String library(StackTraceElement frame) {
    for (String prefix : LIBRARIES) {
      if (frame.getClassName().startsWith(prefix)) {
        return name(prefix);
      }
    }
    return "";
  }

  /** The same for all packages of one library. */
  private static String name(String prefix) {
    if (prefix.startsWith("jdk.internal.")) {
      // The JDK's client has its interface and itself in packages of their own.
      return "java.net.http.";
    }
    int end = 0;
    for (int part = 0; part < LIBRARY_PARTS && end < prefix.length(); part++) {
      end = prefix.indexOf('.', end) + 1;
    }
    return prefix.substring(0, end);
  }

  /** Whether the frame is one of those with which every thread begins. */
  static boolean isThreadStart(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Thread");
  }

  /** Whether the thread carries a virtual one, whose own frames are not told. */
  static boolean isCarrying(StackTraceElement frame) {
    return frame.getClassName().startsWith("java.lang.VirtualThread");
  }

  /** What the thread does at this moment, as far as its innermost frames tell. */
  enum Activity {
    /** It computes, or is in a call of the system's. */
    AWAKE,
    /** It waits for another thread. */
    WAITING,
    /** It waits for a time to pass, as before the next turn of a loop. */
    SLEEPING
  }

  /**
   * What the thread does.
   *
   * @param frames the innermost first
   */
  static Activity activity(List<StackTraceElement> frames) {
    boolean sleeps = false;
    boolean waits = false;
    boolean isDirect = true;
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (!startsWithAny(type, JDK)) {
        break;
      }
      boolean isOfWaiting = type.equals("java.lang.Thread") || type.endsWith(".LockSupport");
      sleeps |= isOfWaiting && SLEEPS.contains(frame.getMethodName());
      waits |= isOfWaiting && frame.getMethodName().startsWith("park");
      waits |= type.equals("java.lang.Object") && frame.getMethodName().startsWith("wait");
      isDirect &= isOfWaiting || type.equals("java.util.concurrent.TimeUnit") || isInternal(type);
    }
    if (sleeps && isDirect) {
      return Activity.SLEEPING;
    }
    return waits || sleeps ? Activity.WAITING : Activity.AWAKE;
  }

  private static boolean isInternal(String type) {
    return type.startsWith("jdk.internal.") || type.startsWith("sun.misc.");
  }

  private static boolean isJdk(StackTraceElement frame) {
    String module = Optional.ofNullable(frame.getModuleName()).orElse("");
    return module.startsWith("java.")
        || module.startsWith("jdk.")
        || startsWithAny(frame.getClassName(), JDK);
  }

  /**
   * What compilers put between two methods: a way to a private one, to a trait's or its super's.
   */
  private static boolean isBetween(String method) {
    return method.startsWith("access$") || method.endsWith("$") || method.contains("$$super$");
  }

  /** A class that has no file, and a name that is another one tomorrow. */
  private static boolean isGenerated(String type) {
    return type.indexOf('/') >= 0
        || type.contains(JMH_PACKAGE)
        || type.contains("$Proxy")
        || type.contains("$$Lambda")
        || type.contains("$$Enhancer")
        || type.contains("$$FastClass")
        || type.contains("$HibernateProxy");
  }

  /**
   * The benchmark that a loop of JMH calls, which the compiler mostly puts into the loop, so that
   * no stack has it: by the name that JMH gives the loop, {@code A_b_jmhTest.b_thrpt_jmhStub}.
   * Empty for any other frame, and for a benchmark in a nested class, whose name cannot be told
   * from it.
   */
  static Optional<MethodName> benchmark(StackTraceElement frame) {
    String type = frame.getClassName();
    Matcher stub = JMH_STUB.matcher(frame.getMethodName());
    int generated = type.indexOf(JMH_PACKAGE);
    if (generated < 0 || !stub.matches()) {
      return Optional.empty();
    }
    String method = stub.group(1);
    String simple = type.substring(generated + JMH_PACKAGE.length());
    String suffix = "_" + method + "_jmhTest";
    if (!simple.endsWith(suffix)) {
      return Optional.empty();
    }
    String name = simple.substring(0, simple.length() - suffix.length());
    return Optional.of(new MethodName(type.substring(0, generated + 1) + name, method));
  }

  private static boolean startsWithAny(String type, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
