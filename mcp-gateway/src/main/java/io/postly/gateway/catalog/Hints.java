package io.postly.gateway.catalog;

/**
 * What an action does to the world; a client decides by it whether to ask the person first.
 *
 * @param readOnly changes nothing that a caller can see
 * @param destructive overwrites or ends something that exists
 * @param idempotent a second call with the same arguments changes nothing more
 * @param openWorld reaches, now or later, the world outside Postly
 * @param confirmed an assistant's call needs a confirmation that only the person can give
 */
public record Hints(
    boolean readOnly,
    boolean destructive,
    boolean idempotent,
    boolean openWorld,
    boolean confirmed) {}
