using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Exchange;

/// <content>
/// Of consents that this node places in another province: that its log has the grant, with these terms, or the withdrawal. No quorum of witnesses is waited for: whoever asks for a
/// use under the consent later is given one with its own proof.
/// </content>
internal sealed partial class ExchangeVerifier
{
    /// <summary>That a consent stands in that province's log.</summary>
    /// <param name="origin">Origin of the log of the province that answered.</param>
    /// <param name="asked">What it was told.</param>
    /// <param name="answer">The answer, opened.</param>
    /// <returns>Log index of the grant there.</returns>
    /// <exception cref="NeighbourException">It is not to be believed.</exception>
    /// <exception cref="LedgerException"><see cref="LedgerError.ConsentNotInForce"/>: it stood there, and its holder withdrew it.</exception>
    public long Placed(string origin, ConsentAct asked, byte[] answer) => Reading(() =>
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(answer, new StrictJsonLimits(OutgoingLimits.ProvinceBytes)));
        byte[] content = members.Text("content", Convert.FromBase64String);
        StatusReport report = StandingOf(origin, asked.Consent, members);
        BundledEvent first = report.Bundle.Events.Count > 0 ? report.Bundle.Events[0] : throw Lie("It shows no grant.");
        EventBody? body = first.Body is ReadOnlyMemory<byte> shown ? EventCodec.Decode(shown.Span) : null;
        ConsentGranted granted = body?.Name == ConsentTable.Granted ? ConsentGranted.Parser.ParseFrom(body.Event) : throw Lie("What it proves is no consent.");
        ConsentTerms terms = ConsentTerms.Of(ConsentContent.Parser.ParseFrom(content), asked.Terms.From!.Value, asked.Terms.To, asked.Terms.Count);
        bool isAsked = granted.Handle == asked.Consent && new Digest(granted.ContentSm3.Span) == Sm3.Hash(content) && terms.IsSame(asked.Terms)
            && (granted.ValidTo, granted.Count) == (asked.Terms.To.ToUnixTimeMilliseconds(), asked.Terms.Count)
            && granted.ValidFrom >= asked.Terms.From.Value.ToUnixTimeMilliseconds();
        return !isAsked ? throw Lie("It granted something else.")
            : report.Status!.Status is SubjectStatus.Valid ? first.Index
            : throw new LedgerException(LedgerError.ConsentNotInForce, "授权已在该省撤回。", "The consent was withdrawn in that province.");
    });

    /// <summary>That a consent is withdrawn in that province's log.</summary>
    /// <param name="origin">Origin of the log of the province that answered.</param>
    /// <param name="consent">The consent.</param>
    /// <param name="answer">The answer.</param>
    /// <exception cref="NeighbourException">It is not to be believed.</exception>
    public bool Withdrawn(string origin, ByteString consent, byte[] answer) => Reading(() =>
        StandingOf(origin, consent, new(StrictJson.ParseObject(answer, new StrictJsonLimits(OutgoingLimits.ProvinceBytes)))).Status!.Status is SubjectStatus.Withdrawn
            ? true
            : throw Lie("It says that the consent is withdrawn, and does not prove it."));

    private StatusReport StandingOf(string origin, ByteString consent, StrictJsonMembers members)
    {
        TrustedLog log = Trust().LogOf(origin) ?? throw new NeighbourException("The trust policy does not name its log.", isLie: false);
        StatusReport report = new StatusVerifier(log, Trust().MaximumAge, time)
            .Verify(StatusBundle.Parse(members.Text("proof", Convert.FromBase64String)), MapKey.For(origin, MapNamespace.Consent, consent.Span));
        return !report.Holds || report.Status is null ? throw Lie("Its proof does not hold.")
            : report.IsFresh ? report
            : throw new NeighbourException("Its proof is stale.", isLie: false);
    }
}
