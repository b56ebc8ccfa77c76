using Ledger.Api.Demo;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Others;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>The page in Chromium with the network off says of every file what <c>verify --offline</c> says, check by check.</summary>
[Collection(OfflineBrowserGroup.Name)]
public sealed class SameVerdictTests(OfflineBrowser browser)
{
    private const int Seed = 2_026;
    private const int QuickMutants = 150;
    private const int FullMutants = 4_000;

    private readonly OfflineCases _cases = new(browser.Province);
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60);

    [Fact]
    public async Task Of_licences_of_every_standing_and_of_files_that_somebody_changed()
    {
        IReadOnlyList<(string Name, byte[] File)> files = await _cases.AllAsync();
        IReadOnlyList<ShownVerdict> verdicts = await CompareAsync(files, browser.Province.Policy, _now);
        Assert.Equal(browser.Province.Identifiers.Count + 6, verdicts.Count(verdict => verdict.Conclusion == "valid")); // disputed, its seal frozen later, the issuer's again; copies
        Assert.Contains(verdicts, verdict => verdict.Conclusion == "not-valid");
        Assert.Contains(verdicts, verdict => verdict.Conclusion == "cannot-tell");
    }

    [Fact]
    public async Task Of_faces_that_somebody_forged()
    {
        using TemporaryFolder folder = new();
        (string Name, byte[] File)[] faces = [.. _cases.Faces(SamplePhoto.Make(folder))];
        IReadOnlyList<ShownVerdict> verdicts = await CompareAsync(faces, browser.Province.Policy, _now);
        string[] right = ["in both languages", "upright", "no signature page", "no type"];
        Assert.All(faces.Zip(verdicts), pair => Assert.Equal(right.Contains(pair.First.Name) ? "valid" : "not-valid", pair.Second.Conclusion));
    }

    [Fact]
    public async Task Of_OFD_files()
    {
        IReadOnlyList<(string Name, byte[] File)> files = await _cases.OfdAsync();
        IReadOnlyList<ShownVerdict> verdicts = await CompareAsync(files, browser.Province.Policy, _now);
        string[] right = ["revoked later", "issuer's again", "upright"];
        Assert.All(files.Zip(verdicts), pair => Assert.True(
            (pair.Second.Conclusion == "valid") == (right.Contains(pair.First.Name) || pair.First.Name.StartsWith("good", StringComparison.Ordinal)), pair.First.Name));

        // By other clocks, too.
        await CompareAsync([("good", _cases.GoodOfd)], browser.Province.Policy, _now + TimeSpan.FromHours(-2));
        await CompareAsync([("good", _cases.GoodOfd)], browser.Province.Policy, _now + TimeSpan.FromDays(365 * 6));
    }

    [VectorFact]
    public async Task Of_other_people_s_OFD_files_it_cannot_tell()
    {
        await using OfflineWindow window = await browser.OpenAsync(browser.Province.Policy);
        ShownVerdict shown = await window.VerifyAsync(await File.ReadAllBytesAsync(Vectors.Path("ofdrw", "SESV4SignDoc.ofd")));
        Assert.Equal("cannot-tell", shown.Conclusion);
        Assert.Contains("其他系统的 OFD", Assert.Single(shown.Checks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_older_status_in_a_newer_file_it_says_as_of_when()
    {
        (byte[] file, DateTimeOffset then) = await _cases.ReplayedAsync();
        ShownVerdict fresh = Assert.Single(await CompareAsync([("replayed", file)], browser.Province.Policy, _now));
        Assert.Equal(("valid", then), (fresh.Conclusion, fresh.AsOf));
        ShownVerdict late = Assert.Single(await CompareAsync([("replayed", file)], browser.Province.Policy, _now + browser.Province.Policy.MaximumAge));
        Assert.Equal("cannot-tell", late.Conclusion);
    }

    [Fact]
    public async Task Of_files_with_one_byte_changed()
    {
        int count = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? FullMutants : QuickMutants;
        IReadOnlyList<ShownVerdict> verdicts = await CompareAsync(_cases.Mutants(count, Seed), browser.Province.Policy, _now);
        Assert.All(verdicts, verdict => Assert.NotEqual("valid", verdict.Conclusion));
    }

    [VectorFact]
    public async Task Of_other_people_s_files()
    {
        string[] paths = Directory.GetFiles(Vectors.Path("pdf"), "*.pdf", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        IReadOnlyList<ShownVerdict> verdicts = await CompareAsync(
            paths.Select(path => (path, File.ReadAllBytes(path))), browser.Province.Policy, _now);
        Assert.All(verdicts, verdict => Assert.NotEqual("valid", verdict.Conclusion));
    }

    [Fact]
    public async Task At_any_time_of_the_verifier_s_clock()
    {
        TimeSpan[] later =
        [
            TimeSpan.FromHours(-2), TimeSpan.FromMinutes(-4), TimeSpan.FromDays(1) - TimeSpan.FromMinutes(5), TimeSpan.FromDays(2),
            TimeSpan.FromDays(365 * 2), TimeSpan.FromDays(365 * 40),
        ];
        byte[] copy = await _cases.CopyOfSomeAsync();
        foreach (TimeSpan shift in later)
        {
            await CompareAsync([("good", _cases.Good), ("copy", copy)], browser.Province.Policy, _now + shift);
        }

        await CompareAsync([("good", _cases.Good)], browser.Province.Policy with { MaximumAge = TimeSpan.FromDays(366) }, _now + TimeSpan.FromDays(300));
    }

    [Fact]
    public async Task By_the_trust_of_somebody_else()
    {
        TrustPolicy own = browser.Province.Policy;
        using DemoPki pki = DemoPki.Create(browser["pki"], DateTimeOffset.UtcNow);
        using Ed25519PrivateKey ed25519 = Ed25519PrivateKey.Generate();
        using Sm2PrivateKey sm2 = Sm2PrivateKey.Generate();
        TrustedLog impostor = own.Logs[0] with
        {
            Ed25519 = new NoteSigner(own.Logs[0].Origin, ed25519).Verifier,
            Sm2 = new NoteSigner(own.Logs[0].Sm3Origin, sm2).Verifier,
        };
        TrustPolicy[] others = [own with { Roots = pki.Roots }, own with { Roots = [] }, own with { Logs = [] }, own with { Logs = [impostor] }];
        foreach (TrustPolicy policy in others)
        {
            Assert.DoesNotContain(await CompareAsync([("good", _cases.Good)], policy, _now), verdict => verdict.Conclusion == "valid");
        }
    }

    [Fact]
    public async Task By_a_quorum_of_witnesses()
    {
        using Ed25519PrivateKey first = Ed25519PrivateKey.Generate(), second = Ed25519PrivateKey.Generate(), third = Ed25519PrivateKey.Generate();
        NoteCosigner[] witnesses = [.. new[] { first, second, third }.Select((key, i) => new NoteCosigner($"witness.example/{i}", key))];
        TlogPolicy policy = new(
            [], [.. witnesses.Select((witness, i) => new TlogPolicyWitness($"w{i}", witness.Verifier, null))], [new TlogPolicyGroup("all", 2, ["w0", "w1", "w2"])], "all");
        TrustPolicy trust = browser.Province.Policy with { Logs = [browser.Province.Policy.Logs[0] with { Witnesses = policy }] };
        await CompareAsync(
            [("nobody", _cases.Good), ("one", _cases.Cosigned(witnesses[0])), ("two", _cases.Cosigned(witnesses[0], witnesses[2])), ("all", _cases.Cosigned(witnesses))],
            trust, _now);
    }

    [Fact]
    public async Task By_revocation_lists_and_condemned_keys()
    {
        Certificate seal = browser.Province.KeysOf(Province.Issuing).SealCertificate;
        Certificate signing = browser.Province.KeysOf(Province.Issuing).SigningCertificate;
        DateTimeOffset before = DateTimeOffset.UtcNow.AddHours(-1);
        RevokedCertificate early = new(seal.SerialNumber, before, CertificateRevocationReason.KeyCompromise, before.AddDays(-1));
        RevokedCertificate late = new(signing.SerialNumber, _now.AddSeconds(-1), CertificateRevocationReason.Superseded);
        TrustPolicy own = browser.Province.Policy;
        RevocationList clean = ListOf("sm2-root", []);
        TrustPolicy[] policies =
        [
            own with { RevocationLists = [clean, ListOf("p256-root", [late])], RequiresRevocation = true },
            own with { RevocationLists = [clean] }, own with { RevocationLists = [clean], RequiresRevocation = true }, own with { RequiresRevocation = true },
            own with { CompromisedKeys = [new CompromisedKey(own.Logs[0].Origin, seal.Thumbprint, 1_000_000)] },
        ];
        foreach (TrustPolicy policy in policies)
        {
            await CompareAsync([("good", _cases.Good), ("OFD", _cases.GoodOfd)], policy, _now);
        }

        TrustPolicy[] notValid =
        [
            own with { RevocationLists = [ListOf("sm2-root", [early]), ListOf("p256-root", [late])] },
            own with { CompromisedKeys = [new CompromisedKey(own.Logs[0].Origin, signing.Thumbprint, 0)] },
        ];
        foreach (TrustPolicy policy in notValid)
        {
            Assert.All(await CompareAsync([("good", _cases.Good), ("OFD", _cases.GoodOfd)], policy, _now), shown => Assert.Equal("not-valid", shown.Conclusion));
        }

        TrustPolicy since = own with { RevocationLists = [ListOf("sm2-root", [late with { SerialNumber = seal.SerialNumber }])] };
        Assert.Equal("cannot-tell", Assert.Single(await CompareAsync([("OFD without a stamp", _cases.UnstampedOfd)], since, _now)).Conclusion);
    }

    [Fact]
    public async Task By_what_revocation_lists_say_of_the_file_s_own_signers()
    {
        Province province = browser.Province;
        TrustPolicy own = province.Policy with { MaximumAge = TimeSpan.FromDays(366) };
        Certificate stamps = Certificate.ParsePem(await File.ReadAllTextAsync(province["keys/tsa-p256.crt"]));
        AuthorityKeys issuer = province.KeysOf(Province.Issuing);
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMinutes(-30);
        RevocationList[] clean = [ListOf("sm2-root", []), ListOf("p256-root", [])];
        RevocationList[] revoking = [clean[0], ListOf("p256-root", [new(issuer.SigningCertificate.SerialNumber, before, CertificateRevocationReason.CessationOfOperation)])];
        byte[] listed = await RewrittenLicence.WholeAsync(province, issuer, _cases.Good, lists: clean);
        PdfSecurityStore store = PdfReader.Read(listed, CancellationToken.None).Store!;
        (string, byte[])[] files =
        [
            ("listed", listed), ("revoking", await RewrittenLicence.WholeAsync(province, issuer, _cases.Good, lists: revoking)), ("good", _cases.Good),
            ("twice", await OtherStore.StampAsync(province, listed, store with { RevocationLists = [.. store.RevocationLists, store.RevocationLists[0]] })),
            ("malformed", await OtherStore.StampAsync(province, listed, store with { RevocationLists = [store.RevocationLists[0], new byte[] { 0x30, 0 }] })),
        ];
        RevokedCertificate replaced = new(stamps.SerialNumber, _now.AddSeconds(-1), CertificateRevocationReason.Superseded);
        RevokedCertificate stolen = replaced with { Reason = CertificateRevocationReason.KeyCompromise };
        await CompareAsync(files, own, _now);
        await CompareAsync(files, own, _now.AddDays(60)); // the lists are old by then
        await CompareAsync(files, own with { RequiresRevocation = true }, _now.AddDays(60));
        await CompareAsync(files, own with { RevocationLists = [ListOf("p256-root", [replaced])] }, _now);
        await CompareAsync(files, own with { RevocationLists = [ListOf("p256-root", [stolen])] }, _now);
        await CompareAsync(files, own with { RevocationLists = [ListOf("p256-root", [stolen])] }, _now.AddDays(60));
    }

    private RevocationList ListOf(string root, IReadOnlyList<RevokedCertificate> revoked) =>
        browser.Province.ListOf(root, revoked, _now.AddHours(-1), _now.AddDays(7));

    private async Task<IReadOnlyList<ShownVerdict>> CompareAsync(IEnumerable<(string Name, byte[] File)> files, TrustPolicy policy, DateTimeOffset now)
    {
        await using OfflineWindow window = await browser.OpenAsync(policy);
        await window.SetClockAsync(now);
        using TrustedVerifier verifier = new(policy, new StandingClock(now));
        List<ShownVerdict> verdicts = [];
        foreach ((string name, byte[] file) in files)
        {
            Verdict judged = await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
            ShownVerdict expected = ShownVerdict.Of(judged);
            ShownVerdict shown = await window.VerifyAsync(file);

            // The page does not explain the signatures of other systems; of such a file it cannot tell.
            bool isOthers = judged.Checks.Any(check => check.Name.StartsWith(OthersMessageChecks.Prefix, StringComparison.Ordinal));
            Assert.True(isOthers ? shown.Conclusion == "cannot-tell" : expected.ToString() == shown.ToString(), $"{name}\nexpected {expected}\nshown {shown}");
            verdicts.Add(shown);
        }

        return verdicts;
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
