using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

public sealed class OfdVerdictTests(Province province) : IClassFixture<Province>
{
    private const int Seed = 38_540;
    private const int FewBytes = 400;
    private const int FewMutants = 1_000;
    private const int ManyMutants = 120_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    private readonly byte[] _ofd = province.Ofd(province.Identifiers[0]);

    [Fact]
    public async Task A_licence_has_the_same_verdict_as_OFD_and_as_PDF()
    {
        foreach (string identifier in province.Identifiers)
        {
            Verdict ofd = await VerifyAsync(province.Ofd(identifier));
            Verdict pdf = await VerifyAsync(province.Pdf(identifier));
            Assert.True(ofd.Conclusion == Conclusion.Valid, VerdictPrinter.Print(ofd));
            Assert.Equal(identifier, ofd.Licence!.Statement.Identifier);

            Assert.Equal(NamesFrom(pdf, "identifier"), NamesFrom(ofd, "identifier"));
            Assert.Equal(
                PdfReader.Read(province.Pdf(identifier), CancellationToken.None).Attachments.Keys.Order(),
                OfdReader.Read(province.Ofd(identifier), CancellationToken.None).Attachments.Keys.Order());
            Assert.All(ofd.Checks, check => Assert.NotEqual("", check.English));
        }
    }

    [Fact]
    public async Task Every_step_of_the_seal_has_a_line_of_its_own()
    {
        Verdict verdict = await VerifyAsync(_ofd);
        Assert.Equal(
            [
                "file-intact", "file-seal-structure", "file-seal-maker-signature", "file-seal-maker", "file-seal-validity", "file-seal-signer-listed",
                "file-seal-signer", "file-seal-signature", "file-seal-hash", "file-seal-references", "file-seal-picture", "file-seal-time",
                "file-seal-issuer", "file-seal-now", "identifier", "face", "face-text",
            ],
            verdict.Checks.Take(17).Select(check => check.Name));
    }

    /// <summary>Every byte of a small file with LEDGER_TEST_FULL=1; else some of them.</summary>
    [Fact]
    public async Task No_changed_byte_leaves_it_valid()
    {
        byte[] small = Small();

        // The page is nearly empty to be short, and nothing else is wrong: each changed byte has to bring another check down.
        Assert.Equal(["face-text"], Wrong(await VerifyAsync(small)));
        Random chosen = new(Seed);
        int[] places = IsFull ? [.. Enumerable.Range(0, small.Length)] : [.. Enumerable.Range(0, FewBytes).Select(_ => chosen.Next(small.Length))];
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        await Parallel.ForEachAsync(places, async (at, cancel) =>
        {
            byte[] changed = [.. small];
            changed[at] ^= (byte)new Random(Seed + at).Next(1, 256);
            Verdict verdict = await verifier.VerifyAsync(changed, offline: true, cancel);

            // Without its first letters nothing tells that it was one of ours; anywhere else, something is named.
            Assert.True(
                at < 4 ? verdict.Conclusion == Conclusion.CannotTell : Failed(verdict).Any(name => name != "face-text"), $"seed {Seed}, byte {at}: {VerdictPrinter.Print(verdict)}");
        });
    }

