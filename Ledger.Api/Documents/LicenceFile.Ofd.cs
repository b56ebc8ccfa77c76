using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Documents;

/// <content>The same licence as an OFD file, the form that GB/T 36905 prefers.</content>
internal sealed partial class LicenceFile
{
    /// <summary>What an OFD file is called on the wire.</summary>
    public const string OfdMediaType = "application/ofd";

    /// <summary>The OFD file, with the status as of now, sealed now by the authority (GB/T 38540).</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or no seal of the authority, or one that is not valid today.</exception>
    public async Task<byte[]> WriteOfdAsync(OpenedLicence licence, CancellationToken cancel)
    {
        AuthorityKeys authority = node.Keys.Of(licence.Document.Statement.Issuer);
        authority.RequireValidAt(time.GetUtcNow());
        StatusBundle proof = await node.ProveAsync(node.Licences.MapKeyOf(licence.Licence), cancel);
        return WriteOfd(licence, authority, proof.Format());
    }

    private byte[] WriteOfd(OpenedLicence licence, AuthorityKeys authority, byte[] bundle)
    {
        DateTimeOffset now = time.GetUtcNow();
        OfdProperties properties = new(
            licence.Document[FaceNames.LicenceName]!,
            authority.Name,
            now,
            Crypto.Hashing.Sm3.Hash([.. licence.DocumentBytes.Span, .. bundle]).ToArray().AsMemory(0, IdentifierLength),
            [.. licence.Document.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        OfdSealer sealer = new(authority.Seal, authority.SealKey, authority.SealCertificate, now);
        OfdCanvas canvas = new(sealer.IsShown);
        LicenceDesign.Draw(canvas, fonts, Picture(licence, authority));
        return OfdWriter.Write(
            canvas,
            properties,
            [new OfdAttachment(AttachedNames.Document, licence.DocumentBytes), new OfdAttachment(AttachedNames.Proof, bundle)],
            sealer);
    }
}
