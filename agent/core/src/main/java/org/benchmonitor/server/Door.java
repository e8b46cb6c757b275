package org.benchmonitor.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.config.AgentConfig;
import org.benchmonitor.config.BindAddress;
import org.benchmonitor.config.PublicUrl;
import org.benchmonitor.config.Secret;
import org.benchmonitor.config.Tokens;

/**
 * Where the server listens, and what opens it.
 *
 * @param keyStore for TLS; plain HTTP without one
 * @param publicUrl by which else it is reached
 */
public record Door(
    BindAddress address,
    Tokens tokens,
    Optional<Path> keyStore,
    Optional<Secret> password,
    Optional<PublicUrl> publicUrl) {
  /** The one that the options describe. */
  public static Door of(AgentConfig config, Tokens tokens) {
    return new Door(
        config.address(), tokens, config.tls(), config.tlsPassword(), config.publicUrl());
  }

  List<String> warnings(boolean onLoopback, int port) {
    List<String> warnings = new ArrayList<>();
    if (!onLoopback) {
      warnings.add(
          "The monitor is open to the network at "
              + new BindAddress(address.host(), port)
              + (keyStore.isPresent()
                  ? "; everything needs a token"
                  : "; everything needs a token, but without tls= it can be read on the way"));
    }
    if (tokens.readOnly().filter(tokens.control()::equals).isPresent()) {
      warnings.add("token and token_readonly are the same, so nothing can be controlled");
    }
    return List.copyOf(warnings);
  }
}
