using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.TimeStamps;
using Ledger.Node.Seals;
using Ledger.Node.TimeStamps;

namespace Ledger.Api.Documents;

/// <summary>
/// Signs a licence's PDF in revisions (ETSI EN 319 142-1): the certifying P-256 signature with a time stamp (B-T); a second, SM2 signature
/// (GB/T 35275), stamped too; the security store (B-LT); a document time stamp over all of it (B-LTA). Where no authority stamps, the file goes
/// out without any time stamp: both signatures and the store (B-B), never something between that a missing revision could be mistaken for.
/// </summary>
/// <param name="stamps">Who stamps.</param>
/// <param name="roots">Where the certificates in the store lead to.</param>
/// <param name="lists">Revocation lists for the store.</param>
internal sealed class LicenceSigner(TimeStampSources stamps, IReadOnlyList<Certificate> roots, IReadOnlyList<RevocationList> lists)
{
    // What another authority's tokens bring cannot be said: perhaps their whole path.
    private const int RoomForOthers = 12_288;

    private int RoomForStamp => stamps.AsksOthers ? RoomForOthers : stamps.MostTokenBytes(sm3: false);

    /// <summary>Writes and signs.</summary>
    /// <param name="write">Writes the first revision with the signer it is given.</param>
    /// <param name="authority">Whose keys sign.</param>
    /// <param name="face">What the signatures say to people.</param>
    /// <param name="cancel">Stops asking for time stamps.</param>
    public async Task<byte[]> SignAsync(Func<PdfSigner, PdfDraft> write, AuthorityKeys authority, PdfSignatureFace face, CancellationToken cancel)
    {
        byte[] message = [];
        PdfDraft draft = write(new PdfSigner(face.Name, face.Reason, face.Location, face.Time, RoomFor(authority.SigningCertificate, sm3: false), signed =>
            message = SignedData.CreateDetached(authority.SigningKey, authority.SigningCertificate, [], signed))
        {
            AllowsRevisions = true,
            AllowsStamp = stamps.IsConfigured,
        });
        if (stamps.IsConfigured && await StampAsync(message, RoomFor(authority.SigningCertificate, sm3: false), sm3: false, cancel) is StampedMessage stamped)
        {
            draft.Contents!.Fill(draft.File, stamped.Message);
            if (await FollowAsync(draft, stamped, authority, face, cancel) is byte[] file)
            {
                return file;
            }

            draft.Contents.Fill(draft.File, message);
        }

        return (await FollowAsync(draft, new StampedMessage(message, null), authority, face, cancel))!;
    }

    /// <summary>Room for a signature's value and its time stamp: kept before there is one, and written in hexadecimal, so no byte more than it may need.</summary>
    private int RoomFor(Certificate signer, bool sm3) => stamps.AsksOthers ? RoomForOthers : SignedData.MostBytes(signer, stamps.MostTokenBytes(sm3));

    /// <summary>The revisions behind the first; null where it is stamped and the document time stamp cannot be had.</summary>
    private async Task<byte[]?> FollowAsync(
        PdfDraft draft, StampedMessage first, AuthorityKeys authority, PdfSignatureFace face, CancellationToken cancel)
    {
        PdfPlaces places = draft.Places!;
        (PdfTail tail, PdfContents contents) = PdfLaterSignature.WriteSecond(draft.Base, places, face, RoomFor(authority.SealCertificate, sm3: true));
        StampedMessage second = new(
            contents.OverSigned(draft.File, tail.Bytes, signed => SignedData.CreateDetached(authority.SealKey, authority.SealCertificate, [], signed)), null);
        if (first.Token is not null)
        {
            second = await StampAsync(second.Message, RoomFor(authority.SealCertificate, sm3: true), sm3: true, cancel) ?? second;
        }

        contents.Fill(tail.Bytes, second.Message);
        SecurityStoreMaker store = new(roots, lists, face.Time);
        store.Add(PdfSecurityStore.KeyOf(draft.Contents!.Value(draft.File)), authority.SigningCertificate, first.Token);
        store.Add(PdfSecurityStore.KeyOf(contents.Value(tail.Bytes)), authority.SealCertificate, second.Token);
        PdfTail filled = store.Make().Write(tail.Base, places);
        byte[] file = [.. draft.File, .. tail.Bytes, .. filled.Bytes];
        return first.Token is null ? file : await ArchiveAsync(file, filled.Base, places, cancel);
    }

    /// <summary>The file with a document time stamp; null where none can be had, or it does not fit.</summary>
    private async Task<byte[]?> ArchiveAsync(byte[] file, PdfBase on, PdfPlaces places, CancellationToken cancel)
    {
        (PdfTail tail, PdfContents contents) = PdfLaterSignature.WriteStamp(on, places, RoomForStamp);
        TimeStampToken? token = await stamps.StampAsync(contents.OverSigned(file, tail.Bytes, MessageImprint.Sha256), cancel);
        if (token is null || token.Raw.Length > RoomForStamp)
        {
            return null;
        }

        contents.Fill(tail.Bytes, token.Raw.Span);
        return [.. file, .. tail.Bytes];
    }

    /// <summary>A CMS message with a time stamp of its signature; null where none can be had, or it does not fit.</summary>
    private async Task<StampedMessage?> StampAsync(byte[] message, int room, bool sm3, CancellationToken cancel)
    {
        ReadOnlyMemory<byte> signature = SignedData.Parse(message).SignatureBytes;
        MessageImprint imprint = sm3 ? MessageImprint.Sm3(signature.Span) : MessageImprint.Sha256(signature.Span);
        if (await stamps.StampAsync(imprint, cancel) is not TimeStampToken token)
        {
            return null;
        }

        byte[] stamped = SignedData.WithTimeStamp(message, token.Raw.Span);
        return stamped.Length <= room ? new StampedMessage(stamped, token) : null;
    }

    private sealed record StampedMessage(byte[] Message, TimeStampToken? Token);
}
