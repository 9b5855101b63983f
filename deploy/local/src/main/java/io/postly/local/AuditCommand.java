package io.postly.local;

import io.postly.action.audit.chain.AuditChain;
import io.postly.action.audit.chain.AuditExport;
import io.postly.action.audit.chain.AuditFault;
import io.postly.action.audit.chain.AuditVerdict;
import io.postly.action.audit.chain.AuditVerification;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Verifies and exports audit trails, straight from the services' databases: for whoever runs it,
 * whether its services answer or not.
 */
final class AuditCommand {

  private final AuditDatabases databases;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * A command on some databases.
   *
   * @param out takes what is asked for
   * @param err takes what is to be said besides
   */
  AuditCommand(AuditDatabases databases, PrintStream out, PrintStream err) {
    this.databases = databases;
    this.out = out;
    this.err = err;
  }

  /** Whether every chain that was looked at holds. */
  boolean run(AuditArguments arguments) {
    try {
      Map<String, List<String>> workspaces = workspaces(arguments);
      if (!arguments.isExport()) {
        return verify(workspaces, out);
      }
      export(arguments, workspaces);
      return verify(workspaces, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workspaces to look at, by service. */
  private Map<String, List<String>> workspaces(AuditArguments arguments) {
    Map<String, List<String>> workspaces = new LinkedHashMap<>();
    for (String service : services(arguments)) {
      workspaces.put(
          service,
          all(service).stream()
              .filter(found -> arguments.workspace().map(found::equals).orElse(true))
              .toList());
    }
    if (workspaces.values().stream().allMatch(List::isEmpty)) {
      throw new LauncherFailure(
          arguments
              .workspace()
              .map(workspace -> "There is no audit trail of the workspace " + workspace + ".")
              .orElse("There is no audit trail yet."));
    }
    return workspaces;
  }

  private List<String> services(AuditArguments arguments) {
    List<String> services = List.copyOf(databases.byService().keySet());
    return arguments
        .service()
        .map(
            service -> {
              if (!services.contains(service)) {
                throw new LauncherFailure(
                    "No service is called " + service + "; there are " + services + ".");
              }
              return List.of(service);
            })
        .orElse(services);
  }

  private List<String> all(String service) {
    try (Connection connection = database(service).getConnection()) {
      return AuditChain.workspaces(connection);
    } catch (SQLException e) {
      throw new LauncherFailure(
          "The audit trail of " + service + " cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean verify(Map<String, List<String>> workspaces, PrintStream to) {
    boolean hold = true;
    for (Map.Entry<String, List<String>> ofService : workspaces.entrySet()) {
      AuditVerification verification = new AuditVerification(database(ofService.getKey()));
      for (String workspace : ofService.getValue()) {
        AuditVerdict verdict = verification.verify(workspace);
        to.println(line(ofService.getKey(), workspace, verdict));
        hold &= verdict.isIntact();
      }
    }
    return hold;
  }

  private static String line(String service, String workspace, AuditVerdict verdict) {
    return String.format(
        Locale.ROOT,
        "%-11s %-20s %-7s %s",
        service,
        workspace,
        verdict.isIntact() ? "intact" : "BROKEN",
        verdict.fault().map(fault -> describe(fault, verdict)).orElseGet(() -> describe(verdict)));
  }

  private static String describe(AuditVerdict verdict) {
    return verdict.checked()
        + (verdict.checked() == 1 ? " entry, " : " entries, ")
        + verdict.from()
        + " to "
        + verdict.to()
        + ", the last has the hash "
        + verdict.lastHash();
  }

  private static String describe(AuditFault fault, AuditVerdict verdict) {
    String what =
        switch (fault.kind()) {
          case CHANGED -> "was changed";
          case MISSING -> "is missing";
          case INSERTED -> "was put in";
          case HEAD_MISMATCH -> "is not what the chain's head names";
        };
    return "entry " + fault.sequence() + " " + what + "; " + verdict.checked() + " were checked";
  }

  private void export(AuditArguments arguments, Map<String, List<String>> workspaces)
      throws IOException {
    try (Writer writer = writer(arguments)) {
      AuditExport export = AuditExport.begin(arguments.format(), writer);
      long entries = 0;
      for (Map.Entry<String, List<String>> ofService : workspaces.entrySet()) {
        for (String workspace : ofService.getValue()) {
          entries += export.add(ofService.getKey(), database(ofService.getKey()), workspace);
        }
      }
      err.println(entries + (entries == 1 ? " entry exported." : " entries exported."));
    }
  }

  private Writer writer(AuditArguments arguments) throws IOException {
    return arguments.output().isEmpty()
        ? new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))
        : newFile(arguments.output().get());
  }

  /** The trail holds what people have written: the file is its owner's, and replaces no other. */
  private static Writer newFile(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new LauncherFailure(file + " is there already; name another file.", e);
    } catch (IOException e) {
      throw new LauncherFailure(file + " cannot be written: " + e.getMessage(), e);
    }
    return Files.newBufferedWriter(file);
  }

  private DataSource database(String service) {
    return databases.byService().get(service);
  }
}
