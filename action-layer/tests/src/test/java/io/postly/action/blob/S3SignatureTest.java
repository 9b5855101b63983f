package io.postly.action.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of its description, with the signatures that stand there. */
class S3SignatureTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final S3Signature SIGNATURE =
      new S3Signature("AKIAIOSFODNN7EXAMPLE", SECRET, "us-east-1");
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,";

  @Test
  void shouldSignReading() {
    assertEquals(
        Map.of(
            "x-amz-content-sha256",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "x-amz-date",
            "20130524T000000Z",
            "authorization",
            CREDENTIAL
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        SIGNATURE.headers(
            "GET",
            URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
            Map.of("range", "bytes=0-9"),
            BlobId.of(new byte[0]),
            TIME));
  }

  @Test
  void shouldSignWritingWithWhatIsWritten() {
    assertEquals(
        Map.of(
            "x-amz-content-sha256",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "x-amz-date",
            "20130524T000000Z",
            "authorization",
            CREDENTIAL
                + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
        SIGNATURE.headers(
            "PUT",
            URI.create("https://examplebucket.s3.amazonaws.com/test%24file.text"),
            Map.of(
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class", "REDUCED_REDUNDANCY"),
            BlobId.of("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8)),
            TIME));
  }

  @Test
  void shouldNotShowTheSecret() {
    assertFalse(SIGNATURE.toString().contains(SECRET));
  }
}
