using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Sessions over real sockets: what they open, how they end, and that no other site uses them.</summary>
public sealed class SessionTests(SignInScene scene) : IClassFixture<SignInScene>
{
    [Fact]
    public async Task A_holder_sees_and_shows_their_own_licences_and_nobody_elses()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        string code = licence["holder"]!["code"]!.GetValue<string>();
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{licence["holder"]!["codeType"]!.GetValue<string>()}"] = code, ["sub"] = "holder" });
        JsonObject known = (await holder.GetAsync("/api/v1/me")).Json["holders"]!.AsArray().Single()!.AsObject();
        Assert.Equal(licence["holder"]!["name"]!.GetValue<string>(), known["name"]!.GetValue<string>());
        Assert.Equal(new string('*', code.Length - 4) + code[^4..], known["code"]!.GetValue<string>());
        Answer list = await holder.GetAsync("/api/v1/me/licences");
        Assert.Contains(identifier, list.Json["licences"]!.AsArray().Select(item => item!["identifier"]!.GetValue<string>()));
        string own = $"/api/v1/me/licences/{identifier}";
        Assert.NotNull((await holder.GetAsync(own)).Json["fields"]);
        Answer pdf = await holder.GetAsync(own + "/pdf");
        Assert.StartsWith("%PDF", pdf.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", pdf.Headers["Cache-Control"]);
        Assert.Equal(HttpStatusCode.OK, (await holder.GetAsync(own + "/ofd")).Status);
        Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync(own + "/presentations", [], withKey: false)).Status);

        JsonObject copy = new()
        {
            ["purpose"] = "办理开户",
            ["recipient"] = new JsonObject { ["name"] = "王小明" },
            ["expiresAt"] = scene.Clock.Now.AddDays(1).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        };
        Answer made = await holder.PostAsync(own + "/copies", copy);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        Assert.Equal(HttpStatusCode.OK, (await holder.GetAsync(made["file"])).Status);
        Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync($"{own}/copies/{made["serial"]}/withdrawal", [])).Status);

        using TestVisitor stranger = scene.Visitor();
        await stranger.SignInAsync(new JsonObject { ["code_111"] = "340100196505190091", ["sub"] = "stranger" });
        Assert.Empty((await stranger.GetAsync("/api/v1/me/licences")).Json["licences"]!.AsArray());
        Assert.Empty((await stranger.GetAsync("/api/v1/me")).Json["holders"]!.AsArray());
        string absent = own.Replace("/licences/1", "/licences/2", StringComparison.Ordinal);
        foreach (string path in new[] { "", "/pdf", "/ofd", "/copies", $"/copies/{made["serial"]}/pdf" })
        {
            Answer forbidden = await stranger.GetAsync(own + path);
            Calls.AssertProblem(forbidden, HttpStatusCode.NotFound, "not-found");
            Assert.Equal((await stranger.GetAsync(absent + path)).Text, forbidden.Text);
        }

        Calls.AssertProblem(await stranger.PostAsync(own + "/presentations", []), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(await stranger.PostAsync(own + "/copies", copy), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_needs_a_step_up_says_so_and_is_done_after_one_under_another_name()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        JsonObject who = new() { [$"code_{licence["holder"]!["codeType"]!.GetValue<string>()}"] = licence["holder"]!["code"]!.GetValue<string>(), ["sub"] = "stepper" };
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(who);
        string before = holder.Cookies[TestNode.SessionName];
        scene.Clock.Now += TimeSpan.FromMinutes(5);
        string path = $"/api/v1/me/licences/{identifier}/pdf";
        Calls.AssertProblem(await holder.GetAsync(path), HttpStatusCode.Forbidden, "step-up-needed");
        Answer session = await holder.GetAsync("/api/v1/session");
        Assert.False(session.Json["steppedUp"]!.GetValue<bool>());

        Dictionary<string, StringValues> asked = await holder.StartAsync("?stepUp=yes");
        Assert.Equal(("login", "300"), (asked["prompt"].ToString(), asked["max_age"].ToString()));
        JsonObject claims = holder.Claims(asked, who);
        claims["auth_time"] = scene.Clock.Now.AddSeconds(-61).ToUnixTimeSeconds(); // the provider did not ask again
        Assert.Equal("/id_token/authentication-time", (await holder.FinishAsync(asked, claims))["field"]);
        asked = await holder.StartAsync("?stepUp=yes");
        claims = holder.Claims(asked, who);
        claims["sub"] = "another";
        Assert.Equal("/id_token/sub", (await holder.FinishAsync(asked, claims))["field"]);

        await holder.SignInAsync(who, "?stepUp=yes");
        Assert.NotEqual(before, holder.Cookies[TestNode.SessionName]);
        Assert.Equal(HttpStatusCode.OK, (await holder.GetAsync(path)).Status);
        holder.Cookies[TestNode.SessionName] = before;
        Calls.AssertProblem(await holder.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
    }

    [Fact]
    public async Task A_name_that_somebody_planted_never_becomes_a_session()
    {
        using TestVisitor visitor = scene.Visitor();
        string planted = TokenMaker.Url(new byte[32]);
        visitor.Cookies[TestNode.SessionName] = planted;
        await visitor.SignInAsync(new JsonObject { ["code_111"] = "310100197903050018", ["sub"] = "fixed" });
        Assert.NotEqual(planted, visitor.Cookies[TestNode.SessionName]);
        visitor.Cookies[TestNode.SessionName] = planted;
        Calls.AssertProblem(await visitor.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
    }

    [Fact]
    public async Task No_other_site_writes_with_a_session()
    {
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(new JsonObject { ["code_111"] = "310100197903050018", ["sub"] = "csrf" });
        string own = scene.Node.Address.GetLeftPart(UriPartial.Authority);
        foreach ((string origin, string? site) in new (string, string?)[]
        {
            ("https://evil.example", null), ("", null), ("null", null), (own + ".evil.example", null), ("http://localhost", null),
            (own, "cross-site"), (own, "same-site"), (own, "none"), ("", "same-origin"),
        })
        {
            foreach (PermissionRow row in PermissionTable.Rows.Where(row => row.Method == "POST" && row.Role is Role.Person))
            {
                Calls.AssertProblem(await visitor.PostAsync(row.Route, body: null, origin, site), HttpStatusCode.Forbidden, "cross-site-request");
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/v1/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync("/api/v1/session/end", site: "same-origin")).Status);
    }

    [Fact]
    public async Task Who_signs_out_is_out_and_all_sessions_of_a_person_can_be_ended()
    {
        JsonObject who = new() { ["code_111"] = "310100197903050018", ["sub"] = "leaver" };
        using TestVisitor one = scene.Visitor();
        using TestVisitor two = scene.Visitor();
        using TestVisitor three = scene.Visitor();
        await one.SignInAsync(who);
        await two.SignInAsync(who);
        await three.SignInAsync(who);
        Answer list = await one.GetAsync("/api/v1/sessions");
        Assert.Equal(3, list.Json["sessions"]!.AsArray().Count);
        Assert.DoesNotContain(one.Cookies[TestNode.SessionName], list.Text, StringComparison.Ordinal);
        string kept = one.Cookies[TestNode.SessionName];
        Answer end = await one.PostAsync("/api/v1/session/end");
        Assert.StartsWith(scene.Provider.Issuer + "/end?client_id=ledger&post_logout_redirect_uri=", end["providerSignOut"], StringComparison.Ordinal);
        Assert.Equal("\"cache\", \"storage\"", end.Headers["Clear-Site-Data"]);
        one.Cookies[TestNode.SessionName] = kept;
        Calls.AssertProblem(await one.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");

        using TestVisitor security = scene.Visitor();
        await security.SignInAsync(new JsonObject { ["groups"] = new JsonArray("security"), ["sub"] = "guard" });
        Answer ended = await security.PostAsync(
            "/api/v1/persons/sessions/end", new JsonObject { ["provider"] = "people", ["subject"] = "leaver" }, withKey: false);
        Assert.Equal(2, ended.Json["ended"]!.GetValue<int>());
        Calls.AssertProblem(await two.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
    }

    // Cookies do not know ports.
    [Fact]
    public async Task Two_nodes_at_one_address_keep_their_sessions_apart()
    {
        using TestNode other = new() { Time = scene.Clock, Adjust = options => scene.Provider.Into(options) with { Division = "320000" } };
        await other.InitializeAsync();
        using TestVisitor here = scene.Visitor();
        using TestVisitor there = new(other, scene.Provider) { Cookies = here.Cookies };

        // Begun at both before either is finished.
        Dictionary<string, StringValues> askedHere = await here.StartAsync();
        Dictionary<string, StringValues> askedThere = await there.StartAsync();
        JsonObject who = new() { ["code_111"] = "310100197903050018", ["sub"] = "neighbour" };
        Assert.Equal(HttpStatusCode.Found, (await here.FinishAsync(askedHere, here.Claims(askedHere, who))).Status);
        Assert.Equal(HttpStatusCode.Found, (await there.FinishAsync(askedThere, there.Claims(askedThere, who))).Status);
        string[] names = [.. here.Cookies.Keys.Where(name => name.Contains("session", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal([TestNode.SessionName, "__Host-ledger-session-320000"], names);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/api/v1/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/v1/session")).Status);

        // The one's cookie under the other's name opens nothing; nor does it under its own.
        using TestVisitor stranger = new(other, scene.Provider);
        stranger.Cookies[TestNode.SessionName] = stranger.Cookies[names[1]] = here.Cookies[TestNode.SessionName];
        Calls.AssertProblem(await stranger.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");

        await here.PostAsync("/api/v1/session/end");
        Calls.AssertProblem(await here.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/v1/session")).Status);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_signs_nobody_out_but_who_was_ended_stays_out()
    {
        await using TestProvider provider = await TestProvider.StartAsync();
        using TestNode node = new() { Adjust = options => provider.Into(options) };
        await node.InitializeAsync();
        using TestVisitor stays = new(node, provider);
        using TestVisitor leaves = new(node, provider);
        await stays.SignInAsync(new JsonObject { ["code_111"] = "310100197903050018", ["sub"] = "stays" });
        await leaves.SignInAsync(new JsonObject { ["code_111"] = "310100197903050018", ["sub"] = "leaves" });
        string kept = leaves.Cookies[TestNode.SessionName];
        await leaves.PostAsync("/api/v1/session/end");
        leaves.Cookies[TestNode.SessionName] = kept;
        await node.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await stays.GetAsync("/api/v1/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await leaves.GetAsync("/api/v1/session")).Status);
        await node.DisposeAsync();
    }

    [Fact]
    public void Staff_beside_a_department_reads_only() =>
        Assert.All(PermissionTable.Rows.Where(row => row.Staff is not null), row => Assert.Equal("GET", row.Method));
}
