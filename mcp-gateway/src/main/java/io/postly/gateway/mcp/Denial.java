package io.postly.gateway.mcp;

/**
 * That another token is needed (RFC 6750).
 *
 * @param status 401, or 403 where the token lacks a scope
 * @param challenge by which the client asks for it
 */
record Denial(int status, String challenge) {}
