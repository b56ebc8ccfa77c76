using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Api.Tests.Exchange;
using Ledger.Api.Tests.SignIn;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Stories;

/// <summary>A province's node in this process, and what departments and people do at it.</summary>
internal sealed class StoryProvince(NodeOptions options, TestProvider provider) : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> _departments = [];
    private WebApplication? _app;

    public NodeOptions Options => options;

    /// <summary>What it writes into its records.</summary>
    public Records Records { get; } = new();

    public ProvinceNode Node { get; private set; } = null!;

    public async Task StartAsync()
    {
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(Records));
        EmptyDatabase.PutInto(options.DatabaseFolder);
        Node = await ProvinceNode.OpenAsync(options, TimeProvider.System, loggers, CancellationToken.None);
        _app = NodeHost.Build(Node, TimeProvider.System, builder => builder.Logging.ClearProviders().AddProvider(Records));
        await _app.StartAsync();
    }

    /// <summary>Waits until others have told what they remember of its log.</summary>
    public async Task UntilWritingAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (Node.Ledger.State.Mode == WriterMode.Waiting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>The system of one of its authorities.</summary>
    public HttpClient this[string authority]
    {
        get
        {
            if (!_departments.TryGetValue(authority, out HttpClient? client))
            {
                client = new HttpClient { BaseAddress = options.Listen };
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StoryWorld.KeyOf(authority));
                _departments.Add(authority, client);
            }

            return client;
        }
    }

    /// <summary>Issues a licence; gives its identifier.</summary>
    public async Task<string> IssueAsync(DemoLicence licence)
    {
        Answer issued = await this[licence.Issuer].IssueAsync(licence.ToRequest());
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }

    /// <summary>A person who signed in.</summary>
    public Task<TestVisitor> SignInAsync(string citizen) => SignInAsync(new JsonObject { ["code_111"] = citizen, ["sub"] = $"of-{citizen}" });

    /// <summary>Whoever the provider says it is.</summary>
    public async Task<TestVisitor> SignInAsync(JsonObject claims)
    {
        TestVisitor visitor = new(options.Listen, TimeProvider.System, provider);
        await visitor.SignInAsync(claims);
        return visitor;
    }

    /// <summary>Uses, at this node, what another province holds.</summary>
    public Task<Answer> ExchangeAsync(string authority, StoryProvince from, JsonObject use)
    {
        JsonObject body = use.DeepClone().AsObject();
        body["province"] = from.Options.Division;
        return this[authority].PostJsonAsync("/api/v1/exchanges", body, Calls.NewKey());
    }

    /// <summary>What it says of a file that somebody brings.</summary>
    public async Task<JsonObject> VerifyAsync(byte[] file)
    {
        using HttpClient anyone = new() { BaseAddress = options.Listen };
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using HttpResponseMessage answer = await anyone.PostAsync(new Uri("/api/v1/verifications/file", UriKind.Relative), content);
        return (await Answer.OfAsync(answer)).Json;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HttpClient client in _departments.Values)
        {
            client.Dispose();
        }

        if (_app is not null)
        {
            await _app.DisposeAsync();
            await Node.DisposeAsync();
        }
    }
}
