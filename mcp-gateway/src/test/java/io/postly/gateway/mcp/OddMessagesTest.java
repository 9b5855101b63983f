package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it is answered, as its own mistake, and without internals. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OddMessagesTest {

  FakeIdentityProvider identityProvider;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'method':'initialize'",
        "'method':'initialize','params':{}",
        "'method':'initialize','params':{'protocolVersion':3,'clientInfo':'x','capabilities':[]}",
        "'method':'initialize','params':{'protocolVersion':'2025-11-25','clientInfo':{},'capabilities':{}}",
        "'method':'initialize','params':{'protocolVersion':'1','clientInfo':{'name':'a','version':'1'},'capabilities':{'roots':3}}",
        "'method':'tools/call'",
        "'method':'tools/call','params':{}",
        "'method':'tools/call','params':{'name':3}",
        "'method':'tools/call','params':{'name':'list_drafts'}",
        "'method':'tools/call','params':{'name':'list_drafts','arguments':null}",
        "'method':'tools/call','params':{'name':'list_drafts','_meta':3,'arguments':{'workspace':'a'}}",
        "'method':'tools/call','params':{'name':'list_drafts','arguments':{'workspace':{'a':1},'limit':[1],'query':true}}",
        "'method':'tools/call','params':{'name':'list_drafts','arguments':{'workspace':'a','label':[null]}}",
        "'method':'tools/call','params':{'name':'create_draft','arguments':{'workspace':'a','text':'b','idempotency_key':'\\n'}}",
        "'method':'ping','params':{'arguments':3}",
        "'method':'ping','params':null",
        "'method':'ping','params':{'_meta':3}",
        "'method':'completion/complete','params':{'ref':3}",
        "'method':'resources/list'",
        "'method':'resources/read','params':{'uri':3}",
        "'method':'prompts/get','params':{'name':'x'}",
        "'method':'logging/setLevel','params':{'level':'nonsense'}",
        "'method':'q/close'",
        "'method':'notifications/initialized'",
        "'method':'notifications/progress','params':{}"
      })
  void shouldBeAnswered(String members) {
    String message = ("{'jsonrpc':'2.0','id':1," + members + "}").replace('\'', '"');

    Mcp.with(identityProvider.token("drafts:read"))
        .body(message)
        .post("/mcp")
        .then()
        .statusCode(lessThan(500))
        .body(not(containsString("Exception")));
  }
}
