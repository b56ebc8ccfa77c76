using System.Diagnostics;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Verification;

/// <summary>Verifying while the issuing log answers: truly, wrongly, slowly or with something else.</summary>
public sealed class RemoteSourcesTests(Province province) : IClassFixture<Province>
{
    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);

    [Fact]
    public async Task The_log_s_own_endpoints_tell_a_revocation_and_prove_it()
    {
        string identifier = await province.IssueAsync(13);
        byte[] pdf = province.Pdf(identifier);
        await using WebApplication log = NodeHost.Build(province.Node, TimeProvider.System);
        await log.StartAsync();
        Verdict before = await VerifyAsync(pdf, new Uri(log.Urls.Single()));
        Assert.True(before.Conclusion == Conclusion.Valid, VerdictPrinter.Print(before));
        Assert.Equal(CheckResult.Passed, ResultOf(before, "log-consistency"));
        await province.RevokeAsync(identifier);
        Verdict after = await VerifyAsync(pdf, new Uri(log.Urls.Single()));
        Assert.Equal(Conclusion.NotValid, after.Conclusion);
        Assert.Equal(CheckResult.Passed, ResultOf(after, "status-source"));
        Assert.Equal(CheckResult.Passed, ResultOf(after, "log-consistency"));
        Assert.Equal(CheckResult.Failed, ResultOf(after, "status"));
    }

    [Fact]
    public async Task The_consistency_of_sizes_that_the_log_does_not_have_is_not_found()
    {
        await using WebApplication log = NodeHost.Build(province.Node, TimeProvider.System);
        await log.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(log.Urls.Single()) };
        foreach (string sizes in (string[])["2/1", "-1/1", "1/99999999", "0/99999999999999999999", "x/1"])
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"/log/consistency/{sizes}", UriKind.Relative));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        int visits = 0;
        await using WebApplication trap = await ServeAsync(context =>
        {
            visits++;
            return context.Response.WriteAsync("{}");
        });
        Uri elsewhere = new(trap.Urls.Single());
        await using WebApplication log = await ServeAsync(context =>
        {
            context.Response.Redirect(new Uri(elsewhere, context.Request.Path.Value).AbsoluteUri);
            return Task.CompletedTask;
        });
        AssertRemark(await VerifyAsync(_pdf, new Uri(log.Urls.Single())), "cannot be reached");
        Assert.Equal(0, visits);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_cut()
    {
        await using WebApplication log = await ServeAsync(context => context.Response.Body.WriteAsync(new byte[3 << 20]).AsTask());
        AssertRemark(await VerifyAsync(_pdf, new Uri(log.Urls.Single())), "cannot be reached");
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_after_five_seconds()
    {
        await using WebApplication log = await ServeAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(100, context.RequestAborted);
            }
        });
        Stopwatch clock = Stopwatch.StartNew();
        AssertRemark(await VerifyAsync(_pdf, new Uri(log.Urls.Single())), "cannot be reached");
        Assert.InRange(clock.Elapsed.TotalSeconds, 4, 30);
    }

    [Fact]
    public async Task A_malformed_answer_is_not_believed()
    {
        await using WebApplication log = await ServeAsync(context => context.Response.WriteAsync("{\"v\":1}"));
        AssertRemark(await VerifyAsync(_pdf, new Uri(log.Urls.Single())), "malformed");
    }

    [Fact]
    public async Task Nobody_is_asked_whom_the_policy_does_not_name_or_for_a_file_that_is_not_its_issuer_s()
    {
        int visits = 0;
        await using WebApplication log = await ServeAsync(context =>
        {
            visits++;
            return Task.CompletedTask;
        });
        byte[] damaged = [.. _pdf];
        damaged[5_000] ^= 1;
        Assert.NotEqual(Conclusion.Valid, (await VerifyAsync(damaged, new Uri(log.Urls.Single()))).Conclusion);
        AssertRemark(await VerifyAsync(_pdf, null), "no address");
        Assert.Equal(0, visits);
        await VerifyAsync(_pdf, new Uri(log.Urls.Single()));
        Assert.Equal(1, visits);
    }

    private static void AssertRemark(Verdict verdict, string words)
    {
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Check source = verdict.Checks.Single(check => check.Name == "status-source");
        Assert.Equal(CheckResult.Noted, source.Result);
        Assert.Contains(words, source.English, StringComparison.Ordinal);
    }

    private static CheckResult ResultOf(Verdict verdict, string name) => verdict.Checks.Single(check => check.Name == name).Result;

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        server.Run(answer);
        await server.StartAsync();
        return server;
    }

    private async Task<Verdict> VerifyAsync(byte[] file, Uri? address)
    {
        TrustPolicy policy = province.Policy with { Logs = [province.Policy.Logs[0] with { Address = address }] };
        using TrustedVerifier verifier = new(policy, TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: false, CancellationToken.None);
    }
}
