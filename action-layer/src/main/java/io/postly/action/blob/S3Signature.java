package io.postly.action.blob;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to an object store: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS
 * Signature Version 4</a>, in a header. The digest of what is sent is part of it, so that nobody on
 * the way can change a blob.
 *
 * @param accessKeyId who asks
 * @param secretAccessKey what only they and the store know
 * @param region where the store is
 */
record S3Signature(String accessKeyId, String secretAccessKey, String region) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final String SERVICE = "s3";
  private static final String END = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  /**
   * The headers that a request gets, besides its own.
   *
   * @param address as it is sent: encoded, without a query, and without the port that its scheme
   *     has anyway
   * @param headers the request's own that are signed too, in lower case
   * @param content the digest of what is sent
   */
  Map<String, String> headers(
      String method, URI address, Map<String, String> headers, BlobId content, Instant now) {
    Map<String, String> added = new TreeMap<>();
    added.put("x-amz-content-sha256", content.sha256());
    added.put("x-amz-date", TIME.format(now));
    SortedMap<String, String> signed = new TreeMap<>(headers);
    signed.putAll(added);
    signed.put("host", address.getAuthority());
    added.put("authorization", authorization(method, address, signed, now));
    return added;
  }

  private String authorization(
      String method, URI address, SortedMap<String, String> signed, Instant now) {
    String names = String.join(";", signed.keySet());
    String request =
        String.join(
            "\n",
            method,
            address.getRawPath(),
            "",
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            signed.get("x-amz-content-sha256"));
    String scope = String.join("/", DAY.format(now), region, SERVICE, END);
    String text = String.join("\n", ALGORITHM, TIME.format(now), scope, digest(request));
    return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
        .formatted(ALGORITHM, accessKeyId, scope, names, signature(text, DAY.format(now)));
  }

  private static String digest(String text) {
    return BlobId.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private String signature(String text, String day) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, SERVICE, END}) {
      key = mac(key, part);
    }
    return HexFormat.of().formatHex(mac(key, text));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Signature[" + accessKeyId + ", " + region + "]";
  }
}
