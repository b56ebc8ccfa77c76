using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ledger.Node.Tests;

/// <summary>A real HTTP server on a free port of the loopback, that answers as it is told.</summary>
internal sealed class StubServer : IDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HttpContext, CancellationToken, Task> _answer;

    /// <summary>Listens below a prefix such as <c>/log</c>; each request is answered by the function.</summary>
    public StubServer(string prefix, Func<HttpContext, CancellationToken, Task> answer)
    {
        _answer = answer;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.Start();
        string address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address + prefix);
    }

    public Uri Address { get; }

    /// <summary>Stops answering, for good.</summary>
    public void Stop()
    {
        using CancellationTokenSource patience = new(LastWords);
        _stop.Cancel();
        _server.StopAsync(patience.Token).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Stop();
        ((IDisposable)_server).Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted);
        try
        {
            await _answer(context, gone.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            context.Abort(); // the client has gone, as it should from some of these answers
        }
    }
}
