using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Transparency;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

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
            ("broken document", With(document: "{}"u8.ToArray())),
            ("no seal proof", With(without: AttachedNames.SealProof)),
            ("broken seal proof", With(sealProof: "{}"u8.ToArray())),
            ("another seal's proof", With(sealProof: PdfReader.Read(Good, CancellationToken.None).Attachments[AttachedNames.Proof])),
            ("another checkpoint's seal proof", With(sealProof: await LaterSealProofAsync())),
            ("frozen later", await FrozenLaterAsync()),
            ("no proof", With(without: AttachedNames.Proof)),
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

    /// <summary>The good file with one byte changed, so many times; the same ones in every run.</summary>
    public IEnumerable<(string Name, byte[] File)> Mutants(int count, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = [.. Good];
            int at = random.Next(mutant.Length);
            mutant[at] ^= (byte)(1 << random.Next(8));
            yield return ($"seed {seed}, round {i}, byte {at}", mutant);
        }
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

    private async Task<byte[]> AfterAsync(int number, Func<LicenceDecision, Task> decide)
    {
        string identifier = await province.IssueAsync(number);
        await decide(Province.DecisionOn(identifier));
        return province.Pdf(identifier);
    }

    /// <summary>The file with these attachments, or with others, and the picture that belongs to them.</summary>
    private byte[] With(
        AuthorityKeys? keys = null,
        ReadOnlyMemory<byte>? document = null,
        ReadOnlyMemory<byte>? proof = null,
        string? without = null,
        ReadOnlyMemory<byte>? sealProof = null)
    {
        AuthorityKeys signer = keys ?? province.KeysOf(Province.Issuing);
        return RewrittenLicence.Of(
            Good,
            signed => SignedData.CreateDetached(signer.SigningKey, signer.SigningCertificate, [], signed),
            document,
            without: without,
            proof: proof,
            sealProof: sealProof);
    }
}
