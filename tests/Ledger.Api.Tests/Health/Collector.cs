using System.Collections.Concurrent;
using System.Text;
using Ledger.Api.Tests.Crash;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Tests.Health;

/// <summary>Takes OTLP over HTTP as a collector does, and keeps the bytes as they came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string? Type, byte[] Bytes)> _received = [];

    private Collector(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    public static async Task<Collector> StartAsync()
    {
        Uri address = new($"http://127.0.0.1:{Ports.Find()}");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.ToString());
        Collector collector = new(builder.Build(), address);
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>All that came to a path, as text: names and values of protobuf strings can be read in it.</summary>
    public string TextOf(string path)
    {
        Assert.All(_received, one => Assert.Equal("application/x-protobuf", one.Type));
        return string.Concat(_received.Where(one => one.Path == path).Select(one => Encoding.UTF8.GetString(one.Bytes)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream bytes = new();
        await context.Request.Body.CopyToAsync(bytes);
        _received.Enqueue((context.Request.Path, context.Request.ContentType, bytes.ToArray()));
    }
}
