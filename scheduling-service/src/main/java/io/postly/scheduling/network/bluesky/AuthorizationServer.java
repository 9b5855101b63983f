package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;

/**
 * A server that lets people say what others may do with their accounts, by what it says of itself,
 * which has been checked.
 *
 * @param issuer its name: its address without a path
 * @param authorization where people are sent
 * @param requests takes what they are sent with before (RFC 9126)
 * @param tokens gives tokens
 */
record AuthorizationServer(
    String issuer, HttpAddress authorization, HttpAddress requests, HttpAddress tokens) {}
