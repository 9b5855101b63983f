package io.postly.approvals.console.policy;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Policy;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.RefusedException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** What the workspace asks of approvals; for administrators, setting it. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/policy")
public class PolicyPage {

  private final Frames frames;
  private final PostlyApi api;

  PolicyPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance policy(Frame frame, PolicyView view);

    private Templates() {}
  }

  /** The policy that holds, and those before it. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    Frame frame = frames.of(workspace, Section.POLICY);
    return page(frame, api.policy(workspace));
  }

  /** The next policy, as the form has it. */
  @POST
  public Response set(
      @PathParam("workspace") String workspace,
      @FormParam("key") String key,
      @BeanParam PolicyForm form) {
    Frame frame = frames.of(workspace, Section.POLICY);
    try {
      api.setPolicy(workspace, form.policy(), key);
      return Pages.seeOther(frame.root() + Section.POLICY.path(), Notice.POLICY_SET);
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), form.over(api.policy(workspace)));
    }
  }

  private Response page(Frame frame, Policy policy) {
    PolicyView view = PolicyView.of(policy, api.policyVersions(frame.workspace().workspace()));
    return Pages.show(frame, Templates.policy(frame, view));
  }
}
