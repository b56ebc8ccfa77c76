using System.Security.Cryptography;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Others;
using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>
/// Revocation lists, time stamps, seals and certificates that somebody damaged: refused in one way or found to be nobody's, never believed.
/// Some thousand mutants, 237,000 with LEDGER_TEST_FULL=1, more than half of them still well-formed DER.
/// </summary>
public sealed class DerMutantTests(ListedProvince listed) : IClassFixture<ListedProvince>
{
    private const int Quick = 300;
    private const int Full = 25_000;

    private static readonly byte[] Content = "证照"u8.ToArray();

    private readonly Province _province = listed.Province;
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    [Fact]
    public void No_mutant_of_a_revocation_list_is_its_issuer_s()
    {
        TrustPolicy trust = _province.Policy;
        Certificate signer = _province.KeysOf(Province.Issuing).SigningCertificate;
        IReadOnlyList<Certificate> path = CertificateChain.Check(signer, [], trust.Roots, _now).Path;
        RevokedCertificate[] entries =
        [
            new(signer.SerialNumber, _now.AddHours(-1), CertificateRevocationReason.KeyCompromise, _now.AddDays(-1)),
            new("0a0b0c", _now.AddDays(-2), CertificateRevocationReason.CertificateHold),
        ];
        byte[][] seeds = [ListOf("p256-root", entries), ListOf("sm2-root", entries), ListOf("p256-root", [])];
        Assert.All(seeds, seed => Assert.Contains(trust.Roots, RevocationList.Parse(seed).IsIssuedBy));
        bool IsNobodys(byte[] mutant)
        {
            try
            {
                RevocationList list = RevocationList.Parse(mutant);
                return !trust.Roots.Any(list.IsIssuedBy) && CertificateRevocation.Check(path, [list], _now, _now).Finding == RevocationFinding.NoList;
            }
            catch (FormatException)
            {
                return true;
            }
        }

        MutantRun.Over(seeds, Quick, Full, IsNobodys);
        MutantRun.OverDer(seeds, Quick, Full, IsNobodys);
    }

    [Fact]
    public async Task No_mutant_of_a_time_stamp_proves_a_time()
    {
        byte[][] seeds = [(await TokenAsync(MessageImprint.Sha256(Content))).Raw.ToArray(), (await TokenAsync(MessageImprint.Sm3(Content))).Raw.ToArray()];
        FileStamp Judge(byte[] token) => FileStamp.Of("时间戳", "time stamp", token, Content, _province.Policy.Roots);
        Assert.All(seeds, seed => Assert.NotNull(Judge(seed).Time));
        MutantRun.Over(seeds, Quick, Full, mutant => Judge(mutant).Time is null);
        MutantRun.OverDer(seeds, Quick, Full, mutant => Judge(mutant).Time is null);
    }

    [Fact]
    public void Every_mutant_of_a_request_for_a_time_stamp_is_answered()
    {
        byte[][] seeds = [TimeStampRequest.Create(MessageImprint.Sha256(Content)).Encode(), TimeStampRequest.Create(MessageImprint.Sm3(Content)).Encode()];
        bool IsAnswered(byte[] mutant) => _province.Node.OwnTimeStamps!.Answer(mutant).Length > 0;
        MutantRun.Over(seeds, Quick, Full / 5, IsAnswered);
        MutantRun.OverDer(seeds, Quick, Full / 5, IsAnswered);
    }

    [Fact]
    public void No_mutant_of_an_answer_is_taken_for_a_stamp_of_something_else()
    {
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256(Content));
        TimeStampRequest other = TimeStampRequest.Create(MessageImprint.Sha256("他证"u8));
        byte[][] seeds = [_province.Node.OwnTimeStamps!.Answer(request.Encode()), _province.Node.OwnTimeStamps.Answer(other.Encode())];
        bool IsRight(byte[] mutant)
        {
            try
            {
                TimeStampToken token = request.TokenOf(mutant);
                return token.Info.Imprint.IsOf(Content);
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                return true;
            }
        }

        MutantRun.Over(seeds, Quick, Full, IsRight);
        MutantRun.OverDer(seeds, Quick, Full, IsRight);
    }

    [Fact]
    public void No_mutant_that_is_still_DER_of_a_seal_or_its_signature_passes_every_step()
    {
        AuthorityKeys keys = _province.KeysOf(Province.Issuing);
        byte[] signature = ESealSignature.Create(keys.Seal, keys.SealKey, keys.SealCertificate, Content, "/Signature.xml", _now);
        bool Fails(byte[] mutant, byte[]? document) => OthersSealChecks.Make(mutant, document, _province.Policy, _now) is not IReadOnlyList<Check> checks
            || checks.Any(check => check.Result is CheckResult.Failed or CheckResult.Unknown);
        Assert.False(Fails(signature, Content));
        MutantRun.OverDer([signature], Quick, Full, mutant => Fails(mutant, Content) && !ESealVerifier.Verify(mutant, Content, _province.Policy.Roots, []).IsValid);
        MutantRun.OverDer([keys.Seal.Raw.ToArray()], Quick, Full, mutant => Fails(mutant, null));
    }

    [Fact]
    public void No_mutant_that_is_still_DER_of_a_certificate_leads_to_a_root()
    {
        AuthorityKeys keys = _province.KeysOf(Province.Issuing);
        MutantRun.OverDer([keys.SealCertificate.Raw.ToArray(), keys.SigningCertificate.Raw.ToArray()], Quick, Full, mutant =>
        {
            try
            {
                return !CertificateChain.Check(Certificate.Parse(mutant), [], _province.Policy.Roots, _now).IsTrusted;
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                return true;
            }
        });
    }

    [Fact]
    public void No_damaged_list_in_a_file_goes_unnoticed_though_it_is_stamped()
    {
        byte[] pdf = _province.Pdf(_province.Identifiers[0]);
        PdfSecurityStore store = PdfReader.Read(pdf, CancellationToken.None).Store!;
        using TrustedVerifier verifier = new(_province.Policy, TimeProvider.System);
        MutantRun.OverDer([store.RevocationLists[0].ToArray()], quick: 40, full: 2_000, mutant =>
        {
            byte[] file = OtherStore.StampAsync(_province, pdf, store with { RevocationLists = [mutant, store.RevocationLists[1]] }).GetAwaiter().GetResult();
            Verdict verdict = verifier.VerifyAsync(file, offline: true, CancellationToken.None).GetAwaiter().GetResult();
            return verdict.Checks.Single(check => check.Name == "file-store").Result == CheckResult.Failed;
        });
    }

    private byte[] ListOf(string root, IReadOnlyList<RevokedCertificate> entries) =>
        _province.ListOf(root, entries, _now.AddHours(-1), _now.AddDays(7)).Raw.ToArray();

    private async Task<TimeStampToken> TokenAsync(MessageImprint imprint) =>
        (await _province.Node.TimeStamps.StampAsync(imprint, CancellationToken.None))!;
}
