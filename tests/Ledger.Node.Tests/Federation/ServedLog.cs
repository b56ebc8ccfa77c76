using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Ledger.Node.Tests.Federation;

/// <summary>A written log over HTTP, as another province serves it; may answer any other way than honestly.</summary>
internal sealed class ServedLog : IDisposable
{
    private readonly StubServer _server;

    public ServedLog() => _server = new StubServer("/log", AnswerAsync);

    public WrittenLog Log { get; } = new();

    public Uri Address => _server.Address;

    /// <summary>Writes a whole answer to a path itself, or leaves it to the honest one by returning false.</summary>
    public Func<string, HttpResponse, CancellationToken, Task<bool>>? Lie { get; set; }

    /// <summary>Paths asked for, below the log's prefix.</summary>
    public ConcurrentQueue<string> Paths { get; } = [];

    /// <summary>Answers a path with these bytes, and all others honestly.</summary>
    public void Plant(string path, byte[] bytes) => Lie = async (asked, response, stop) =>
    {
        if (asked == path)
        {
            await response.Body.WriteAsync(bytes, stop);
        }

        return asked == path;
    };

    public void Dispose()
    {
        _server.Dispose();
        Log.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken stop)
    {
        string path = context.Request.Path.Value!["/log/".Length..];
        Paths.Enqueue(path);
        if (Lie is null || !await Lie(path, context.Response, stop))
        {
            context.Response.StatusCode = Log.Files.TryGetValue(path, out byte[]? bytes) ? 200 : 404;
            await context.Response.Body.WriteAsync(bytes ?? [], stop);
        }
    }
}
