package org.benchmonitor.server.access;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which a server that is bound to an address is reached; asks no name server.
 *
 * <p>Made once, when the server is bound. An address that the machine gets later is unknown.
 */
final class OwnNames {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");

  private OwnNames() {}

  /**
   * The hosts that a request may name, in the form of {@link Authority#host}.
   *
   * @param configured as the user has written it
   * @param bound what it stands for
   */
  static Set<String> of(String configured, InetAddress bound) {
    if (isLocalhost(configured)) {
      return LOOPBACK;
    }
    Set<String> names = new LinkedHashSet<>();
    if (bound.isAnyLocalAddress()) {
      names.addAll(LOOPBACK);
      addresses().forEach(address -> names.add(Authority.of(address)));
    } else {
      names.add(Authority.of(bound));
      if (configured.indexOf(':') < 0) {
        names.add(configured.toLowerCase(Locale.ROOT));
      }
    }
    if (!bound.isLoopbackAddress()) {
      names.addAll(machineNames());
    }
    return Collections.unmodifiableSet(names);
  }

  /**
   * The hosts that a request may name with any port: behind a forwarded or mapped port the client
   * sees another number. A page can be of such a host only if it comes from this machine, however
   * its name was rebound, and its {@code Origin} has the port of its own.
   */
  static Set<String> withAnyPort(InetAddress bound) {
    return bound.isLoopbackAddress() ? LOOPBACK : Set.of();
  }

  static boolean isLocalhost(String configured) {
    return configured.isEmpty() || configured.equalsIgnoreCase("localhost");
  }

  /** The host of the URL that is printed: for all addresses the first that others can reach. */
  static String shown(String configured, InetAddress bound) {
    if (isLocalhost(configured)) {
      return "localhost";
    }
    if (!bound.isAnyLocalAddress()) {
      return configured.indexOf(':') < 0 ? configured : Authority.of(bound);
    }
    return addresses().stream()
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
        .map(Authority::of)
        .orElse("localhost");
  }

  /** All addresses of this machine, those of the first interfaces first. */
  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
          .flatMap(NetworkInterface::inetAddresses)
          .toList();
    } catch (SocketException unknown) {
      // Then only what was configured is let in.
      return List.of();
    }
  }

  /** What the machine calls itself, from where no name server is asked. */
  private static List<String> machineNames() {
    String name = System.getenv().getOrDefault("COMPUTERNAME", "");
    try {
      if (name.isEmpty() && Files.isReadable(HOST_NAME)) {
        name = Files.readString(HOST_NAME, StandardCharsets.UTF_8);
      }
    } catch (IOException unreadable) {
      return List.of();
    }
    String whole = name.trim().toLowerCase(Locale.ROOT);
    String first = whole.split("\\.", 2)[0];
    return Stream.of(whole, first).filter(one -> !one.isEmpty()).distinct().toList();
  }
}
