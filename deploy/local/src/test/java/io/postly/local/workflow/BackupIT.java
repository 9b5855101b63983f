package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.PostlySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is made while people work, work goes on, and everything is brought back to it. */
class BackupIT {

  private static final String WORKSPACE = "acme";

  @TempDir Path directory;

  private final PostlySet set = WholeSet.running();
  private final Actions editor = Packaging.REST.as("acme-editor");
  private final Actions admin = Packaging.REST.as("acme-admin");
  private final WorkflowScenario workflow =
      new WorkflowScenario(editor, Packaging.REST.as("acme-approver"));
  private final Queue<Written> written = new ConcurrentLinkedQueue<>();
  private volatile boolean isBusy = true;

  /** A draft, and when its author was told that it is kept. */
  private record Written(String draftId, Instant at) {}

  @AfterAll
  static void removeWhatWasPutAside() throws IOException {
    try (Stream<Path> home = Files.list(WholeSet.home().directory())) {
      for (Path aside :
          home.filter(path -> path.getFileName().toString().startsWith("before-restore"))
              .toList()) {
        remove(aside);
      }
    }
  }

  @Test
  void whatWasDoneBeforeABackupIsBackAfterARestoreAndNothingGoesOutTwice() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      String webhook = Channels.webhook(WORKSPACE, receiver.url()).text("/channel/id");
      String sandbox = Channels.sandbox(editor, WORKSPACE);
      WorkflowScenario.Draft approved = approved("Approved before the backup", webhook);
      WorkflowScenario.Draft toBeSent = approved("Sent after the backup", webhook);
      WorkflowScenario.Draft toBeShown = approved("Shown after the backup", sandbox);
      WorkflowScenario.Draft toBePlanned = approved("Due after the restore", webhook);
      Path backup = directory.resolve("postly.backup");
      // What is sent from now on, it has not read at the moment of the backup.
      set.part("analytics-service").stop();
      // Nothing but the backup comes before it.
      Instant soon = Instant.now().plusSeconds(40);
      String sentLater = workflow.schedule(toBeSent, soon);
      String shownLater = workflow.schedule(toBeShown, soon);
      String planned = workflow.schedule(toBePlanned, soon.plus(Duration.ofMinutes(90)));

      PostlyScript.Said made = backupDuringWork(backup);

      assertThat(made.exit()).as(made.toString()).isZero();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
          .isEqualTo("rw-------");
      assertThat(workflow.stateOf(sentLater))
          .as("sent too early for this test")
          .isEqualTo("planned");
      Eventually.within(
          Duration.ofMinutes(1),
          () -> {
            assertThat(workflow.stateOf(sentLater)).isEqualTo("published");
            assertThat(workflow.stateOf(shownLater)).isEqualTo("published");
          });
      String lost = workflow.writeDraft("Written after the backup", webhook).id();

      restore(backup);

      Instant moment = momentIn(made);
      for (Written draft : written) {
        if (draft.at().isBefore(moment)) {
          draft(draft.draftId()).succeeded();
        }
      }
      assertThat(draft(lost).code()).isEqualTo("not_found");
      assertThat(workflow.stateOf(sentLater)).isEqualTo("unconfirmed");
      assertThat(workflow.inCalendar(sentLater).at("/reason").asText())
          .isEqualTo("database_restored");
      assertThat(workflow.stateOf(shownLater)).isEqualTo("unconfirmed");
      assertThat(workflow.stateOf(planned)).isEqualTo("planned");
      settle(sentLater);
      assertInActivityLog(written.element().draftId());

      String sentNow = workflow.publishNow(approved);
      String all = workflow.schedule(approved("All of it after the restore", webhook), inAMoment());
      Eventually.holds(() -> assertThat(workflow.stateOf(sentNow)).isEqualTo("published"));
      Eventually.holds(() -> assertThat(workflow.stateOf(all)).isEqualTo("published"));
      assertThat(receiver.posts())
          .extracting(post -> post.header("webhook-id"))
          .containsExactly(sentLater, sentNow, all);
      assertThat(SandboxPosts.texts(shownLater)).isEmpty();
      PostlyScript.Said verified = PostlyScript.run("audit", "verify");
      assertThat(verified.exit()).as(verified.toString()).isZero();
    }
  }

  private WorkflowScenario.Draft approved(String text, String channel) {
    WorkflowScenario.Draft draft = workflow.writeDraft(text, channel);
    workflow.approve(draft, workflow.submit(draft));
    return draft;
  }

  /** Long enough for a part that has just started to read of the draft. */
  private static Instant inAMoment() {
    return Instant.now().plusSeconds(5);
  }

  private PostlyScript.Said backupDuringWork(Path backup) throws IOException, InterruptedException {
    Thread work = Thread.ofVirtual().start(this::writeDrafts);
    PostlyScript.Said made = PostlyScript.run("backup", backup.toString());
    isBusy = false;
    work.join();
    assertThat(written).hasSizeGreaterThan(2);
    return made;
  }

  private void writeDrafts() {
    while (isBusy) {
      String id =
          editor
              .call("create_draft", Map.of("workspace", WORKSPACE, "text", "During the backup"))
              .succeeded()
              .text("/id");
      written.add(new Written(id, Instant.now()));
    }
  }

  /** The instant that the command names. */
  private static Instant momentIn(PostlyScript.Said made) {
    return Stream.of(made.out().split(" "))
        .filter(word -> word.matches("\\d{4}-\\d\\d-\\d\\dT.*Z"))
        .map(Instant::parse)
        .findFirst()
        .orElseThrow();
  }

  private void restore(Path backup) throws IOException, InterruptedException {
    PostlyScript.Said running = PostlyScript.run("restore", backup.toString());
    assertThat(running.exit()).isEqualTo(1);
    assertThat(running.err()).contains("Run ./postly down first");

    set.stopAll();
    PostlyScript.Said restored = PostlyScript.run("restore", backup.toString());
    assertThat(restored.exit()).as(restored.toString()).isZero();
    assertThat(restored.out()).contains("before-restore-");
    set.start(new PrintedProgress());
    People.signInAnew();
  }

  private Answer draft(String id) {
    return editor.call("get_draft", Map.of("workspace", WORKSPACE, "draft_id", id));
  }

  /** Its event was sent before the backup, and read after the restore. */
  private void assertInActivityLog(String draftId) {
    Eventually.holds(
        () ->
            assertThat(
                    editor
                        .call("list_activity", Map.of("workspace", WORKSPACE, "draft_id", draftId))
                        .succeeded()
                        .body()
                        .at("/activities")
                        .findValuesAsText("action"))
                .contains("create_draft"));
  }

  /** An admin has looked at the receiver. */
  private void settle(String publication) {
    admin
        .call(
            "settle_post",
            Map.of("workspace", WORKSPACE, "publication_id", publication, "outcome", "published"))
        .succeeded();
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
