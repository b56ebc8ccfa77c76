using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Consents;

/// <summary>A province's node in the hands of somebody who has its keys: answers what it is told to, signed to the question unless told otherwise.</summary>
internal sealed class LyingProvince : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private LyingProvince(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>The key that its neighbours know.</summary>
    public SigningKey Key { get; } = Ed25519PrivateKey.Generate();

    /// <summary>The key that it signs with.</summary>
    public SigningKey SigningWith { get; set; } = null!;

    /// <summary>What it answers.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>Its status.</summary>
    public int Status { get; set; } = 201;

    /// <summary>Writes the content in its own way; null for at once and whole.</summary>
    public Func<HttpContext, byte[], Task>? Write { get; set; }

    /// <summary>Signs another content than it writes.</summary>
    public byte[]? Signed { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    private Uri Address => new(_app.Urls.First());

    public static async Task<LyingProvince> StartAsync(TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        LyingProvince liar = new(builder.Build(), time);
        liar.SigningWith = liar.Key;
        liar._app.Run(liar.AnswerAsync);
        await liar._app.StartAsync();
        return liar;
    }

    /// <summary>As its neighbours' settings have it.</summary>
    public NeighbourProvince In(NeighbourProvince real) => real with
    {
        Address = Address,
        AnswerKeys = [new SystemKey { Id = "liar/answers", PublicKey = Convert.ToBase64String(new VerifyingKey(Key.Algorithm, Key.PublicKey.Span).ToPublicKeyInfo()) }],
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Asked++;
        string[] names = ["content-type", ContentDigest.Field, "idempotency-key", HttpSignature.InputField, HttpSignature.Field];
        Dictionary<string, string> fields = names.Where(context.Request.Headers.ContainsKey)
            .ToDictionary(name => name, name => context.Request.Headers[name].ToString(), StringComparer.Ordinal);
        SignedRequest request = SignedRequest.Read(
            new HttpRequestParts(context.Request.Method, new Uri(Address, context.Request.Path + context.Request.QueryString).AbsoluteUri, fields), _time.GetUtcNow());
        string digest = ContentDigest.Of(Signed ?? Content);
        HttpSignature signature = SignedAnswer.Sign(
            request, new HttpAnswerParts(Status, new Dictionary<string, string> { [ContentDigest.Field] = digest }), SigningWith, "liar/answers", _time.GetUtcNow());
        context.Response.StatusCode = Status;
        context.Response.Headers["Content-Digest"] = digest;
        context.Response.Headers["Signature-Input"] = signature.InputText;
        context.Response.Headers["Signature"] = signature.Text;
        context.Response.ContentLength = Content.Length;
        await (Write?.Invoke(context, Content) ?? context.Response.Body.WriteAsync(Content).AsTask());
    }
}
