package io.postly.gateway.catalog;

/** A service's contract cannot be offered; the gateway does not start with it. */
public final class ContractException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContractException(String service, String fault) {
    super("The contract of the service '" + service + "' cannot be offered: " + fault);
  }

  ContractException(String service, String fault, Throwable cause) {
    super("The contract of the service '" + service + "' cannot be offered: " + fault, cause);
  }
}
