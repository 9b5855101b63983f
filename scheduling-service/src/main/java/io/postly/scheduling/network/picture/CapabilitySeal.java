package io.postly.scheduling.network.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a capability was made here: it is followed by its HMAC-SHA-256, and stands in
 * addresses in base64url. The keys follow from others (HKDF-Expand of RFC 5869, of one block), for
 * this purpose alone: they tell nothing of those that they follow from, nor of what is made of
 * those for another purpose.
 */
final class CapabilitySeal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  /** What keys of this purpose follow from, with the number of HKDF's first block. */
  private static final byte[] PURPOSE =
      "postly picture address\u0001".getBytes(StandardCharsets.UTF_8);

  /** Of base64: three bytes in four characters, without a rest. */
  private static final int CHARACTERS = (Capability.LENGTH + MAC_BYTES) / 3 * 4;

  private final List<SecretKeySpec> keys;

  /**
   * With keys that follow from those.
   *
   * @param base64 of 32 random bytes each; the first seals, all open
   */
  CapabilitySeal(List<String> base64) {
    this.keys = base64.stream().map(CapabilitySeal::derived).toList();
  }

  private static SecretKeySpec derived(String base64) {
    byte[] key = Base64.getDecoder().decode(base64);
    return new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM), PURPOSE), ALGORITHM);
  }

  String seal(Capability capability) {
    byte[] written = capability.written();
    byte[] sealed =
        ByteBuffer.allocate(written.length + MAC_BYTES)
            .put(written)
            .put(mac(keys.getFirst(), written))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** What was sealed with one of the keys; empty if this is anything else. */
  Optional<Capability> open(String text) {
    if (text.length() != CHARACTERS) {
      return Optional.empty();
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] written = Arrays.copyOf(sealed, Capability.LENGTH);
    byte[] mac = Arrays.copyOfRange(sealed, Capability.LENGTH, sealed.length);
    boolean isAuthentic =
        keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, written), mac));
    return isAuthentic ? Capability.read(written) : Optional.empty();
  }

  private static byte[] mac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
