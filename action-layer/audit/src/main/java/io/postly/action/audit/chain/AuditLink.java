package io.postly.action.audit.chain;

/**
 * An entry in its place, as it stands in the database.
 *
 * @param sequence its number: the first of a workspace is 1, and none is left out
 * @param previousHash the hash of the entry before it
 * @param hash what {@link AuditHash} made of the entry, its number and the hash before
 */
public record AuditLink(long sequence, String previousHash, String hash, AuditEntry entry) {

  /** Whether the hash is that of this very entry, had it the given number. */
  boolean isHashedAs(long number) {
    return hash.equals(AuditHash.of(previousHash, number, entry));
  }
}
