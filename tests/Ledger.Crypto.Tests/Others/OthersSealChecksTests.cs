using System.Formats.Asn1;
using System.IO.Compression;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Others;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;
using Ledger.Crypto.Tests.ESeals;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Others;

public sealed class OthersSealChecksTests : IDisposable
{
    private readonly TestSeal _seal = new();

    [Fact]
    public void A_seal_signature_of_a_known_root_passes_every_step()
    {
        IReadOnlyList<Check> checks = Judge(_seal.Apply(), TestSeal.Document);

        Assert.All(checks, check => Assert.True(check.Result is CheckResult.Passed or CheckResult.Noted, check.English));
        Assert.Equal(CheckResult.Passed, Result(checks, "document-hash"));
    }

    [Fact]
    public void Without_its_document_nobody_can_tell_what_was_sealed()
    {
        Assert.Equal(CheckResult.Unknown, Result(Judge(_seal.Apply(), null), "document-hash"));
        Assert.Equal(CheckResult.Failed, Result(Judge(_seal.Apply(), "电子证件"u8.ToArray()), "document-hash"));
    }

    [Fact]
    public void A_bare_seal_tells_of_itself()
    {
        IReadOnlyList<Check> checks = Judge(_seal.Seal.Raw.ToArray(), null);

        Assert.Equal(CheckResult.Passed, Result(checks, "maker-signature"));
        Assert.Equal(CheckResult.Passed, Result(checks, "maker"));
        Assert.DoesNotContain(checks, check => check.Name == "others-seal-document-hash");
    }

    [Fact]
    public void A_value_in_plain_numbers_is_compared_and_said_to_be_no_DER()
    {
        byte[] signature = _seal.Apply();
        byte[] value = ESealSignature.Parse(signature).Value.Signature;
        byte[] raw = SignatureEncoding.FromDer(value);

        IReadOnlyList<Check> right = Judge(DerEdit.Replace(signature, BitString(value), BitString(raw)), TestSeal.Document);
        raw[5] ^= 1;
        IReadOnlyList<Check> wrong = Judge(DerEdit.Replace(signature, BitString(value), BitString(raw)), TestSeal.Document);
        IReadOnlyList<Check> unreadable = Judge(DerEdit.Replace(signature, BitString(value), BitString(value[..^1])), TestSeal.Document);

        Assert.Equal((CheckResult.Noted, CheckResult.Passed), (Result(right, "signature-encoding"), Result(right, "signature")));
        Assert.Equal(CheckResult.Failed, Result(wrong, "signature"));
        Assert.Equal(CheckResult.Failed, Result(unreadable, "signature-encoding"));
        Assert.DoesNotContain(unreadable, check => check.Name == "others-seal-signature");
    }

    [Fact]
    public void Other_bytes_are_neither()
    {
        Assert.Null(OthersSealChecks.Make(_seal.Signer.Raw.Span, null, Policy(), TestAuthority.Noon));
        Assert.Null(OthersSealChecks.Make("%PDF-1.7"u8, null, Policy(), TestAuthority.Noon));
    }

    [VectorFact]
    public void Seals_made_by_ofdrw_are_explained_and_of_nobody_known()
    {
        using ZipArchive document = ZipFile.OpenRead(Vectors.Path("ofdrw", "SESV4SignDoc.ofd"));
        byte[] signedFile = Read(document, "Doc_0/Signs/Sign_0/Signature.xml");

        IReadOnlyList<Check> bare = Judge(File.ReadAllBytes(Vectors.Path("ofdrw", "UserV4.esl")), null);
        IReadOnlyList<Check> alone = Judge(File.ReadAllBytes(Vectors.Path("ofdrw", "SignedValueV4.dat")), null);
        IReadOnlyList<Check> applied = Judge(Read(document, "Doc_0/Signs/Sign_0/SignedValue.dat"), signedFile);

        Assert.Equal((CheckResult.Passed, CheckResult.Unknown), (Result(bare, "maker-signature"), Result(bare, "maker")));
        Assert.Equal((CheckResult.Passed, CheckResult.Unknown), (Result(alone, "signature"), Result(alone, "document-hash")));
        Assert.Equal((CheckResult.Passed, CheckResult.Passed), (Result(applied, "signature"), Result(applied, "document-hash")));
        Assert.Equal(CheckResult.Failed, Result(applied, "validity")); // the seal ended in 2022, the file was signed later
    }

    public void Dispose() => _seal.Dispose();

    private static byte[] BitString(byte[] value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteBitString(value);
        return writer.Encode();
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        using Stream entry = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static CheckResult Result(IReadOnlyList<Check> checks, string name) => checks.Single(check => check.Name == "others-seal-" + name).Result;

    private TrustPolicy Policy() => new([_seal.Authority.Root], [], null, TimeSpan.FromDays(1));

    private IReadOnlyList<Check> Judge(byte[] file, byte[]? document) =>
        OthersSealChecks.Make(file, document is null ? null : (ReadOnlyMemory<byte>?)document, Policy(), TestAuthority.Noon)!;
}
