package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import java.util.Optional;

/**
 * A server that lets people say what others may do with their accounts, by what it says of itself,
 * which has been checked.
 *
 * @param issuer its name: its address without a path
 * @param authorization where people are sent
 * @param requests takes what they are sent with before (RFC 9126)
 * @param tokens gives tokens
 * @param revocations takes tokens back (RFC 7009); empty if it does not
 */
record AuthorizationServer(
    String issuer,
    HttpAddress authorization,
    HttpAddress requests,
    HttpAddress tokens,
    Optional<HttpAddress> revocations) {}
