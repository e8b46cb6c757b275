package org.benchmonitor.setup.config;

/**
 * Recognises variables that a platform sets for a service whose name begins with {@code
 * bench-monitor}, and that are therefore no options.
 *
 * <p>Kubernetes gives every pod the addresses of the services in its namespace (makeLinkVariables
 * and FromServices in its {@code envvars.go}), Docker those of linked containers. They are not
 * meant for the agent, so they cause no message.
 */
final class ServiceVariables {
  private static final String PORT = "port";

  private ServiceVariables() {}

  /**
   * Whether it is one of them.
   *
   * @param name in lower case, without the prefix that makes a variable the agent's
   */
  static boolean has(String name, String value) {
    return ends(name, "service_host")
        || holds(name, "service_port")
        || (ends(name, PORT) && value.indexOf("://") > 0)
        || (ends(name, "name") && value.startsWith("/"))
        || startsWord(name, name.indexOf("env_"))
        || isPortOf(name);
  }

  /** The last words of a name. */
  private static boolean ends(String name, String words) {
    return name.endsWith(words) && startsWord(name, name.length() - words.length());
  }

  /** Words of a name, such as those before a port's own name. */
  private static boolean holds(String name, String words) {
    int at = name.indexOf(words);
    int end = at + words.length();
    return startsWord(name, at) && (end == name.length() || name.charAt(end) == '_');
  }

  private static boolean startsWord(String name, int at) {
    return at == 0 || (at > 0 && name.charAt(at - 1) == '_');
  }

  /** {@code port_80_tcp}, {@code port_80_tcp_addr} and their like. */
  private static boolean isPortOf(String name) {
    int at = name.indexOf(PORT.concat("_"));
    if (!startsWord(name, at)) {
      return false;
    }
    int digits = at + PORT.length() + 1;
    int end = digits;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return end > digits
        && (name.startsWith("_tcp", end)
            || name.startsWith("_udp", end)
            || name.startsWith("_sctp", end));
  }
}
