package org.benchmonitor.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.config.BindAddress;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnNamesTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "LocalHost"})
  void loopbackHasThreeNames(String configured) throws Exception {
    assertThat(OwnNames.of(configured, address("127.0.0.1")))
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");
    assertThat(OwnNames.shown(configured, address("127.0.0.1"))).isEqualTo("localhost");
  }

  @Test
  void oneAddressOfLoopbackIsOnlyItself() throws Exception {
    assertThat(OwnNames.of("127.0.0.1", address("127.0.0.1"))).containsExactly("127.0.0.1");
    assertThat(OwnNames.of("::1", address("::1"))).containsExactly("[0:0:0:0:0:0:0:1]");
  }

  @Test
  void anAddressOfTheNetworkHasItsOwnNameAndTheMachines() throws Exception {
    assertThat(OwnNames.of("Bench-1.example", address("192.0.2.7")))
        .contains("bench-1.example", "192.0.2.7")
        .doesNotContain("localhost", "127.0.0.1");
    assertThat(OwnNames.of("2001:db8::7", address("2001:db8::7")))
        .contains("[2001:db8:0:0:0:0:0:7]")
        .noneMatch(name -> name.contains("::"));
    assertThat(OwnNames.shown("Bench-1.example", address("192.0.2.7")))
        .isEqualTo("Bench-1.example");
    assertThat(OwnNames.shown("2001:db8::7", address("2001:db8::7")))
        .isEqualTo("[2001:db8:0:0:0:0:0:7]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void allAddressesAreAllOfTheMachine(String any) throws Exception {
    List<String> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(Authority::of)
            .toList();
    assertThat(own).isNotEmpty();
    assertThat(OwnNames.of(any, address(any)))
        .containsAll(own)
        .contains("localhost")
        .doesNotContain("0.0.0.0", "[0:0:0:0:0:0:0:0]")
        .allMatch(name -> Authority.parse(name, 80).map(Authority::host).equals(Optional.of(name)));
    assertThat(OwnNames.of(any, address(any))).contains(OwnNames.shown(any, address(any)));
  }

  @Test
  void whoeverIsOpenToTheNetworkIsTold() throws Exception {
    Tokens tokens = new Tokens(new Secret("one-token"), Optional.of(new Secret("other-token")));
    BindAddress address = new BindAddress("::", 0);
    ListenerSettings plain =
        new ListenerSettings(address, tokens, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(plain.warnings(LOOPBACK, 9090)).isEmpty();
    assertThat(plain.warnings(address("192.0.2.1"), 9090))
        .singleElement()
        .asString()
        .contains("[::]:9090", "without tls=")
        .doesNotContain("one-token", "other-token");
    Tokens same = new Tokens(new Secret("one-token"), Optional.of(new Secret("one-token")));
    assertThat(
            new ListenerSettings(
                    address, same, Optional.empty(), Optional.empty(), Optional.empty())
                .warnings(LOOPBACK, 1))
        .singleElement()
        .asString()
        .contains("are the same");
  }
}
