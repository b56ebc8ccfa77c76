using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.TimeStamps;
using Ledger.Node.TimeStamps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.TimeStamps;

/// <summary>What authorities elsewhere answer is evidence: anything but a right stamp of about now is not used, and silence costs little time.</summary>
public sealed class TimeStampSourcesTests : IDisposable
{
    private static readonly MessageImprint Imprint = MessageImprint.Sha256("电子证照"u8);

    private readonly P256PrivateKey _rootKey = P256PrivateKey.Generate();
    private readonly P256PrivateKey _key = P256PrivateKey.Generate();
    private readonly CertificateAuthority _root;
    private readonly TimeStampAuthority _authority;

    public TimeStampSourcesTests()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        CertificateSubject subject = new("时间戳机构（测试）", null, "时间戳");
        _root = CertificateAuthority.CreateRoot(_rootKey, subject, now.AddDays(-1), now.AddDays(2));
        _authority = new TimeStampAuthority(_key, _root.Issue(
            CertificateTemplate.TimeStamping, subject, new VerifyingKey(_key.Algorithm, _key.PublicKey.Span), now.AddDays(-1), now.AddDays(1)));
    }

    public void Dispose()
    {
        _key.Dispose();
        _rootKey.Dispose();
    }

    [Fact]
    public async Task A_right_stamp_is_taken()
    {
        using StubServer server = Serve(request => _authority.Answer(request, DateTimeOffset.UtcNow));
        using TimeStampSources sources = Sources([server.Address.AbsoluteUri], [_root.Certificate]);
        TimeStampToken? token = await sources.StampAsync(Imprint, CancellationToken.None);
        Assert.True(token!.VerifyAuthority([], [_root.Certificate]).IsTrusted);
        Assert.True(token.Info.Imprint.Equals(Imprint));
    }

    [Fact]
    public async Task What_is_wrong_is_not_used()
    {
        byte[] replayed = _authority.Answer(TimeStampRequest.Create(Imprint).Encode(), DateTimeOffset.UtcNow);
        Func<byte[], byte[]>[] wrong =
        [
            _ => [], _ => [0x30, 0], _ => new byte[60_000], _ => replayed,
            request => _authority.Answer(request, DateTimeOffset.UtcNow.AddMinutes(-6)),
            request => _authority.Answer(request, DateTimeOffset.UtcNow.AddMinutes(6)),
            request => Flipped(_authority.Answer(request, DateTimeOffset.UtcNow)),
            request => _authority.Answer(TimeStampRequest.Create(MessageImprint.Sha256("x"u8)).Encode(), DateTimeOffset.UtcNow),
        ];
        foreach (Func<byte[], byte[]> answer in wrong)
        {
            using StubServer server = Serve(answer);
            using TimeStampSources sources = Sources([server.Address.AbsoluteUri], [_root.Certificate]);
            Assert.Null(await sources.StampAsync(Imprint, CancellationToken.None));
        }
    }

    [Fact]
    public async Task An_authority_that_the_trust_policy_does_not_lead_to_is_not_used()
    {
        using StubServer server = Serve(request => _authority.Answer(request, DateTimeOffset.UtcNow));
        using TimeStampSources strict = Sources([server.Address.AbsoluteUri], []);
        Assert.Null(await strict.StampAsync(Imprint, CancellationToken.None));
        using TimeStampSources without = Sources([server.Address.AbsoluteUri], null);
        Assert.NotNull(await without.StampAsync(Imprint, CancellationToken.None));
    }

    [Fact]
    public async Task The_next_authority_is_asked_and_a_silent_one_left_alone_for_a_while()
    {
        int asked = 0;
        using StubServer silent = Serve(_ =>
        {
            asked++;
            return null;
        });
        using StubServer server = Serve(request => _authority.Answer(request, DateTimeOffset.UtcNow));
        TestClock clock = new() { Now = DateTimeOffset.UtcNow };
        using TimeStampSources sources = Sources([silent.Address.AbsoluteUri, server.Address.AbsoluteUri], [_root.Certificate], clock);
        Assert.NotNull(await sources.StampAsync(Imprint, CancellationToken.None));
        Assert.NotNull(await sources.StampAsync(Imprint, CancellationToken.None));
        Assert.Equal(1, asked);
        clock.Now += TimeSpan.FromSeconds(31);
        Assert.NotNull(await sources.StampAsync(Imprint, CancellationToken.None));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Nobody_named_means_no_stamp_and_own_needs_keys()
    {
        using TimeStampSources none = new(null, null, null, TimeProvider.System, NullLogger<TimeStampSources>.Instance);
        Assert.False(none.IsConfigured);
        Assert.Null(await none.StampAsync(Imprint, CancellationToken.None));
        Assert.Contains("tsa-p256.key", Assert.Throws<FormatException>(() => Sources([TimeStampOptions.Own], null)).Message, StringComparison.Ordinal);
    }

    /// <summary>An authority over HTTP; null is an error of its own.</summary>
    private static StubServer Serve(Func<byte[], byte[]?> answer) => new("/tsa", async (context, cancel) =>
    {
        using MemoryStream request = new();
        await context.Request.Body.CopyToAsync(request, cancel);
        byte[]? body = answer(request.ToArray());
        context.Response.StatusCode = body is null ? 500 : 200;
        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(body ?? [], cancel);
    });

    private static byte[] Flipped(byte[] answer)
    {
        answer[^1] ^= 1;
        return answer;
    }

    private static TimeStampSources Sources(IReadOnlyList<string> sources, IReadOnlyList<Certificate>? roots, TimeProvider? time = null) => new(
        new TimeStampOptions { Sources = sources, AnswerSeconds = 5 }, null, roots, time ?? TimeProvider.System, NullLogger<TimeStampSources>.Instance);
}
