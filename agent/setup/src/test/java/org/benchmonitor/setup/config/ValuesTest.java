package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.setup.config.Loading.arguments;
import static org.benchmonitor.setup.config.Loading.clean;
import static org.benchmonitor.setup.config.Loading.onlyLine;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9090|localhost|9090",
        ":0|localhost|0",
        "65535|localhost|65535",
        "0.0.0.0:80|0.0.0.0|80",
        "my-host_1.example:1|my-host_1.example|1",
        "[::1]:9091|::1|9091",
        "[fe80::1%eth0]:9|fe80::1%eth0|9",
      })
  void addressesHaveThreeForms(String text, String host, int port) {
    assertThat(clean(arguments("address=" + text)).address())
        .isEqualTo(new BindAddress(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "https://bench.example.com,true,bench.example.com",
    "HTTPS://Bench.Example.com/,true,bench.example.com",
    "http://localhost:8000,false,localhost:8000",
    "http://192.0.2.7:65535/,false,192.0.2.7:65535",
    "https://[2001:db8::7]:8443,true,[2001:db8::7]:8443",
    "https://[::1],true,[::1]",
    "https://bench_1,true,bench_1"
  })
  void aPublicUrlIsASchemeAndAHostAndMaybeAPort(String text, boolean secure, String authority) {
    PublicUrl url = clean(arguments("public_url=" + text)).publicUrl().orElseThrow();
    assertThat(url).isEqualTo(new PublicUrl(secure, authority));
    assertThat(clean(arguments("public_url=" + url)).publicUrl()).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench.example.com",
        "bench.example.com:443",
        "//bench.example.com",
        "ftp://bench.example.com",
        "ws://bench.example.com",
        "https:bench.example.com",
        "https://",
        "https:///",
        "https://bench.example.com//",
        "https://bench.example.com/monitor",
        "https://bench.example.com/?a=b",
        "https://bench.example.com?a=b",
        "https://bench.example.com#a",
        "https://user@bench.example.com",
        "https://user:secret@bench.example.com",
        "https://bench.example.com:",
        "https://bench.example.com:0",
        "https://bench.example.com:65536",
        "https://bench.example.com:+1",
        "https://:443",
        "https://bench .example.com",
        "https://*.example.com",
        "https://2001:db8::7",
        "https://[2001:db8::7",
        "https://[fe80::1%eth0]",
        "https://[bench]",
        "https://[]",
        "https://[:::1]",
        "https://bänch.example.com",
        "null"
      })
  void aPublicUrlWithAnythingElseIsRefused(String text) {
    assertThat(arguments("public_url=" + text).config().publicUrl()).isEmpty();
    assertThat(onlyLine(arguments("public_url=" + text)))
        .contains("public_url", "allowed is http://host or https://host")
        .endsWith("; ignored");
  }

  @Test
  void anAddressIsShownAsItIsWritten() {
    assertThat(new BindAddress("::1", 9)).hasToString("[::1]:9");
    assertThat(new BindAddress("localhost", 9090)).hasToString("localhost:9090");
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "10s,10000", "5m,300000", "1h,3600000", "7,7000", "0,0", "0s,0"})
  void durationsHaveFourUnits(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"500ms", "10s", "90s", "5m", "1h", "0s", "1500ms"})
  void durationsAreWrittenAsTheyAreRead(String text) {
    Duration parsed = Objects.requireNonNull(Durations.parse(text));
    assertThat(Durations.text(parsed)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled=yes",
        "enabled=1",
        "address=localhost",
        "address=localhost:",
        "address=localhost:65536",
        "address=localhost:-1",
        "address=::1:9090",
        "address=[]:1",
        "address=[host]:1",
        "address=a b:1",
        "address=http://localhost:9090/",
        "address=:",
        "address=９０９０",
        "session_id=../../etc",
        "session_id=.hidden",
        "session_id=a/b",
        "workers=0",
        "workers=-1",
        "workers=2.5",
        "workers=٣",
        "workers=99999999999999999999",
        "duration=-1s",
        "duration=10 parsecs",
        "duration=99999999999999999h",
        "warmup=1d",
        "warmup=s",
        "warmup=1.5s",
        "ramp=25h",
        "metrics_interval=99ms",
        "metrics_interval=61s",
        "timeline_retention=59s",
        "timeline_retention=25h",
        "max_errors_retained=0",
        "max_errors_retained=100001",
        "digits=1",
        "digits=4",
        "auto_open=maybe",
        "control=",
        "token=short",
        "token=with a blank in it",
        "token_readonly=not/url/safe",
        "log_level=verbose",
        "clock=sundial",
        "stop=kill",
        "stop=#x",
        "stop=a#",
      })
  void aBadValueIsOneLineAndTheDefaultIsUsed(String argument) {
    ConfigResult result = arguments(argument);
    String key = argument.substring(0, argument.indexOf('='));
    assertThat(onlyLine(result)).startsWith("option " + key).contains("agent arguments");
    assertThat(result.config()).isEqualTo(AgentConfig.defaults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics_interval=100ms",
        "metrics_interval=60s",
        "metrics_interval=1m",
        "timeline_retention=1m",
        "timeline_retention=24h",
        "max_errors_retained=1",
        "max_errors_retained=100000",
        "digits=2",
        "digits=3",
        "enabled=FALSE",
        "log_level=WARN",
        "stop=interrupt",
        "token=12345678",
      })
  void theEndsOfTheRangesAreAllowed(String argument) {
    clean(arguments(argument));
  }

  @Test
  void aClockThatThisJvmDoesNotHaveIsABadValueThatSaysWhatItNeeds() {
    ConfigResult result = arguments("clock=tsc");
    if (ClockChoice.hasTsc()) {
      assertThat(clean(result).clock()).isEqualTo(ClockChoice.TSC);
    } else {
      assertThat(onlyLine(result))
          .isEqualTo(
              "option clock=tsc (agent arguments): allowed is auto, fast, tsc or nanotime; tsc needs"
                  + " JDK 22 or newer on Linux and x86-64; the default auto is used");
    }
  }

  @Test
  void aBadValueSaysWhatIsAllowed() {
    assertThat(onlyLine(arguments("metrics_interval=5ms")))
        .isEqualTo(
            "option metrics_interval=5ms (agent arguments): allowed is a duration (500ms, 10s, 5m, 1h)"
                + " from 100ms to 1m; the default 1s is used");
    assertThat(onlyLine(arguments("clock=x")))
        .contains("auto, fast, tsc or nanotime; tsc needs JDK 22 or newer on Linux and x86-64");
    assertThat(onlyLine(arguments("digits=x"))).contains("2 or 3");
    assertThat(onlyLine(arguments("workers=x"))).contains("1 to 10000000; ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "adress,address",
    "metrics-interval,metrics_interval",
    "metricsInterval,metrics_interval",
    "AutoOpen,auto_open",
    "worker,workers",
    "ops,op",
    "sesion_id,session_id",
    "tokn,token",
  })
  void anUnknownKeyGetsTheNearestKnownOne(String given, String nearest) {
    ConfigResult result = arguments(given + "=x");
    assertThat(onlyLine(result)).contains(given, "the nearest is '" + nearest + "'");
    assertThat(result.config()).isEqualTo(AgentConfig.defaults());
  }

  @Test
  void aKeyLikeNoOtherGetsNoGuess() {
    assertThat(onlyLine(arguments("zebra=1")))
        .isEqualTo(
            "option zebra=1 (agent arguments): unknown, ignored; 'help options' lists all options");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token=hunter2",
        "tokn=hunter2",
        "token_readonly='hunter2,a'",
        "readonly_token=hunter2",
        "token:hunter2",
        "token='hunter2",
        "Token=hunter2#x",
      })
  void noSecretGetsIntoAProblem(String argument) {
    assertThat(onlyLine(arguments(argument))).doesNotContain("hunter2");
  }
}
