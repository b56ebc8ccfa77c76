using System.Globalization;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Federation;

/// <summary>A server that answers for a log as the log answered once: what somebody shows who wants to hide what came after.</summary>
internal sealed class OldAnswers : IAsyncDisposable
{
    private const int Tries = 10;

    private readonly Dictionary<string, byte[]> _answers = [];
    private readonly WebApplication _server;

    private OldAnswers()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Find()}");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Copies a log of less than one tile, and one status out of it, as they are at one moment.</summary>
    public static async Task<OldAnswers> CopyAsync(ProvinceProcess node, StatusBundle status)
    {
        OldAnswers old = new();

        // The node commits to its status map and audit log by itself now and then: what was copied meanwhile is of two moments.
        for (int tried = 1; !await old.TryCopyAsync(node, status); tried++)
        {
            Assert.True(tried < Tries, "The log grows all the while.");
        }

        await old._server.StartAsync();
        return old;
    }

    /// <summary>When, by the cosignatures it shows, a quorum had last seen nothing newer.</summary>
    public DateTimeOffset QuorumTime(TlogPolicy policy)
    {
        byte[] status = _answers.Single(answer => answer.Key.StartsWith("/log/status/", StringComparison.Ordinal)).Value;
        return policy.Evaluate(StatusBundle.Parse(status).Checkpoint).QuorumTime!.Value;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Whether the log did not grow while it was copied.</summary>
    private async Task<bool> TryCopyAsync(ProvinceProcess node, StatusBundle status)
    {
        long size = await node.SizeAsync();
        Assert.InRange(size, 1, TilePath.Width - 1);
        string part = string.Create(CultureInfo.InvariantCulture, $"000.p/{size}");
        string[] paths =
        [
            "checkpoint", "sm3/checkpoint", "signed/checkpoint", "signed/sm3/checkpoint",
            $"tile/0/{part}", $"tile/entries/{part}", $"sm3/tile/0/{part}", $"status/{status.MapKey.ToHex()}",
        ];
        _answers.Clear();
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await node.Client.GetAsync($"/log/{path}");
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
            _answers.Add($"/log/{path}", await answer.Content.ReadAsByteArrayAsync());
        }

        return size == await node.SizeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (_answers.TryGetValue(context.Request.Path, out byte[]? answer))
        {
            await context.Response.Body.WriteAsync(answer);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
