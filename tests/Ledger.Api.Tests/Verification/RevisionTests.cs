using System.Text;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>The revisions of a file: all of them, in order, in their one form, or it is not valid.</summary>
public sealed class RevisionTests(Province province) : IClassFixture<Province>
{
    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);

    [Fact]
    public async Task A_file_has_both_signatures_the_store_and_the_stamps()
    {
        PdfReading reading = PdfReader.Read(_pdf, CancellationToken.None);
        Assert.Equal(
            [PdfSignatureKind.Certifying, PdfSignatureKind.National, PdfSignatureKind.TimeStamp], reading.Signatures.Select(signature => signature.Kind));
        Assert.Equal([false, false, true], reading.Signatures.Select(signature => signature.CoversWholeFile));
        Assert.Equal(PdfIntegrity.AsSigned, reading.Integrity);
        Assert.Equal(6, reading.Store!.Certificates.Count); // two signers, two stamps, two roots
        Verdict verdict = await VerifyAsync(_pdf);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Assert.Contains("B-LTA", verdict.Checks.Single(check => check.Name == "file-time").English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_for_a_value_is_hardly_longer_than_it()
    {
        string text = Encoding.Latin1.GetString(_pdf);
        IReadOnlyList<PdfSignatureRevision> signatures = PdfReader.Read(_pdf, CancellationToken.None).Signatures;
        Assert.Equal(3, signatures.Count);
        Assert.All(signatures, signature =>
        {
            int room = (text.IndexOf('>', signature.Before.Length) - signature.Before.Length - 1) / 2;
            Assert.InRange(room - signature.Message.Length, 0, 40);
        });
    }

    [Fact]
    public async Task Revisions_in_any_other_number_or_order_are_not_valid()
    {
        FileParts parts = new(_pdf);
        int[][] wrong =
        [
            [1], [1, 2], [1, 3], [1, 4], [1, 2, 3], [1, 2, 4], [1, 3, 4], [1, 3, 2], [1, 2, 4, 3], [1, 3, 2, 4], [1, 4, 2, 3],
            [1, 2, 3, 4, 4], [1, 2, 3, 3, 4], [1, 2, 2, 3, 4], [1, 1, 2, 3, 4], [1, 2, 3, 4, 2], [1, 2, 3, 4, 3], [1, 2, 3, 4, 1, 2, 3, 4],
        ];
        Assert.Equal(_pdf, parts.File(1, 2, 3, 4));
        Assert.Equal(Conclusion.CannotTell, (await VerifyAsync(parts.File(2, 1, 3, 4))).Conclusion); // begins like nothing of ours
        foreach (int[] numbers in wrong)
        {
            Verdict verdict = await VerifyAsync(parts.File(numbers));
            Assert.True(verdict.Conclusion == Conclusion.NotValid, $"{string.Join(' ', numbers)}: {VerdictPrinter.Print(verdict)}");
        }
    }

    [Fact]
    public async Task Revisions_of_another_file_are_not_valid()
    {
        FileParts own = new(_pdf);
        FileParts other = new(province.Pdf(province.Identifiers[0]));
        for (int taken = 2; taken <= 4; taken++)
        {
            byte[] mixed = [.. Enumerable.Range(1, 4).SelectMany(number => number == taken ? other[number] : own[number])];
            Assert.Equal(Conclusion.NotValid, (await VerifyAsync(mixed)).Conclusion);
        }
    }

    [Theory]
    [InlineData("<</Type/Catalog>>", 1)]
    [InlineData("<</Type/Pages/Kids[]/Count 0>>", 2)]
    [InlineData("<</Length 0>>\nstream\n\nendstream", 4)]
    public async Task An_overlay_that_replaces_an_object_is_a_change(string body, int number)
    {
        PdfBase last = OtherStore.LastOf(_pdf);
        using PdfRevision overlay = new(last);
        overlay.Replace(number, body);
        await AssertChangedAsync([.. _pdf, .. overlay.Finish().Bytes]);

        // The same where it would hide: behind the second signature, before the rest.
        byte[] second = new FileParts(_pdf).File(1, 2);
        using PdfRevision between = new(OtherStore.LastOf(second));
        between.Replace(number, body);
        await AssertChangedAsync([.. second, .. between.Finish().Bytes, .. new FileParts(_pdf)[3], .. new FileParts(_pdf)[4]]);
    }

    [Fact]
    public async Task A_store_with_anything_that_no_signature_needs_is_not_valid_even_when_stamped()
    {
        AuthorityKeys other = province.KeysOf(Province.Other);
        PdfReading reading = PdfReader.Read(_pdf, CancellationToken.None);
        PdfSecurityStore own = reading.Store!;
        PdfSecurityStore[] stores =
        [
            own with { Certificates = [.. own.Certificates, other.SigningCertificate.Raw] },
            own with { Certificates = [.. own.Certificates, own.Certificates[0]] },
            own with { Certificates = [.. own.Certificates, new byte[] { 0x30, 0 }] },
            own with { RevocationLists = [own.Certificates[0]] },
            own with { Certificates = [.. own.Certificates.Reverse()] },
            own with { Validations = [own.Validations[0] with { Certificates = [0] }, own.Validations[1]] },
        ];
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(await OtherStore.StampAsync(province, _pdf, own))).Conclusion);
        foreach (PdfSecurityStore store in stores)
        {
            Verdict verdict = await VerifyAsync(await OtherStore.StampAsync(province, _pdf, store));
            Assert.Equal("file-store", Assert.Single(verdict.Checks, check => check.Result == CheckResult.Failed).Name);
        }
    }

    [Fact]
    public async Task A_second_signature_by_another_authority_is_not_valid()
    {
        AuthorityKeys other = province.KeysOf(Province.Other);
        FileParts parts = new(_pdf);
        PdfLayout layout = new(parts[1], CancellationToken.None);
        PdfPlaces places = OtherStore.PlacesOf(layout);
        (PdfTail tail, PdfContents contents) = PdfLaterSignature.WriteSecond(
            layout.Base, places, new PdfSignatureFace(other.Name, "", "", TimeProvider.System.GetUtcNow()), 3_000);
        contents.Fill(tail.Bytes, SignedData.CreateDetached(other.SealKey, other.SealCertificate, [], contents.SignedBytes(parts[1], tail.Bytes)));
        Verdict verdict = await VerifyAsync([.. parts[1], .. tail.Bytes]);
        Assert.Equal(CheckResult.Failed, verdict.Checks.Single(check => check.Name == "file-signature-sm2").Result);
    }

    [Fact]
    public async Task A_signature_is_judged_at_the_time_of_its_stamp()
    {
        TrustPolicy patient = province.Policy with { MaximumAge = TimeSpan.FromDays(4_000) };
        DateTimeOffset last = province.KeysOf(Province.Issuing).SigningCertificate.NotAfter;
        Verdict after = await VerifyAsync(_pdf, patient, last.AddDays(30));
        Assert.Equal(CheckResult.Passed, after.Checks.Single(check => check.Name == "file-signature").Result);
        Assert.Equal(CheckResult.Passed, after.Checks.Single(check => check.Name == "file-signature-sm2").Result);
    }

    [Fact]
    public async Task Stamps_of_an_authority_that_nobody_knows_leave_it_open()
    {
        TrustPolicy others = province.Policy with { Roots = [province.Policy.Roots[0]] };
        Assert.Equal(Conclusion.CannotTell, (await VerifyAsync(_pdf, others)).Conclusion);
    }

    [Fact]
    public async Task A_file_from_before_there_were_revisions_stays_intact_and_signed_and_alone()
    {
        string folder = Path.Combine(Repository.Root, "tests", "Ledger.Api.Tests", "Golden", "documents");
        byte[] old = await File.ReadAllBytesAsync(Path.Combine(folder, "one-signature.pdf"));
        TrustPolicy policy = TrustPolicy.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "one-signature.policy.json")));
        DateTimeOffset then = new(2026, 11, 26, 6, 0, 0, TimeSpan.Zero);
        Verdict verdict = await VerifyAsync(old, policy, then);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "file-intact").Result);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "file-signature").Result);
        Assert.Equal(CheckResult.Noted, verdict.Checks.Single(check => check.Name == "file-time").Result);

        Assert.Equal(Conclusion.NotValid, (await VerifyAsync([.. old, .. new FileParts(_pdf)[2]], policy, then)).Conclusion);
        Verdict expired = await VerifyAsync(old, policy with { MaximumAge = TimeSpan.FromDays(4_000) }, then.AddYears(6));
        Assert.Equal(CheckResult.Unknown, expired.Checks.Single(check => check.Name == "file-signature").Result);
    }

    private async Task AssertChangedAsync(byte[] file)
    {
        Verdict verdict = await VerifyAsync(file);
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Assert.Equal(CheckResult.Failed, verdict.Checks.Single(check => check.Name == "file-intact").Result);
    }

    private async Task<Verdict> VerifyAsync(byte[] file, TrustPolicy? policy = null, DateTimeOffset? now = null)
    {
        using TrustedVerifier verifier = new(policy ?? province.Policy, now is DateTimeOffset at ? new StandingClock(at) : TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
