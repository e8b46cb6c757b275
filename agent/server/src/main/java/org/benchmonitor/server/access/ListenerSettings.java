package org.benchmonitor.server.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.BindAddress;
import org.benchmonitor.setup.config.PublicUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;

/**
 * Where the server listens, and how it is reached.
 *
 * @param keyStore for TLS; plain HTTP without one
 * @param publicUrl another URL by which it is reached
 * @param tokenForReading whether reading needs a token on loopback too
 */
public record ListenerSettings(
    BindAddress address,
    Tokens tokens,
    Optional<Path> keyStore,
    Optional<Secret> password,
    Optional<PublicUrl> publicUrl,
    boolean tokenForReading) {
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  /** One that is open to read on loopback. */
  public ListenerSettings(
      BindAddress address,
      Tokens tokens,
      Optional<Path> keyStore,
      Optional<Secret> password,
      Optional<PublicUrl> publicUrl) {
    this(address, tokens, keyStore, password, publicUrl, false);
  }

  /** Any free port of loopback, with a token of its own that everything needs. */
  public static ListenerSettings ofOwnToken(Tokens tokens) {
    return new ListenerSettings(
        new BindAddress("localhost", 0),
        tokens,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /** The one that the options describe. */
  public static ListenerSettings of(AgentConfig config, Tokens tokens) {
    return new ListenerSettings(
        config.address(), tokens, config.tls(), config.tlsPassword(), config.publicUrl());
  }

  /**
   * Reads the key store.
   *
   * @return empty without one
   * @throws IOException or GeneralSecurityException whose message is for the user, without the
   *     password
   */
  public Optional<SSLContext> tls() throws IOException, GeneralSecurityException {
    return keyStore.isPresent() ? Optional.of(KeyStores.context(this)) : Optional.empty();
  }

  /**
   * Where to bind: both addresses of loopback, or the one of the host.
   *
   * @throws UnknownHostException if the host has no address
   */
  public List<InetAddress> addresses() throws UnknownHostException {
    String host = address.host();
    return OwnNames.isLocalhost(host)
        ? List.of(
            InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}),
            InetAddress.getByAddress("localhost", LOOPBACK_6))
        : List.of(InetAddress.getAllByName(host)[0]);
  }

  /**
   * The URL to show.
   *
   * @param whole whether all of {@link #addresses} are bound
   */
  public URI url(boolean whole, InetAddress bound, int port) {
    String scheme = keyStore.isPresent() ? "https://" : "http://";
    // A name may lead to an address that is not ours.
    String shown = whole ? OwnNames.shown(address.host(), bound) : Authority.of(bound);
    return URI.create(scheme + shown + ":" + port + "/");
  }

  /** What the user should know of who can come in, once it is bound; a sentence each. */
  public List<String> warnings(InetAddress bound, int port) {
    boolean onLoopback = bound.isLoopbackAddress();
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
