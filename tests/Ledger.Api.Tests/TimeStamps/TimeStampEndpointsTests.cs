using System.Net;
using System.Net.Http.Headers;
using Ledger.Api.Tests.Documents;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Api.Tests.TimeStamps;

/// <summary>The node as a time-stamping authority, asked by openssl and by ourselves.</summary>
public sealed class TimeStampEndpointsTests(TestNode node) : IClassFixture<TestNode>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Openssl_asks_it_and_verifies_the_answer_with_the_root_alone()
    {
        await File.WriteAllTextAsync(_folder["data"], "电子证照");
        Tool.Run("openssl", "openssl", "ts", "-query", "-data", _folder["data"], "-sha256", "-cert", "-out", _folder["query"]);
        await File.WriteAllBytesAsync(_folder["reply"], await AskAsync(await File.ReadAllBytesAsync(_folder["query"])));
        Assert.Contains(
            "OK",
            Tool.Run(
                "openssl", "openssl", "ts", "-verify", "-queryfile", _folder["query"], "-in", _folder["reply"],
                "-CAfile", Path.Combine(node.TrustFolderPath, "p256-root.crt")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stamp_leads_to_the_root_of_its_hash_s_kind(bool sm3)
    {
        TimeStampRequest request = TimeStampRequest.Create(sm3 ? MessageImprint.Sm3("x"u8) : MessageImprint.Sha256("x"u8));
        TimeStampToken token = request.TokenOf(await AskAsync(request.Encode()));
        Assert.True(token.Verify("x"u8, [], node.Policy.Roots).IsTrusted);
        Assert.Equal(sm3, token.Signer.PublicKey.Algorithm == Crypto.Signing.SignatureAlgorithm.Sm2Sm3);
    }

    [Fact]
    public async Task What_is_no_request_gets_a_refusal_and_what_is_too_long_or_of_another_kind_a_problem()
    {
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256("x"u8));
        foreach (byte[] body in (byte[][])[[], [1, 2, 3], new byte[TimeStampRequest.MaxLength]])
        {
            Assert.Contains("refused", Assert.Throws<FormatException>(() => request.TokenOf(AskAsync(body).Result)).Message, StringComparison.Ordinal);
        }

        using HttpResponseMessage tooLong = await PostAsync(new byte[TimeStampRequest.MaxLength + 1], "application/timestamp-query");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        using HttpResponseMessage other = await PostAsync(request.Encode(), "application/octet-stream");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, other.StatusCode);
    }

    private async Task<byte[]> AskAsync(byte[] request)
    {
        using HttpResponseMessage answer = await PostAsync(request, "application/timestamp-query");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/timestamp-reply", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string type)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await node.Anyone.PostAsync(new Uri("/tsa", UriKind.Relative), content);
    }
}
