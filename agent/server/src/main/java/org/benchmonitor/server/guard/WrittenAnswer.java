package org.benchmonitor.server.guard;

import fi.iki.elonen.NanoHTTPD;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.benchmonitor.server.http.Content;
import org.benchmonitor.server.http.Response;

/**
 * An answer that is made while it is sent. The library, which would read it from a stream, lets it
 * send itself; one thread.
 *
 * <p>What goes wrong on the way must not look like an end. The library would write an answer of its
 * own behind half of this one, or nothing, and keep the connection. So nothing is thrown at it, and
 * the connection is broken instead.
 */
final class WrittenAnswer extends NanoHTTPD.Response {
  private final Response answer;
  private final Content content;
  private final Exchange exchange;
  private final Duration within;
  private boolean keepsConnection;
  private boolean ends;

  WrittenAnswer(
      IStatus status, Response answer, Content content, Exchange exchange, Duration within) {
    super(status, answer.contentType(), new ByteArrayInputStream(new byte[0]), -1);
    this.answer = answer;
    this.content = content;
    this.exchange = exchange;
    this.within = within;
  }

  @Override
  public void setKeepAlive(boolean useKeepAlive) {
    keepsConnection = useKeepAlive && exchange.knowsChunks();
  }

  @Override
  public boolean isCloseConnection() {
    return ends || !keepsConnection;
  }

  @Override
  protected void send(OutputStream unused) {
    Connection connection = exchange.connection();
    byte[] head = Wire.head(answer, exchange.knowsChunks(), keepsConnection);
    ChunkedBody body = new ChunkedBody(connection, head, exchange.knowsChunks(), within);
    try {
      if (exchange.isForHead()) {
        body.flush();
        return;
      }
      content.writeTo(body);
      body.end();
    } catch (IOException | RuntimeException | Error failure) {
      ends = true;
      if (body.isBegun() || failure instanceof IOException) {
        connection.breakOff();
        if (!(failure instanceof IOException || failure instanceof UncheckedIOException)) {
          exchange.broken(failure);
        }
      } else {
        refuse(connection, failure);
      }
    }
  }

  private void refuse(Connection connection, Throwable failure) {
    connection.bound(within);
    try {
      Wire.write(connection.out(), exchange.failed(failure));
    } catch (IOException gone) {
      connection.breakOff();
    }
  }
}
