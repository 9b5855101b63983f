package io.postly.scheduling.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with keys that can be changed. A ciphertext is {@code v1:<key id>:<base64 of nonce,
 * ciphertext and tag>}; the key id is the beginning of the key's SHA-256. The owner's name is
 * authenticated with it, so that a value moved to another row does not decrypt.
 */
final class KeyRing {

  private static final String VERSION = "v1";
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_ID_CHARACTERS = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SecretKey> keys = new HashMap<>();
  private final String currentId;

  /**
   * Keys as base64 of 32 bytes each.
   *
   * @param current encrypts and decrypts
   * @param previous only decrypt
   */
  KeyRing(String current, List<String> previous) {
    previous.forEach(this::add);
    this.currentId = add(current);
  }

  private String add(String base64) {
    byte[] key = Base64.getDecoder().decode(base64);
    String id = idOf(key);
    keys.put(id, new SecretKeySpec(key, "AES"));
    return id;
  }

  private static String idOf(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest).substring(0, KEY_ID_CHARACTERS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that encrypts. */
  String currentId() {
    return currentId;
  }

  /** The keys that only decrypt. */
  Set<String> formerIds() {
    Set<String> former = new HashSet<>(keys.keySet());
    former.remove(currentId);
    return former;
  }

  String encrypt(String plaintext, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, currentId, nonce, owner)
              .doFinal(plaintext.getBytes(StandardCharsets.UTF_8));
      byte[] joined =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + ":" + currentId + ":" + Base64.getEncoder().encodeToString(joined);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Encryption failed", e);
    }
  }

  /**
   * What was encrypted for that owner.
   *
   * @throws MissingKeyException if it was encrypted with a key that is not configured
   * @throws IllegalStateException if nobody has encrypted it so for that owner
   */
  String decrypt(String ciphertext, String owner) {
    String[] parts = ciphertext.split(":", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new IllegalStateException("The ciphertext has an unknown form");
    }
    if (!keys.containsKey(parts[1])) {
      throw new MissingKeyException(parts[1]);
    }
    try {
      return open(parts[1], Base64.getDecoder().decode(parts[2]), owner);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalStateException("The ciphertext is not authentic", e);
    }
  }

  private String open(String keyId, byte[] joined, String owner) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(joined).get(nonce);
    byte[] opened =
        cipher(Cipher.DECRYPT_MODE, keyId, nonce, owner)
            .doFinal(joined, NONCE_BYTES, joined.length - NONCE_BYTES);
    return new String(opened, StandardCharsets.UTF_8);
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
