using Ledger.Node.Federation;
using Microsoft.AspNetCore.Http;

namespace Ledger.Node.Tests.Federation;

/// <summary>A witness over HTTP that answers as it is told: honestly, or any other way.</summary>
internal sealed class StubWitness : IDisposable
{
    private readonly StubServer _server;

    public StubWitness(Func<byte[], HttpResponse, CancellationToken, Task> answer)
    {
        Answer = answer;
        _server = new StubServer("/witness", AnswerAsync);
    }

    public Uri Address => _server.Address;

    public Func<byte[], HttpResponse, CancellationToken, Task> Answer { get; set; }

    /// <summary>Paths asked for, in order.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>The honest way.</summary>
    public static Func<byte[], HttpResponse, CancellationToken, Task> Honest(Witness witness) => (body, response, stop) =>
    {
        WitnessAnswer answer = witness.Add(body);
        return SendAsync(
            response,
            WitnessVectorTests.StatusOf(answer.Outcome),
            answer.Outcome == WitnessOutcome.Conflict ? $"{answer.Size}\n" : $"{answer.Cosignature}\n",
            stop,
            answer.Outcome == WitnessOutcome.Conflict ? "text/x.tlog.size" : "text/plain");
    };

    public static async Task SendAsync(
        HttpResponse response, int status, string text, CancellationToken stop, string contentType = "text/plain")
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        await response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), stop);
    }

    /// <summary>Stops answering, for good.</summary>
    public void Stop() => _server.Stop();

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpContext context, CancellationToken stop)
    {
        Paths.Add(context.Request.Path.Value!);
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, stop);
        await Answer(body.ToArray(), context.Response, stop);
    }
}
