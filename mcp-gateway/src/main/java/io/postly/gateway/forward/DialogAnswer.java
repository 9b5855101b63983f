package io.postly.gateway.forward;

/**
 * What a person has said in a client's own dialog about a confirmation that a service needs.
 *
 * @param confirmation the confirmation's identifier
 * @param isGiven whether the person gave it
 */
public record DialogAnswer(String confirmation, boolean isGiven) {

  /** The header that tells the service. */
  String header() {
    return isGiven ? "Postly-Confirmed-In-Dialog" : "Postly-Declined-In-Dialog";
  }
}
