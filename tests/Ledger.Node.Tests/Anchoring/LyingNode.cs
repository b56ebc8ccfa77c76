using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>
/// A node that passes everything on to an honest one, but may put anything in place of the answer. It knows the question
/// and the honest answer, as a good liar does.
/// </summary>
internal sealed class LyingNode : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri? _honest;
    private readonly Func<Exchange, Task> _lie;
    private readonly Task _serving;

    private LyingNode(Uri? honest, Uri url, Func<Exchange, Task> lie)
    {
        _honest = honest;
        _lie = lie;
        Url = url;
        _listener.Prefixes.Add(url.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Path of the last question.</summary>
    public string? LastPath { get; private set; }

    /// <summary>Header <c>X-Access-Key</c> of the last question.</summary>
    public string? LastAccessKey { get; private set; }

    /// <summary>
    /// A liar whose lie writes the whole response itself, or leaves it to the answer of the honest node; without one,
    /// that is empty.
    /// </summary>
    public static LyingNode Start(Uri? honest, Func<Exchange, Task> lie) =>
        new(honest, new Uri($"http://127.0.0.1:{FreePort()}/"), lie);

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
        _stop.Cancel();
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _http.Dispose();
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                answers.Add(AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                break; // closed
            }
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using StreamReader reader = new(context.Request.InputStream);
            string question = await reader.ReadToEndAsync(_stop.Token);
            LastPath = context.Request.Url?.AbsolutePath;
            LastAccessKey = context.Request.Headers["X-Access-Key"];
            Exchange exchange = new(
                JsonNode.Parse(question)!["method"]!.ToString(),
                await AskHonestAsync(question),
                context.Response,
                _stop.Token);
            await _lie(exchange);
            if (!exchange.IsAnswered)
            {
                await context.Response.OutputStream.WriteAsync(
                    Encoding.UTF8.GetBytes(exchange.Answer.ToJsonString()), _stop.Token);
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException
            or HttpRequestException or OperationCanceledException)
        {
            context.Response.Abort(); // the client has gone, as it should from some of these answers
        }
    }

    private async Task<JsonObject> AskHonestAsync(string question)
    {
        if (_honest is null)
        {
            return [];
        }

        using StringContent content = new(
            question, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await _http.PostAsync(_honest, content, _stop.Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(_stop.Token))!.AsObject();
    }

    /// <summary>One question, its honest answer, and what is sent instead.</summary>
    internal sealed class Exchange(string method, JsonObject answer, HttpListenerResponse response, CancellationToken stop)
    {
        public string Method => method;

        public JsonObject Answer => answer;

        public HttpListenerResponse Response => response;

        public CancellationToken Stop => stop;

        /// <summary>True once the lie has written the response.</summary>
        public bool IsAnswered { get; private set; }

        /// <summary>Sends this in place of an answer.</summary>
        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        public async Task SendAsync(byte[] bytes)
        {
            IsAnswered = true;
            await response.OutputStream.WriteAsync(bytes, stop);
            await response.OutputStream.FlushAsync(stop);
        }
    }
}
