package org.benchmonitor.server.http;

/** An error answer to a request. It has no stack trace, so hostile requests are cheap. */
public final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String hint;

  /**
   * Makes it.
   *
   * @param code of the error, such as {@code bad_parameter}
   * @param message what was wrong, with the value and what is allowed
   * @param hint what to do instead
   */
  public HttpError(int status, String code, String message, String hint) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }

  /** The answer. */
  public Response toResponse() {
    String message = getMessage();
    Response answer = Response.error(status, code, message == null ? "" : message, hint);
    return status == 503 ? answer.with("Retry-After", "1") : answer;
  }
}
