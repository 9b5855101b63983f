package io.postly.action.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an object store has said. */
final class S3Answer {

  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,64})</Code>");
  private static final String NO_SUCH_OBJECT = "NoSuchKey";
  private static final int LARGEST_ERROR = 8 * 1024;

  /** What fits into an array on every Java platform. */
  private static final long LARGEST_BODY = Integer.MAX_VALUE - 8L;

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int NOT_FOUND = 404;
  private static final int FIRST_OF_THE_SERVER = 500;
  private static final Set<Integer> OF_THIS_MOMENT = Set.of(408, 429);

  /** Errors that pass although their status says otherwise: a new bucket redirects for hours. */
  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "OperationAborted", "TemporaryRedirect");

  private final int status;
  private final byte[] body;

  private S3Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /**
   * Reads it.
   *
   * @param most the bytes that are expected at most; some of what is more are read
   */
  static S3Answer read(int status, InputStream body, long most) throws IOException {
    long bytes = Math.clamp(most + 1, LARGEST_ERROR, LARGEST_BODY);
    return new S3Answer(status, body.readNBytes(Math.toIntExact(bytes)));
  }

  /** There is no object of that name; unlike one whose bucket is missing. */
  boolean isMissingObject() {
    return status == NOT_FOUND && code().equals(NO_SUCH_OBJECT);
  }

  /** Not so of credentials, the bucket or the region, all of which stay as they are. */
  boolean isOfThisMoment() {
    return !isSuccess()
        && (status >= FIRST_OF_THE_SERVER
            || OF_THIS_MOMENT.contains(status)
            || PASSING.contains(code()));
  }

  /**
   * What was asked for.
   *
   * @param otherwise what it means that it is something else
   * @throws BlobStoreException if it is
   */
  byte[] content(String otherwise) {
    if (isSuccess()) {
      return body;
    }
    String said = "%s: the store answers %d %s".formatted(otherwise, status, code()).strip();
    throw isOfThisMoment() ? new BlobStoreException(said) : BlobStoreException.lasting(said);
  }

  private boolean isSuccess() {
    return status >= FIRST_SUCCESS && status < FIRST_REDIRECT;
  }

  /** Which error it is; empty if the store does not say. */
  private String code() {
    Matcher code = CODE.matcher(new String(body, StandardCharsets.UTF_8));
    return code.find() ? code.group(1) : "";
  }
}
