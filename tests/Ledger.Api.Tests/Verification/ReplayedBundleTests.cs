using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>
/// A true bundle in a place where it does not belong proves nothing there: another licence's or seal's, or an older one, put into a file whose
/// signature stays as it was, is made anew by another authority, or even by the issuer.
/// </summary>
public sealed class ReplayedBundleTests(Province province) : IClassFixture<Province>
{
    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);
    private readonly byte[] _other = province.Pdf(province.Identifiers[1]);
    private readonly AuthorityKeys _issuer = province.KeysOf(Province.Issuing);
    private readonly AuthorityKeys _stranger = province.KeysOf(Province.Other);

    [Theory]
    [InlineData(AttachedNames.Proof, "status-proof")]
    [InlineData(AttachedNames.SealProof, "seal-standing")]
    public async Task Another_s_true_bundle_is_named_whoever_signs_the_file(string attachment, string check)
    {
        bool isSeal = attachment == AttachedNames.SealProof;
        ReadOnlyMemory<byte> replayed = isSeal ? await StrangersSealAsync() : Of(_other, AttachedNames.Proof);
        ReadOnlyMemory<byte>? proof = isSeal ? default(ReadOnlyMemory<byte>?) : replayed;
        ReadOnlyMemory<byte>? sealProof = isSeal ? replayed : default(ReadOnlyMemory<byte>?);

        // The signature of the file is still that of the file before: nobody signed this one.
        byte[] message = PdfReader.Read(_pdf, CancellationToken.None).Signatures[0].Message.ToArray();
        Verdict unsigned = await VerifyAsync(RewrittenLicence.Of(_pdf, _ => message, proof: proof, sealProof: sealProof));
        Assert.True(unsigned.Conclusion == Conclusion.NotValid && Wrong(unsigned).Contains("file-signature"), VerdictPrinter.Print(unsigned));
        Assert.Superset(new HashSet<string> { "file-signature", check }, Wrong(unsigned));

        Verdict strangers = await VerifyAsync(await RewrittenLicence.WholeAsync(province, _stranger, _pdf, proof: proof, sealProof: sealProof));
        Assert.Equal(Conclusion.NotValid, strangers.Conclusion);
        Assert.Superset(new HashSet<string> { "file-signature", "file-signature-sm2", check }, Wrong(strangers));

        // Not even who has the issuer's keys can lend it that proof.
        Verdict stolen = await VerifyAsync(await RewrittenLicence.WholeAsync(province, _issuer, _pdf, proof: proof, sealProof: sealProof));
        Assert.NotEqual(Conclusion.Valid, stolen.Conclusion);
        Assert.Equal([check], Wrong(stolen));
    }

    [Fact]
    public async Task An_older_status_put_into_the_file_of_a_revoked_licence_claims_nothing_of_today()
    {
        string identifier = await province.IssueAsync(30);
        byte[] before = province.Pdf(identifier);
        DateTimeOffset then = (await VerifyAsync(before)).AsOf!.Value;
        await province.RevokeAsync(identifier);
        byte[] after = province.Pdf(identifier);
        Assert.Contains("status", Wrong(await VerifyAsync(after)));

        ReadOnlyMemory<byte> old = Of(before, AttachedNames.Proof), oldSeal = Of(before, AttachedNames.SealProof);
        Verdict strangers = await VerifyAsync(await RewrittenLicence.WholeAsync(province, _stranger, after, proof: old, sealProof: oldSeal));
        Assert.Superset(new HashSet<string> { "file-signature", "file-signature-sm2" }, Wrong(strangers));
        Assert.Equal(CheckResult.Passed, strangers.Checks.Single(check => check.Name == "status").Result); // it was true, then

        // By the issuer's own keys it is as good as the older file: valid as of then, and no word of now.
        byte[] replayed = await RewrittenLicence.WholeAsync(province, _issuer, after, proof: old, sealProof: oldSeal);
        Verdict verdict = await VerifyAsync(replayed);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Assert.Equal(then, verdict.AsOf);
        Assert.Contains($"as of {BeijingTime.TextOf(then)}", VerdictText.Sentence(verdict, english: true), StringComparison.Ordinal);
        Assert.Contains($"截至 {BeijingTime.TextOf(then)}", VerdictText.Sentence(verdict, english: false), StringComparison.Ordinal);
        Assert.StartsWith($"As of {BeijingTime.TextOf(then)}", verdict.Checks.Single(check => check.Name == "status").English, StringComparison.Ordinal);

        // An older proof without the seal's of the same time does not do, and after its time nobody can tell.
        Assert.Equal(["seal-standing"], Wrong(await VerifyAsync(await RewrittenLicence.WholeAsync(province, _issuer, after, proof: old))));
        Verdict late = await VerifyAsync(replayed, then + province.Policy.MaximumAge + TimeSpan.FromSeconds(1));
        Assert.Equal(Conclusion.CannotTell, late.Conclusion);
        Assert.Equal(["freshness"], Wrong(late));
    }

    private static ReadOnlyMemory<byte> Of(byte[] pdf, string attachment) => PdfReader.Read(pdf, CancellationToken.None).Attachments[attachment];

    private static HashSet<string> Wrong(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];

    /// <summary>The true proof of the other authority's seal.</summary>
    private async Task<ReadOnlyMemory<byte>> StrangersSealAsync()
    {
        Seal seal = province.Node.Seals.List(Province.Other.Code)[0];
        Digest mapKey = MapKey.For(province.Node.Options.Origin, MapNamespace.Seal, seal.Handle.Span);
        return (await province.Node.ProveAsync(mapKey, CancellationToken.None)).Format();
    }

    private async Task<Verdict> VerifyAsync(byte[] file, DateTimeOffset? now = null)
    {
        using TrustedVerifier verifier = new(province.Policy, now is DateTimeOffset at ? new TestClock { Now = at } : TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}
