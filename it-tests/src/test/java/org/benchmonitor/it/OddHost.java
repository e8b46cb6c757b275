package org.benchmonitor.it;

import java.util.ArrayList;
import java.util.List;

/**
 * A program that works on an odd JVM, in odd surroundings, or makes its process odd: what of it
 * differs from the usual, and what is right then.
 */
record OddHost(
    String name, List<String> jvm, String script, List<String> program, int first, int last) {
  private static final List<OddHost> COUNTED =
      List.of(
          of("plain"),
          of("a system class loader of its own", "-Djava.system.class.loader=com.acme.odd.Loader"),
          of(
                  "a default file system of its own",
                  "-Djava.nio.file.spi.DefaultFileSystemProvider=com.acme.odd.Provider")
              .does("TEN_FILES", "late"),
          of("all classes verified", "-Xverify:all"),
          of("no compiler, no shared classes", "-Xint", "-Xshare:off"),
          of("the quick compiler alone", "-XX:TieredStopAtLevel=1"),
          of("the serial collector", "-XX:+UseSerialGC"),
          of("the Z collector", "-XX:+UseZGC"),
          of("no stacks in exceptions", "-XX:-StackTraceInThrowable"),
          of("no attach, no signals", "-XX:+DisableAttachMechanism", "-Xrs"),
          of("no counters, wide strings", "-XX:-UsePerfData", "-XX:-CompactStrings"),
          of("assertions in the JDK too", "-ea", "-esa"),
          of("nowhere to write", "-Djava.io.tmpdir=/nonexistent", "-Duser.home=/nonexistent")
              .through("unset HOME USER TMPDIR; exec \"$@\""),
          of("an empty environment")
              // A run is recorded below the home directory then, so it gets one of its own.
              .through(
                  "mkdir home; java=$1; shift;"
                      + " exec env -i \"$java\" -Duser.home=\"$PWD/home\" \"$@\""),
          of("a closed stderr").through("exec \"$@\" 2>&-"),
          of("a closed stdin").through("exec \"$@\" <&-"),
          of("a full stderr").through("exec \"$@\" 2>/dev/full"),
          of("its working directory deleted")
              .through("mkdir gone; cd gone; exec \"$@\"")
              .does("DELETED_DIRECTORY", "late"),
          of("no screen", "-Djava.awt.headless=true"),
          of(
              "Turkish and ASCII",
              "-Duser.language=tr",
              "-Duser.country=TR",
              "-Dfile.encoding=US-ASCII"),
          of("Arabic digits", "-Duser.language=ar", "-Duser.country=EG"),
          of("the last time zone", "-Duser.timezone=Pacific/Kiritimati"),
          of("an odd line end", "-Dline.separator=|"),
          of("its own log manager", "-Djava.util.logging.manager=com.acme.odd.Logs"),
          of("its own log manager, used", "-Djava.util.logging.manager=com.acme.odd.Logs")
              .does("USED_LOG_MANAGER"),
          of("its own management", "-Djavax.management.builder.initial=com.acme.odd.Beans"),
          of("a proxy for all sockets", "-DsocksProxyHost=127.0.0.1", "-DsocksProxyPort=1"),
          of("the old Internet alone", "-Djava.net.preferIPv4Stack=true"),
          of("the new Internet first", "-Djava.net.preferIPv6Addresses=true"),
          of("no deserialisation", "-Djdk.serialFilter=!*"),
          of("its own handlers of URLs").does("OWN_URL_HANDLERS"),
          of("its own server sockets, later").does("OWN_SERVER_SOCKETS", "late"),
          of("a stderr that fails").does("FAILING_STDERR"),
          of("no stderr, no stdin").does("NO_STREAMS"),
          of("a stderr that hangs, later").does("HANGING_STDERR", "late"),
          of("stderr on stdout").does("STDERR_TO_STDOUT"),
          of("other properties, later").does("EMPTY_PROPERTIES", "late"),
          of("no properties, later").does("CLEARED_PROPERTIES", "late"),
          of("properties that are no texts").does("PROPERTIES_OF_OTHER_TYPES"),
          of("an exit for what nobody catches").does("EXIT_ON_UNCAUGHT"),
          of("another locale and zone").does("OTHER_LOCALE_AND_ZONE"),
          of("a common pool without a free thread").does("FULL_COMMON_POOL"),
          of("no security providers, later").does("NO_SECURITY_PROVIDERS", "late"));

  private static final List<OddHost> REFUSING =
      List.of(
          of("other properties").does("EMPTY_PROPERTIES"),
          of("no properties").does("CLEARED_PROPERTIES"),
          of("properties that fail").does("FAILING_PROPERTIES"),
          of("properties that fail, later").does("FAILING_PROPERTIES", "late"),
          of("a security manager", "-Djava.security.manager=com.acme.odd.Refuser").only(17, 17),
          of("a security manager that comes", "-Djava.security.manager=allow")
              .does("SECURITY_MANAGER", "late")
              .only(17, 17),
          of("a security manager at the end", "-Djava.security.manager=allow")
              .does("SECURITY_MANAGER_AT_THE_END")
              .only(17, 17));

  /** Those of which everything is counted and reported. */
  static List<Case> counted() {
    return on(COUNTED);
  }

  /** Those that keep the monitor from it, for which it must say so. */
  static List<Case> refusing() {
    return on(REFUSING);
  }

  /** One of them on one JDK. */
  record Case(int version, OddHost odd) {
    @Override
    public String toString() {
      return "JDK " + version + ", " + odd.name;
    }
  }

  /** Each on one of its JDKs, in turn; with {@code -Dit.all=true} on all of them. */
  private static List<Case> on(List<OddHost> hosts) {
    List<Case> cases = new ArrayList<>();
    for (OddHost host : hosts) {
      List<Integer> possible =
          Jdk.VERSIONS.stream()
              .filter(version -> version >= host.first && version <= host.last)
              .toList();
      Jdk.turn(cases.size(), possible).forEach(version -> cases.add(new Case(version, host)));
    }
    return cases;
  }

  private static OddHost of(String name, String... jvm) {
    return new OddHost(name, List.of(jvm), "", List.of(), 17, Integer.MAX_VALUE);
  }

  private OddHost through(String shell) {
    return new OddHost(name, jvm, shell, program, first, last);
  }

  private OddHost does(String... arguments) {
    return new OddHost(name, jvm, script, List.of(arguments), first, last);
  }

  private OddHost only(int from, int to) {
    return new OddHost(name, jvm, script, program, from, to);
  }

  Host.Builder on(Jdk jdk) {
    Host.Builder host = Host.on(jdk).jvm(jvm.toArray(String[]::new));
    return script.isEmpty() ? host : host.through(script);
  }
}
