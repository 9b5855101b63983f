package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may call what, tried out: every action, through every protocol and in every role, with and
 * without its scope, from inside and from outside. After a wanted change, run this with {@code
 * -Dpostly.contract.update=true} and commit the difference.
 */
class AccessTableIT {

  private static final Path DOCUMENT = Path.of("../../docs/ACCESS.md");

  private static DeclaredAccess declared;
  private static List<OfferedAction> offered;
  private static List<AccessRow> rows;

  @BeforeAll
  static void callEverything() {
    declared = DeclaredAccess.read();
    offered = OfferedActions.read();
    try (AccessTrials trials = new AccessTrials()) {
      rows = trials.run(offered);
    }
  }

  @Test
  void everyDeclaredActionIsOfferedAndNoOther() {
    assertThat(offered)
        .extracting(OfferedAction::name)
        .containsExactlyInAnyOrderElementsOf(declared.actions());
  }

  @Test
  void bothErasOfMcpOfferTheSame() {
    McpActions legacy = (McpActions) Packaging.MCP.as("acme-admin");

    assertThat(legacy.tools())
        .extracting(McpSchema.Tool::name)
        .containsExactlyInAnyOrderElementsOf(
            offered.stream()
                .filter(action -> action.protocols().contains(Protocol.MODERN_MCP))
                .map(OfferedAction::name)
                .toList());
  }

  @Test
  void aRoleMayDoWhatItsPermissionsSayAndNothingElse() {
    inEveryRow(
        (softly, row) ->
            row.byRole()
                .forEach(
                    (role, outcomes) ->
                        softly
                            .assertThat(outcomes.codes())
                            .as("%s as %s: %s", row.action().name(), role, outcomes)
                            .containsExactly(
                                declared.permits(role, row.action().name())
                                    ? whenPermitted(row)
                                    : "permission_denied")));
  }

  @Test
  void aGrantNeedsTheActionsScope() {
    inEveryRow(
        (softly, row) ->
            softly
                .assertThat(row.withoutScope().codes())
                .as("%s: %s", row.action().name(), row.withoutScope())
                .containsExactly("insufficient_scope"));
  }

  @Test
  void aGrantNeedsNoOtherScopeUnlessAnotherActionIsRun() {
    inEveryRow(
        (softly, row) ->
            softly
                .assertThat(row.withScopeAlone().codes())
                .as("%s: %s", row.action().name(), row.withScopeAlone())
                .containsExactly(
                    DeclaredAccess.runsAnother(row.action().name())
                        ? "insufficient_scope"
                        : whenPermitted(row)));
  }

  /** What a person does at the console, these callers cannot do whatever their role. */
  private static String whenPermitted(AccessRow row) {
    return declared.isPersonal(row.action().name()) ? "not_for_assistants" : Outcome.DONE;
  }

  @Test
  void whatIsOutOfReachIsAnsweredAsWhatDoesNotExist() {
    inEveryRow(
        (softly, row) ->
            row.comparisons()
                .forEach(
                    both ->
                        softly
                            .assertThat(both.outOfReach())
                            .as(row.action().name())
                            .isEqualTo(both.unknown())));
  }

  @Test
  void nothingIsChangedFromOutside() {
    inEveryRow(
        (softly, row) -> {
          if (!row.action().isReadOnly()) {
            row.comparisons()
                .forEach(
                    both ->
                        softly
                            .assertThat(both.outOfReach().codes())
                            .as("%s: %s", row.action().name(), both)
                            .doesNotContain(Outcome.DONE));
          }
        });
  }

  /** The workspace's name is in everything that was made in it. */
  @Test
  void noAnswerToAnOutsiderNamesTheWorkspace() {
    inEveryRow(
        (softly, row) ->
            row.comparisons()
                .forEach(
                    both ->
                        softly
                            .assertThat(both.outOfReach().toString())
                            .as(row.action().name())
                            .doesNotContainIgnoringCase(AccessTrials.HOME)));
  }

  @Test
  void allProtocolsEndAlikeAndRefuseInTheSameWords() {
    inEveryRow(
        (softly, row) ->
            row.outcomes()
                .forEach(
                    outcomes -> {
                      softly
                          .assertThat(outcomes.codes())
                          .as("%s: %s", row.action().name(), outcomes)
                          .hasSize(1);
                      softly
                          .assertThat(outcomes.refusals())
                          .as(row.action().name())
                          .hasSizeLessThan(2);
                    }));
  }

  @Test
  void theTableIsTheCommittedOne() throws IOException {
    String document = AccessDocument.of(rows);
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.writeString(DOCUMENT, document);
    }

    assertThat(document).isEqualTo(Files.readString(DOCUMENT));
  }

  private static void inEveryRow(BiConsumer<SoftAssertions, AccessRow> check) {
    SoftAssertions.assertSoftly(softly -> rows.forEach(row -> check.accept(softly, row)));
  }
}
