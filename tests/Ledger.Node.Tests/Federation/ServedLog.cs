using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ledger.Node.Tests.Federation;

/// <summary>A written log over HTTP, as another province serves it; may answer any other way than honestly.</summary>
internal sealed class ServedLog : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ServedLog()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/log");
        probe.Stop();
        _listener.Prefixes.Add(new Uri(Address, "/").ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public WrittenLog Log { get; } = new();

    public Uri Address { get; }

    /// <summary>Writes a whole answer to a path itself, or leaves it to the honest one by returning false.</summary>
    public Func<string, HttpListenerResponse, CancellationToken, Task<bool>>? Lie { get; set; }

    /// <summary>Paths asked for, below the log's prefix.</summary>
    public ConcurrentQueue<string> Paths { get; } = [];

    /// <summary>Answers a path with these bytes, and all others honestly.</summary>
    public void Plant(string path, byte[] bytes) => Lie = async (asked, response, stop) =>
    {
        if (asked == path)
        {
            await response.OutputStream.WriteAsync(bytes, stop);
        }

        return asked == path;
    };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
        Log.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        while (_listener.IsListening)
        {
            try
            {
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
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
            string path = context.Request.Url!.AbsolutePath["/log/".Length..];
            Paths.Enqueue(path);
            if (Lie is null || !await Lie(path, context.Response, _stop.Token))
            {
                context.Response.StatusCode = Log.Files.TryGetValue(path, out byte[]? bytes) ? 200 : 404;
                await context.Response.OutputStream.WriteAsync(bytes ?? [], _stop.Token);
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            context.Response.Abort(); // the client has gone, as it should from some of these answers
        }
    }
}
