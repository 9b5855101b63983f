package io.postly.approvals.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Serves the console's styles, script and icon to everybody. */
@ApplicationScoped
@Path("/console/assets")
public class AssetResource {

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetResource(Assets assets) {
    this.assets = assets;
  }

  /**
   * A file. Another version's name is answered with this version: while replicas are replaced, a
   * page may come from one and its styles from another.
   */
  @GET
  @Path("{name}")
  public Response get(@PathParam("name") String name) {
    Assets.Asset asset = assets.named(name).orElseThrow(NotFoundException::new);
    return Response.ok(asset.content(), asset.type())
        .header(
            HttpHeaders.CACHE_CONTROL, name.equals(asset.name()) ? FOR_GOOD : PageHeaders.NO_STORE)
        .build();
  }
}
