package org.benchmonitor.setup.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.benchmonitor.setup.config.OperationArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairPatternTest {
  private static OperationPattern parse(String operation) {
    return OperationPattern.parse(OperationArguments.parse(operation).get(0));
  }

  @Test
  void aPairHasItsKeyAndItsEnds() {
    OperationPattern pattern =
        parse(
            "op=publish=a.Channel#publish,key=this+arg:1.id.get(),timeout=5m,again=last,"
                + "end=a.Channel#ack(long,boolean),end.upto=this+arg:0,end.when=arg:1:true,"
                + "end=a.Channel#done,end.key=this+return,end.ok=arg:1.status():200-299,"
                + "end.error=arg:1.text()");
    assertThat(pattern.extent()).isInstanceOf(PairPattern.class);
    PairPattern pair = (PairPattern) pattern.extent();
    assertThat(pair.key().parts())
        .extracting(ValuePath::toString)
        .containsExactly("this", "arg:1.id.get()");
    assertThat(pair.key().ordered()).isTrue();
    assertThat(pair.key().needsReturn()).isFalse();
    assertThat(pair.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(pair.again()).isEqualTo(PairPattern.Again.LAST);
    PairPattern.End ack = pair.ends().get(0);
    assertThat(ack.method().parameterTypes()).containsExactly("long", "boolean");
    assertThat(ack.key().ordered()).isTrue();
    assertThat(ack.when().subject()).hasToString("arg:1");
    assertThat(ack.rule()).isNull();
    PairPattern.End done = pair.ends().get(1);
    assertThat(done.key().needsReturn()).isTrue();
    assertThat(done.rule().subject()).hasToString("arg:1.status()");
    assertThat(done.rule().expectation().low()).isEqualTo(200);
    assertThat(done.rule().error()).hasToString("arg:1.text()");
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    PairPattern pair = (PairPattern) parse("op=a.A#a,key=this,end=b.B#b,end.key=arg:0").extent();
    assertThat(pair.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pair.again()).isEqualTo(PairPattern.Again.FIRST);
    assertThat(pair.key().ordered()).isFalse();
    RecordedPattern recorded = (RecordedPattern) parse("op=a.A#a,recorded=arg:3").extent();
    assertThat(recorded.unit()).isEqualTo(RecordedPattern.Unit.NS);
    assertThat(recorded.isEach()).isFalse();
    assertThat(recorded.minus()).isNull();
  }

  @Test
  void aDurationIsAValueAnArrayOrADifference() {
    RecordedPattern each = (RecordedPattern) parse("op=a.A#a,recorded=arg:1[],unit=us").extent();
    assertThat(each.isEach()).isTrue();
    assertThat(each.unit().nanos()).isEqualTo(1_000);
    RecordedPattern difference =
        (RecordedPattern) parse("op=a.A#a,recorded=arg:4.end()-arg:3,ok=arg:5.name():OK").extent();
    assertThat(difference.value()).hasToString("arg:4.end()");
    assertThat(difference.minus()).hasToString("arg:3");
    assertThat(difference.rule().error()).hasToString("arg:5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key=this | key is 'this' without an end=",
        "end=b.B#b,end.key=this | end is 'b.B#b' without a key=",
        "key=this,end=b.B#b | end 'b.B#b' has neither end.key nor end.upto",
        "key=this,end=b.B#b,end.key=this,end.upto=this | has both end.key and end.upto",
        "key=this+arg:0,end=b.B#b,end.key=this | allowed is as many parts as key has, 2",
        "key=that,end=b.B#b,end.key=this | key is 'that', allowed are one to 4 parts",
        "key=arg:x,end=b.B#b,end.key=this | key is 'arg:x', allowed",
        "key=arg:255,end=b.B#b,end.key=this | key is 'arg:255', allowed",
        "key=this.a-b,end=b.B#b,end.key=this | key is 'this.a-b', allowed",
        "key=this.a(1),end=b.B#b,end.key=this | key is 'this.a(1)', allowed",
        "key=this+this+this+this+this,end=b.B#b,end.key=this | allowed are one to 4 parts",
        "key=this,end=b.B,end.key=this | 'b.B' names no method",
        "key=this,end=x=b.B#b,end.key=this | end is 'x=b.B#b', allowed is type#method",
        "key=this,end=b.B#b,end.key=this,end.ok=true | end.ok is 'true', allowed is <path>:<value>",
        "key=this,end=b.B#b,end.key=this,end.error=arg:0 | error is 'arg:0' without an end.ok=",
        "key=this,end=b.B#b,end.key=this,end.when=x:1 | end.when is 'x:1', allowed",
        "key=this,end=b.B#b,end.key=this,ok=return:1 | write end.ok= after the end=",
        "key=this,end=b.B#b,end.key=this,async=off | does not go with key= and end=",
        "key=this,end=b.B#b,end.key=this,recorded=arg:0 | does not go with key= and end=",
        "key=this,again=twice,end=b.B#b,end.key=this | again is 'twice', allowed are first and last",
        "key=this,timeout=1ms,end=b.B#b,end.key=this | timeout is '1ms', allowed is a duration",
        "timeout=1m | timeout is '1m', which needs key= and end=",
        "unit=ms | unit is 'ms', which needs recorded=",
        "recorded=arg:0,unit=h | unit is 'h', allowed are ns, us, ms and s",
        "recorded=duration | recorded is 'duration', allowed are a duration",
        "recorded=arg:0,async=off | does not go with recorded=",
        "recorded=arg:0,ok=5 | ok is '5', allowed is <path>:<value>",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String rules, String problem) {
    assertThatThrownBy(() -> parse("op=a.A#a," + rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
