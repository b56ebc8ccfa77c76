using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Seals;
using LicenceField = Ledger.Api.Documents.Design.LicenceField;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>Files to be judged, by name: good ones, ended ones, and what somebody made of them.</summary>
internal sealed class OfflineCases(Province province)
{
    /// <summary>A licence as it leaves the node.</summary>
    public byte[] Good { get; } = province.Pdf(province.Identifiers[0]);

    /// <summary>Whatever happened to licences, and to files.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] File)>> AllAsync()
    {
        PdfReading other = PdfReader.Read(province.Pdf(province.Identifiers[1]), CancellationToken.None);
        return
        [
            .. province.Identifiers.Select(identifier => ($"good {identifier}", province.Pdf(identifier))),
            ("suspended", await AfterAsync(20, decision => province.Node.Licences.SuspendAsync(decision, until: null, CancellationToken.None))),
            ("disputed", await AfterAsync(21, decision => province.Node.Licences.DisputeAsync(decision, "CASE-1", CancellationToken.None))),
            ("revoked", await AfterAsync(22, decision => province.RevokeAsync(decision.Identifier))),
            ("other document", With(document: other.Attachments[AttachedNames.Document])),
            ("other proof", With(proof: other.Attachments[AttachedNames.Proof])),
            ("other authority's file", With(keys: province.KeysOf(Province.Other))),
            ("issuer's again", With()),
            ("nobody's, with another proof", With(sign: _ => PdfReader.Read(Good, CancellationToken.None).Signatures[0].Message.ToArray(), proof: other.Attachments[AttachedNames.Proof])),
            ("another authority's revisions", await RewrittenLicence.WholeAsync(province, province.KeysOf(Province.Other), Good, proof: other.Attachments[AttachedNames.Proof])),
            ("issuer's revisions, another proof", await RewrittenLicence.WholeAsync(province, province.KeysOf(Province.Issuing), Good, proof: other.Attachments[AttachedNames.Proof])),
            ("broken document", With(document: "{}"u8.ToArray())),
            ("no seal proof", With(without: AttachedNames.SealProof)),
            ("broken seal proof", With(sealProof: "{}"u8.ToArray())),
            ("another seal's proof", With(sealProof: PdfReader.Read(Good, CancellationToken.None).Attachments[AttachedNames.Proof])),
            ("another checkpoint's seal proof", With(sealProof: await LaterSealProofAsync())),
            ("frozen later", await FrozenLaterAsync()),
            ("no proof", With(without: AttachedNames.Proof)),
            .. await CopiesAsync(),
            ("appended", [.. Good, .. "%%EOF\n"u8]),
            ("twice", [.. Good, .. Good]),
            ("cut", Good[..^1]),
            ("half", Good[..(Good.Length / 2)]),
            ("empty", []),
            ("garbage", [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * i * 31 % 251))]),
            ("longest", [.. Good, .. new byte[(20 << 20) - Good.Length]]),
            ("too long", [.. Good, .. new byte[(20 << 20) - Good.Length + 1]]),
        ];
    }

    /// <summary>The good file with other cosignatures under its checkpoint, signed by the issuer as a whole.</summary>
    public byte[] Cosigned(params NoteCosigner[] witnesses)
    {
        PdfReading reading = PdfReader.Read(Good, CancellationToken.None);
        StatusBundle bundle = StatusBundle.Parse(reading.Attachments[AttachedNames.Proof].Span);
        SignedNote note = witnesses.Aggregate(bundle.Checkpoint, (signed, witness) => signed.With(witness.Sign(signed.Text, DateTimeOffset.UtcNow)));
        return With(proof: (bundle with { Checkpoint = note }).Format());
    }

    /// <summary>The good files with one byte changed, so many times; the same ones in every run.</summary>
    public IEnumerable<(string Name, byte[] File)> Mutants(int count, int seed) => [.. Mutants(Good, count, seed), .. Mutants(GoodOfd, count / 3, seed)];

    private static IEnumerable<(string Name, byte[] File)> Mutants(byte[] good, int count, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = [.. good];
            int at = random.Next(mutant.Length);
            mutant[at] ^= (byte)(1 << random.Next(8));
            yield return ($"seed {seed}, round {i}, byte {at}", mutant);
        }
    }

    /// <summary>A licence in OFD as it leaves the node.</summary>
    public byte[] GoodOfd { get; } = province.Ofd(province.Identifiers[0]);

    /// <summary>The same, sealed by its issuer without a time stamp.</summary>
    public byte[] UnstampedOfd => RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing));

    /// <summary>The same of OFD files.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] File)>> OfdAsync()
    {
        string ended = await province.IssueAsync(25);
        byte[] before = province.Ofd(ended);
        await province.RevokeAsync(ended);
        IReadOnlyList<OfdPart> parts = OfdArchive.Open(GoodOfd, CancellationToken.None).Parts;
        Dictionary<string, ReadOnlyMemory<byte>> others = new() { [AttachedNames.Document] = OfdReader.Read(before, CancellationToken.None).Attachments[AttachedNames.Document] };
        return
        [
            .. province.Identifiers.Select(identifier => ($"good {identifier}", province.Ofd(identifier))),
            ("revoked later", before),
            ("revoked", province.Ofd(ended)),
            ("issuer's again", UnstampedOfd),
            ("upright", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing), picture => picture with { Template = picture.Template with { Orientation = PageOrientation.Portrait } })),
            ("one character", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing), OneCharacter)),
            ("title", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing), picture => picture with { Title = picture.Title + "件" })),
            ("one less", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing), picture => picture with { Fields = [.. picture.Fields.Skip(1)] })),
            ("one character, another's seal", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Other), OneCharacter)),
            ("another's seal", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Other))),
            ("unknown seal", RewrittenOfd.Of(GoodOfd, Documents.Ofd.SampleOfd.Sealer with { Time = DateTimeOffset.UtcNow })),
            ("sealed tomorrow", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing) with { Time = DateTimeOffset.UtcNow.AddHours(5) })),
            ("other document", RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing), replace: others)),
            ("packed anew", OfdPackage.Write([.. parts.Select(part => part.IsDeflated && part.Name.EndsWith(".xml", StringComparison.Ordinal)
                ? OfdPart.Store(part.Name, OfdArchive.Open(GoodOfd, CancellationToken.None).Find(part.Name)!.Value) : part)])),
            ("stamp put in", OfdPackage.Write([.. OfdArchive.Open(RewrittenOfd.Of(GoodOfd, SealerOf(Province.Issuing)), CancellationToken.None).Parts.Select(part =>
                part.Name == OfdNames.SignedValue
                    ? OfdPart.Store(part.Name, ESealSignature.WithTimeStamp(part.Stored.Span, ESealSignature.Parse(parts[^1].Stored.Span).TimeStamp!.Value.Span)) : part)])),
            ("one file more", OfdPackage.Write([.. parts, OfdPart.Store("Doc_0/more.xml", "<x/>"u8.ToArray())])),
            ("one file less", OfdPackage.Write([.. parts.Skip(1)])),
            ("appended", [.. GoodOfd, 0]),
            ("twice", [.. GoodOfd, .. GoodOfd]),
            ("cut", GoodOfd[..^1]),
            ("half", GoodOfd[..(GoodOfd.Length / 2)]),
            ("mark alone", [.. "PK\u0003\u0004"u8]),
        ];
    }

    private static LicencePicture OneCharacter(LicencePicture picture) => picture with
    {
        Fields = [.. picture.Fields.Select((field, i) => i == 2 ? field with { Value = "甲" + field.Value[1..] } : field)],
    };

    private OfdSealer SealerOf(DemoAuthority authority)
    {
        AuthorityKeys keys = province.KeysOf(authority);
        return new(keys.Seal, keys.SealKey, keys.SealCertificate, DateTimeOffset.UtcNow);
    }

    /// <summary>Faces that say something else than their data, or the same in another way; the issuing authority signed each file.</summary>
    public IEnumerable<(string Name, byte[] File)> Faces(JpegPhoto photo)
    {
        (string Name, Func<LicencePicture, LicencePicture> Change)[] changes =
        [
            ("one character", OneCharacter),
            ("title", picture => picture with { Title = picture.Title + "件" }),
            ("subtitle", picture => picture with { Subtitle = "（正副本）" }),
            ("number", picture => picture with { Number = "1" }),
            ("issuer", picture => picture with { Issuer = "某某局" }),
            ("date", picture => picture with { IssueDate = "2026年01月01日" }),
            ("validity", picture => picture with { Validity = "长期" }),
            ("hint", picture => picture with { VerificationHint = "有效期延长至二〇九九年。" }),
            ("one more", picture => picture with { Fields = [.. picture.Fields, new LicenceField("备注", "另有授权")] }),
            ("one less", picture => picture with { Fields = [.. picture.Fields.Skip(1)] }),
            ("label", picture => picture with { Fields = [.. picture.Fields.Select(field => field with { Label = field.Label == "住所" ? "经营场所" : field.Label })] }),
            ("exchanged", picture => picture with { Fields = [picture.Fields[1] with { Value = picture.Fields[0].Value }, .. picture.Fields.Skip(1)] }),
            ("signature page", picture => picture with { Signatures = [new(new("签章", "Seal and signature"), [new("印章", "另一枚", "Seal")])] }),
            ("copy", picture => picture with { Copy = new(["仅供甲使用"], "加注件　仅供甲使用") }),
            ("photo", picture => picture with { Photo = photo }),
            ("in both languages", picture => picture with { Bilingual = true }),
            ("upright", picture => picture with { Template = picture.Template with { Orientation = PageOrientation.Portrait } }),
            ("no signature page", picture => picture with { Signatures = [] }),
        ];
        return
        [
            .. changes.Select(face => (face.Name, With(change: face.Change))),
            ("no type", With(without: AttachedNames.Type)),
        ];
    }

    /// <summary>The seal's proof under a later checkpoint than the good file's.</summary>
    private async Task<ReadOnlyMemory<byte>> LaterSealProofAsync()
    {
        string identifier = await province.IssueAsync(23);
        return PdfReader.Read(province.Pdf(identifier), CancellationToken.None).Attachments[AttachedNames.SealProof];
    }

    private async Task<byte[]> FrozenLaterAsync()
    {
        string identifier = await province.IssueAsync(24);
        await province.FreezeAsync(isFrozen: true);
        byte[] file = province.Pdf(identifier);
        await province.FreezeAsync(isFrozen: false);
        return file;
    }

    /// <summary>A licence that was revoked, in a file of now by the issuer's own keys, with its status of before; and when that was.</summary>
    public async Task<(byte[] File, DateTimeOffset Then)> ReplayedAsync()
    {
        string identifier = await province.IssueAsync(26);
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> before = PdfReader.Read(province.Pdf(identifier), CancellationToken.None).Attachments;
        await province.RevokeAsync(identifier);
        byte[] file = await RewrittenLicence.WholeAsync(
            province, province.KeysOf(Province.Issuing), province.Pdf(identifier), proof: before[AttachedNames.Proof], sealProof: before[AttachedNames.SealProof]);
        return (file, StatusBundle.Parse(before[AttachedNames.Proof].Span).MapCommit.Time);
    }

    private async Task<byte[]> AfterAsync(int number, Func<LicenceDecision, Task> decide)
    {
        string identifier = await province.IssueAsync(number);
        await decide(Province.DecisionOn(identifier));
        return province.Pdf(identifier);
    }

    /// <summary>Copies for one use: good ones, and what somebody made of them.</summary>
    private async Task<IReadOnlyList<(string Name, byte[] File)>> CopiesAsync()
    {
        byte[] whole = await province.PdfAsync(await province.CopyAsync(province.Identifiers[0], fields: null));
        byte[] part = await CopyOfSomeAsync();
        OpenedCopy other = await province.CopyAsync(province.Identifiers[1], fields: null);
        return
        [
            ("copy", whole), ("copy of some fields", part), ("copy, the issuer's again", With(of: whole)),
            ("another licence's copy", With(of: whole, copy: other.DocumentBytes)), ("broken copy", With(of: whole, copy: "{}"u8.ToArray())),
            ("other fields than the copy names", With(of: part, copy: (await province.CopyAsync(province.Identifiers[0], "KZ_ZS")).DocumentBytes)),
            ("some fields and no copy", With(of: part, without: AttachedNames.Copy)),
            ("all fields in a copy of some", With(of: part, document: PdfReader.Read(whole, CancellationToken.None).Attachments[AttachedNames.Document])),
        ];
    }

    /// <summary>A copy that shows some fields only.</summary>
    public async Task<byte[]> CopyOfSomeAsync() => await province.PdfAsync(await province.CopyAsync(province.Identifiers[0], "KZ_MC"));

    /// <summary>The file with these attachments, or with others, and the picture that belongs to them.</summary>
    private byte[] With(
        AuthorityKeys? keys = null,
        Func<byte[], byte[]>? sign = null,
        ReadOnlyMemory<byte>? document = null,
        ReadOnlyMemory<byte>? proof = null,
        string? without = null,
        ReadOnlyMemory<byte>? sealProof = null,
        Func<LicencePicture, LicencePicture>? change = null,
        byte[]? of = null,
        ReadOnlyMemory<byte>? copy = null)
    {
        AuthorityKeys signer = keys ?? province.KeysOf(Province.Issuing);
        return RewrittenLicence.Of(
            of ?? Good,
            sign ?? (signed => SignedData.CreateDetached(signer.SigningKey, signer.SigningCertificate, [], signed)),
            document,
            change,
            without: without,
            proof: proof,
            sealProof: sealProof,
            copy: copy);
    }
}
