package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.setup.config.Loading.onlyLine;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "SERVICE_HOST, 192.0.2.7",
    "SERVICE_PORT, 9090",
    "SERVICE_PORT_HTTP, 9090",
    "SERVICE_PORT_HTTP_METRICS, 9091",
    "PORT, tcp://192.0.2.7:9090",
    "PORT, udp://192.0.2.7:9090",
    "PORT_9090_TCP, tcp://192.0.2.7:9090",
    "PORT_9090_TCP_PROTO, tcp",
    "PORT_9090_TCP_PORT, 9090",
    "PORT_9090_TCP_ADDR, 192.0.2.7",
    "PORT_53_UDP_ADDR, 192.0.2.7",
    "PORT_38412_SCTP, sctp://192.0.2.7:38412",
    "OF_TEAM_7_SERVICE_HOST, 192.0.2.7",
    "OF_TEAM_7_SERVICE_PORT_HTTP, 9090",
    "OF_TEAM_7_PORT, tcp://192.0.2.7:9090",
    "OF_TEAM_7_PORT_9090_TCP_ADDR, 192.0.2.7",
    "TOKEN_SERVICE_HOST, 192.0.2.7",
    "NAME, /runner/bench-monitor",
    "ENV_JAVA_HOME, /opt/java",
  })
  void whatAPlatformSetsForAServiceIsNoOption(String name, String value) {
    assertThat(Loading.clean(Loading.environment(Map.of("BENCH_MONITOR_" + name, value))))
        .isEqualTo(AgentConfig.defaults());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 9090",
    "PORTS, tcp://192.0.2.7:9090",
    "REPORTS, tcp://192.0.2.7:9090",
    "HOST, 192.0.2.7",
    "NAME, mine",
    "ENV, test",
    "PORT_TCP, 1",
    "PORT_80, 1",
    "MYSERVICE_HOST, 192.0.2.7",
    "SERVICE_HOSTS, 192.0.2.7",
    "DIGITZ, 3",
  })
  void whatSomebodyHasMeantAsAnOptionIsALine(String name, String value) {
    assertThat(onlyLine(Loading.environment(Map.of("BENCH_MONITOR_" + name, value))))
        .contains("(environment): unknown, ignored");
  }

  @Test
  void noOptionIsTakenForOne() {
    assertThat(Options.all())
        .isNotEmpty()
        .noneMatch(option -> ServiceVariables.has(option.key(), "tcp://192.0.2.7:9090"));
  }
}
