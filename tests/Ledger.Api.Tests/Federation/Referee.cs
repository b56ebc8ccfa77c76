using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Federation;

/// <summary>
/// Knows which licences the departments were told to be issued and revoked, and holds every verdict to it: his own, who is a stranger
/// with the file and the clock alone, and those of the nodes.
/// </summary>
internal sealed class Referee(TrustPolicy policy) : IDisposable
{
    // A witness may cosign, for so long after a revocation, the checkpoint before it: rounds last a second, times are whole seconds.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    private readonly TrustedVerifier _stranger = new(policy, TimeProvider.System);
    private readonly ConcurrentDictionary<string, bool> _issued = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _revoked = [];

    /// <summary>Whom he trusts.</summary>
    public TrustPolicy Policy => policy;

    /// <summary>Lets a node issue a licence; gives its identifier.</summary>
    public async Task<string> IssueAsync(ProvinceProcess node)
    {
        string identifier = await node.IssueAsync();
        _issued[identifier] = true;
        return identifier;
    }

    /// <summary>Lets a node issue a licence in a history that no quorum vouches for: it must never be called valid.</summary>
    public async Task<string> IssueAsideAsync(ProvinceProcess node)
    {
        string identifier = await node.IssueAsync();
        _issued[identifier] = false;
        return identifier;
    }

    /// <summary>Lets a node revoke a licence.</summary>
    public async Task RevokeAsync(ProvinceProcess node, string identifier)
    {
        Assert.Equal(System.Net.HttpStatusCode.OK, await node.Client.RevokeAsync(identifier));
        _revoked[identifier] = DateTimeOffset.UtcNow;
    }

    /// <summary>Judges a file without asking anybody.</summary>
    public async Task<Ruling> OfflineAsync(byte[] file)
    {
        DateTimeOffset asked = DateTimeOffset.UtcNow;
        VerdictResponse verdict = VerdictResponse.Of(await _stranger.VerifyAsync(file, offline: true, CancellationToken.None));
        string quorum = verdict.Checks.FirstOrDefault(check => check.Name == "quorum")?.Compared.English ?? "";
        Ruling ruling = new(verdict.Conclusion, verdict.AsOf, quorum);
        if (ruling.Conclusion == "valid")
        {
            AssertVouchedFor(ProofIn(file));
        }

        return Right(ruling, verdict.Identifier, asked);
    }

    /// <summary>Judges a file by an earlier moment, without asking anybody; gives the conclusion.</summary>
    public async Task<string> PastAsync(byte[] file, DateTimeOffset moment) =>
        VerdictText.Code((await _stranger.VerifyAsync(file, offline: true, moment, CancellationToken.None)).Conclusion);

    /// <summary>Lets a node judge a file, which asks whom it can reach.</summary>
    public async Task<Ruling> AtAsync(ProvinceProcess node, byte[] file)
    {
        DateTimeOffset asked = DateTimeOffset.UtcNow;
        JsonNode verdict = await node.Client.VerifyAsync(file);
        JsonNode? quorum = verdict["checks"]!.AsArray().FirstOrDefault(check => check!["name"]!.GetValue<string>() == "quorum");
        Ruling ruling = new(
            verdict["conclusion"]!.GetValue<string>(),
            verdict["asOf"]?.GetValue<DateTimeOffset>(),
            quorum?["compared"]!["english"]!.GetValue<string>() ?? "");
        return Right(ruling, verdict["identifier"]?.GetValue<string>(), asked);
    }

    /// <summary>The proof that a file carries.</summary>
    public static StatusBundle ProofIn(byte[] file) =>
        StatusBundle.Parse(PdfReader.Read(file, CancellationToken.None).Attachments[AttachedNames.Proof].Span);

    public void Dispose() => _stranger.Dispose();

    /// <summary>No verdict is ever wrong, and none rests on a proof that is too old.</summary>
    private Ruling Right(Ruling ruling, string? identifier, DateTimeOffset asked)
    {
        DateTimeOffset? revoked = identifier is not null && _revoked.TryGetValue(identifier, out DateTimeOffset at) ? at : null;
        if (ruling.Conclusion == "valid")
        {
            Assert.True(identifier is not null && _issued.GetValueOrDefault(identifier), $"Nobody vouched for {identifier}: {ruling}");
            Assert.True(asked - ruling.AsOf <= policy.MaximumAge, $"Too old at {asked}: {ruling}");
            Assert.True(revoked is null || ruling.AsOf <= revoked + Round, $"{identifier} was revoked at {revoked}: {ruling}");
        }

        Assert.True(ruling.Conclusion != "not-valid" || revoked is not null, $"{identifier} was never revoked: {ruling}");
        return ruling;
    }

    /// <summary>Counted by hand: two of the other provinces as witnesses, and two as map auditors.</summary>
    private void AssertVouchedFor(StatusBundle proof)
    {
        TlogPolicyWitness[] known = [.. policy.LogOf(proof.Origin)!.Witnesses!.Witnesses];
        TlogPolicyWitness[] signed = [.. known.Where(cosigner => proof.Checkpoint.Verify(cosigner.Key).IsSignedBy(cosigner.Key))];
        Assert.True(signed.Count(cosigner => cosigner.IsMapAuditor) >= 2, $"Too few map auditors: {proof.Checkpoint}");
        Assert.True(signed.Count(cosigner => !cosigner.IsMapAuditor) >= 2, $"Too few witnesses: {proof.Checkpoint}");
    }
}