    [Fact]
    public async Task Every_byte_of_the_headers_counts()
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        int directory = _ofd.AsSpan().IndexOf("PK\u0001\u0002"u8);
        int[] places = [.. Enumerable.Range(4, 48), .. Enumerable.Range(directory, 60), .. Enumerable.Range(_ofd.Length - 22, 22)];
        foreach (int at in places)
        {
            byte[] changed = [.. _ofd];
            changed[at] ^= 1;
            Assert.NotEqual(Conclusion.Valid, (await verifier.VerifyAsync(changed, offline: true, CancellationToken.None)).Conclusion);
        }
    }

    [Fact]
    public async Task Nothing_cut_off_added_or_packed_anew_leaves_it_valid()
    {
        byte[][] changed =
        [
            [.. _ofd, 0], [.. _ofd, .. _ofd], [0, .. _ofd], _ofd[..^1], _ofd[..(_ofd.Length / 2)], [],
            Rewrite(parts => [.. parts, OfdPart.Store("Doc_0/more.xml", "<x/>"u8.ToArray())]),
            Rewrite(parts => [.. parts.Skip(1)]),
            Rewrite(parts => [.. parts.Reverse()]),
            Rewrite(parts => [.. parts.Select(part => part.IsDeflated ? OfdPart.Store(part.Name, Content(_ofd, part.Name)) : part)]),
        ];
        foreach (byte[] file in changed)
        {
            Assert.NotEqual(Conclusion.Valid, (await VerifyAsync(file)).Conclusion);
        }

        // The same files packed anew: every digest holds, and still it is not the file that was sealed.
        Verdict anew = await VerifyAsync(changed[^1]);
        Assert.Equal(["file-intact"], Failed(anew));
    }

    [Fact]
    public async Task A_file_swapped_for_another_licence_s_is_named()
    {
        byte[] other = province.Ofd(province.Identifiers[1]);
        string data = OfdNames.AttachmentFolder + AttachedNames.Document;
        Verdict verdict = await VerifyAsync(Rewrite(parts => [.. parts.Select(part => part.Name == data ? OfdPart.Deflate(data, Content(other, data).Span) : part)]));
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Assert.Contains(data, verdict.Checks.Single(check => check.Name == "file-seal-references").English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_licence_s_data_with_another_s_proof_are_not_valid_even_sealed_by_the_issuer()
    {
        byte[] other = province.Ofd(province.Identifiers[1]);
        Verdict verdict = await VerifyAsync(Seal(SealerOf(Province.Issuing), Attached(other, AttachedNames.Document), Attached(_ofd, AttachedNames.Proof)));
        Assert.Equal(["status-proof"], Failed(verdict));
    }

    [Fact]
    public async Task A_genuine_licence_under_another_authority_s_seal_is_not_valid()
    {
        byte[] Of(OfdSealer sealer) => Seal(sealer, Attached(_ofd, AttachedNames.Document), Attached(_ofd, AttachedNames.Proof));
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(Of(SealerOf(Province.Issuing)))).Conclusion);
        Assert.Equal(["file-seal-issuer"], Failed(await VerifyAsync(Of(SealerOf(Province.Other)))));

        // A seal by a root that nobody knows.
        Verdict unknown = await VerifyAsync(Of(SampleOfd.Sealer with { Time = DateTimeOffset.UtcNow }));
        Assert.NotEqual(Conclusion.Valid, unknown.Conclusion);
        Assert.Equal(CheckResult.Unknown, unknown.Checks.Single(check => check.Name == "file-seal-signer").Result);
        Assert.Equal(["file-seal-now"], Failed(await VerifyAsync(Of(SealerOf(Province.Issuing) with { Time = DateTimeOffset.UtcNow.AddHours(1) }))));
    }

    [Fact]
    public async Task A_revoked_licence_written_anew_says_so()
    {
        string identifier = await province.IssueAsync(13);
        byte[] before = province.Ofd(identifier);
        await province.RevokeAsync(identifier);
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(before)).Conclusion);
        Assert.Equal(["status"], Failed(await VerifyAsync(province.Ofd(identifier))));
    }

    [VectorFact]
    public async Task Another_system_s_file_is_judged_step_by_step_and_never_called_valid()
    {
        Verdict verdict = await VerifyAsync(await File.ReadAllBytesAsync(Vectors.Path("ofdrw", "SESV4SignDoc.ofd")));

        // Seal and signer's certificate ended in 2022, before it was applied; the maker's root is nobody's we know.
        Assert.Equal(["file-seal-validity", "file-seal-signer"], Failed(verdict));
        Assert.Equal(
            ["file-form", "file-seal-maker", "file-seal-revocation"],
            verdict.Checks.Where(check => check.Result == CheckResult.Unknown).Select(check => check.Name));
        Assert.Equal(
            [
                "file-seal-structure", "file-seal-maker-signature", "file-seal-signer-listed", "file-seal-signature", "file-seal-hash",
                "file-seal-references", "file-seal-picture",
            ],
            verdict.Checks.Where(check => check.Result == CheckResult.Passed).Select(check => check.Name));
        Assert.Null(verdict.Licence);
    }

    /// <summary>120,000 of them with LEDGER_TEST_FULL=1.</summary>
    [Fact]
    public async Task A_mutant_gets_a_verdict_and_never_valid()
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        byte[] small = Small();
        byte[] vector = Vectors.Folder is null ? small : await File.ReadAllBytesAsync(Vectors.Path("ofdrw", "SESV4SignDoc.ofd"));
        int judged = 0;
        await Parallel.ForAsync(0, IsFull ? ManyMutants : FewMutants, async (i, cancel) =>
        {
            byte[] mutant = OfdMutation.Of(i % 4 == 3 ? vector : small, i % 3, new Random(Seed + i));
            if (!mutant.AsSpan().SequenceEqual(small))
            {
                Verdict verdict = await verifier.VerifyAsync(mutant, offline: true, cancel);
                Assert.True(Wrong(verdict).Any(name => name != "face-text"), $"seed {Seed}, round {i}");
                Interlocked.Add(ref judged, verdict.Checks.Count > 1 ? 1 : 0);
            }
        });

        // Many get past the package's own form, or this would test nothing but ZIP.
        Assert.True(judged > (IsFull ? ManyMutants : FewMutants) / 4, $"{judged}");
    }

    private static string[] Failed(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

    private static string[] Wrong(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];

    private static IEnumerable<string> NamesFrom(Verdict verdict, string first) => verdict.Checks.Select(check => check.Name).SkipWhile(name => name != first);

    private static ReadOnlyMemory<byte> Content(byte[] ofd, string name) => SampleOfd.File(ofd, name);

    private static ReadOnlyMemory<byte> Attached(byte[] ofd, string name) => Content(ofd, OfdNames.AttachmentFolder + name);

    private byte[] Seal(OfdSealer sealer, ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> proof) => RewrittenOfd.Of(
        _ofd, sealer, replace: new Dictionary<string, ReadOnlyMemory<byte>> { [AttachedNames.Document] = document, [AttachedNames.Proof] = proof });

    /// <summary>The licence's data and proof under one line of text, so that there are few bytes to go through.</summary>
    private byte[] Small()
    {
        OfdSealer sealer = SealerOf(Province.Issuing);
        OfdCanvas canvas = new(sealer.IsShown);
        canvas.NewPage(200, 100);
        canvas.Text("营业执照", SampleLicence.Fonts.Kai, 12, new(20, 50), Ink.Text);
        return OfdWriter.Write(
            canvas, SampleOfd.Properties,
            [
                .. new[] { AttachedNames.Document, AttachedNames.Proof, AttachedNames.SealProof }
                    .Select(name => new OfdAttachment(name, Attached(_ofd, name))),
            ],
            sealer);
    }

    private OfdSealer SealerOf(DemoAuthority authority)
    {
        AuthorityKeys keys = province.KeysOf(authority);
        return new(keys.Seal, keys.SealKey, keys.SealCertificate, DateTimeOffset.UtcNow);
    }

    private byte[] Rewrite(Func<IReadOnlyList<OfdPart>, IReadOnlyList<OfdPart>> change) =>
        OfdPackage.Write(change(OfdArchive.Open(_ofd, CancellationToken.None).Parts));

    private async Task<Verdict> VerifyAsync(byte[] file)
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}
