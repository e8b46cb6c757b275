package org.benchmonitor.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import fi.iki.elonen.NanoWSD.WebSocketFrame;
import fi.iki.elonen.NanoWSD.WebSocketFrame.OpCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamMessageTest {
  private static StreamMessage message(int length) {
    return new StreamMessage(7, "kind", "x".repeat(length).getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
  void aFrameIsThatOfTheLibrary(int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WebSocketFrame(OpCode.Text, true, "x".repeat(length)).write(out);
    assertThat(message(length).frame()).isEqualTo(out.toByteArray());
    assertThat(message(length).bytes()).isEqualTo(64 + out.size());
  }

  @Test
  void anEventHasItsNumberItsTypeAndItsData() {
    assertThat(new String(message(3).event(), StandardCharsets.US_ASCII))
        .isEqualTo("id: 7\nevent: kind\ndata: xxx\n\n");
  }
}
