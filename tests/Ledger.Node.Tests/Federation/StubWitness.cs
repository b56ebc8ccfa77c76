using System.Net;
using System.Net.Sockets;
using Ledger.Node.Federation;

namespace Ledger.Node.Tests.Federation;

/// <summary>A witness over HTTP that answers as it is told: honestly, or any other way.</summary>
internal sealed class StubWitness : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public StubWitness(Func<byte[], HttpListenerResponse, CancellationToken, Task> answer)
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/witness");
        probe.Stop();
        Answer = answer;
        _listener.Prefixes.Add(new Uri(Address, "/").ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public Func<byte[], HttpListenerResponse, CancellationToken, Task> Answer { get; set; }

    /// <summary>Paths asked for, in order.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>The honest way.</summary>
    public static Func<byte[], HttpListenerResponse, CancellationToken, Task> Honest(Witness witness) => (body, response, stop) =>
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
        HttpListenerResponse response, int status, string text, CancellationToken stop, string contentType = "text/plain")
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        await response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), stop);
    }

    /// <summary>Stops answering, for good.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
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
            Paths.Add(context.Request.Url!.AbsolutePath);
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body, _stop.Token);
            await Answer(body.ToArray(), context.Response, _stop.Token);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            context.Response.Abort(); // the client has gone, as it should from some of these answers
        }
    }
}
