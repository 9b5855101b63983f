package io.postly.local.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A receiver's address and secret in the form in which the scheduling service keeps them. */
final class ChannelCredentials {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_CHARACTERS = 16;

  private final SecureRandom random = new SecureRandom();
  private final byte[] key = random(KEY_BYTES);

  /** The value of {@code postly.scheduling.credentials-key}. */
  String key() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** What stands in the row of a channel. */
  String of(UUID channelId, Receiver receiver) {
    byte[] nonce = random(NONCE_BYTES);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(channelId.toString().getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(plain(receiver));
      String id =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(key))
              .substring(0, KEY_ID_CHARACTERS);
      byte[] joined = new byte[nonce.length + sealed.length];
      System.arraycopy(nonce, 0, joined, 0, nonce.length);
      System.arraycopy(sealed, 0, joined, nonce.length, sealed.length);
      return "v1:" + id + ":" + Base64.getEncoder().encodeToString(joined);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] plain(Receiver receiver) {
    try {
      return new ObjectMapper()
          .writeValueAsBytes(Map.of("url", receiver.url(), "secret", receiver.secret()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
