package io.postly.action.pipeline;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body up to the largest size that is read. The server's own limit would answer without
 * saying why.
 */
final class LimitedBody extends FilterInputStream {

  private final long limit;
  private long read;

  LimitedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) {
    read += more;
    if (read > limit) {
      throw ProblemException.of(
          ActionErrorCode.PAYLOAD_TOO_LARGE, "A body may have at most " + limit + " bytes.");
    }
  }
}
