using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Documents;

/// <content>The same licence as an OFD file, the form that GB/T 36905 prefers.</content>
internal sealed partial class LicenceFile
{
    /// <summary>What an OFD file is called on the wire.</summary>
    public const string OfdMediaType = "application/ofd";

    /// <summary>The OFD file, with the status as of now, sealed now by the authority (GB/T 38540).</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or the authority has no seal in force.</exception>
    public Task<byte[]> WriteOfdAsync(OpenedLicence licence, CancellationToken cancel) => WriteOfdAsync(licence, copy: null, cancel);

    /// <summary>The OFD file of a copy for one use, sealed now by the authority.</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or the authority has no seal in force.</exception>
    public Task<byte[]> WriteOfdAsync(OpenedCopy copy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return WriteOfdAsync(copy.Licence, copy, cancel);
    }

    private async Task<byte[]> WriteOfdAsync(OpenedLicence licence, OpenedCopy? copy, CancellationToken cancel)
    {
        // The licence itself was sealed under a grant; the file around it is sealed by the same authority, with a seal in force.
        AuthorityKeys authority = node.Seals.SealingKeysOf(licence.Document.Statement.Issuer);
        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(licence.Licence, cancel);
        DateTimeOffset now = time.GetUtcNow();
        OfdDraft Draft(bool isStamped) => DraftOfd(
            licence, new(authority.Seal, authority.SealKey, authority.SealCertificate, now) { IsStamped = isStamped }, authority.Name,
            proof.Format(), seal?.Format(), copy);
        OfdDraft draft = Draft(node.TimeStamps.IsConfigured);
        if (!node.TimeStamps.IsConfigured)
        {
            return draft.ToFile(draft.SealValue);
        }

        ReadOnlyMemory<byte> signature = ESealSignature.Parse(draft.SealValue.Span).SignatureBytes;
        if (await node.TimeStamps.StampAsync(MessageImprint.Sm3(signature.Span), cancel) is TimeStampToken token)
        {
            return draft.ToFile(ESealSignature.WithTimeStamp(draft.SealValue.Span, token.Raw.Span));
        }

        // Where no authority stamps, the file goes out without: one that announces a stamp must have it.
        draft = Draft(isStamped: false);
        return draft.ToFile(draft.SealValue);
    }

    private OfdDraft DraftOfd(
        OpenedLicence licence, OfdSealer sealer, string author, byte[] bundle, byte[]? sealBundle, OpenedCopy? copy)
    {
        OfdProperties properties = new(
            licence.Document[FaceNames.LicenceName]!,
            author,
            sealer.Time,
            IdentifierOf(licence, bundle, copy),
            [.. licence.Document.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        OfdCanvas canvas = new(sealer.IsShown);
        LicenceDesign.Draw(canvas, fonts, Picture(licence, proof: null, bilingual: false, copy));
        return OfdWriter.WriteDraft(
            canvas,
            properties,
            [.. Attachments(licence, bundle, sealBundle, copy).Select(attachment => new OfdAttachment(attachment.Name, attachment.Data))],
            sealer);
    }
}
