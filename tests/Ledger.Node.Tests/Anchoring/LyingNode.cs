using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>
/// A node that passes everything on to an honest one, but may put anything in place of the answer. It knows the question
/// and the honest answer, as a good liar does.
/// </summary>
internal sealed class LyingNode : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly StubServer _server;
    private readonly Uri? _honest;
    private readonly Func<Exchange, Task> _lie;

    private LyingNode(Uri? honest, Func<Exchange, Task> lie)
    {
        _honest = honest;
        _lie = lie;
        _server = new StubServer("/", AnswerAsync);
    }

    public Uri Url => _server.Address;

    /// <summary>Path of the last question.</summary>
    public string? LastPath { get; private set; }

    /// <summary>Header <c>X-Access-Key</c> of the last question.</summary>
    public string? LastAccessKey { get; private set; }

    /// <summary>
    /// A liar whose lie writes the whole response itself, or leaves it to the answer of the honest node; without one,
    /// that is empty.
    /// </summary>
    public static LyingNode Start(Uri? honest, Func<Exchange, Task> lie) => new(honest, lie);

    /// <summary>A liar that changes some honest answers.</summary>
    public static LyingNode Start(Uri honest, Func<Exchange, bool> which, Action<JsonObject> change) => Start(honest, exchange =>
    {
        if (which(exchange))
        {
            change(exchange.Answer);
        }

        return Task.CompletedTask;
    });

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken stop)
    {
        using StreamReader reader = new(context.Request.Body);
        string question = await reader.ReadToEndAsync(stop);
        LastPath = context.Request.Path;
        LastAccessKey = context.Request.Headers["X-Access-Key"];
        Exchange exchange = new(JsonNode.Parse(question)!["method"]!.ToString(), await AskHonestAsync(question, stop), context.Response, stop);
        await _lie(exchange);
        if (!exchange.IsAnswered)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(exchange.Answer.ToJsonString()), stop);
        }
    }

    private async Task<JsonObject> AskHonestAsync(string question, CancellationToken stop)
    {
        if (_honest is null)
        {
            return [];
        }

        using StringContent content = new(question, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await _http.PostAsync(_honest, content, stop);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!.AsObject();
    }

    /// <summary>One question, its honest answer, and what is sent instead.</summary>
    internal sealed class Exchange(string method, JsonObject answer, HttpResponse response, CancellationToken stop)
    {
        public string Method => method;

        public JsonObject Answer => answer;

        public CancellationToken Stop => stop;

        /// <summary>True once the lie has written the response.</summary>
        public bool IsAnswered { get; private set; }

        /// <summary>Sends this in place of an answer.</summary>
        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        public async Task SendAsync(byte[] bytes)
        {
            IsAnswered = true;
            await response.Body.WriteAsync(bytes, stop);
            await response.Body.FlushAsync(stop);
        }

        /// <summary>Sends no more than a status, and where else to ask.</summary>
        public void Redirect(int status, string address)
        {
            IsAnswered = true;
            response.StatusCode = status;
            response.Headers.Location = address;
        }
    }
}
