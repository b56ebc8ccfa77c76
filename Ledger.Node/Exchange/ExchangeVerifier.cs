using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Exchange;

/// <summary>
/// Believes of what another province answered only what is proven: signatures of the statement, its place in that province's own log, status now, freshness, and
/// that it is what was asked for.
/// </summary>
internal sealed partial class ExchangeVerifier(TrustPolicy? trust, TimeProvider time)
{
    private const int LongestText = 256;

    // What an honest province may have to say of a licence: that it does not count now.
    private static readonly string[] Standing = ["status", "validity"];

    /// <summary>A licence.</summary>
    /// <param name="origin">Origin of the log of the province that answered: the only one whose things it may give.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="answer">The answer, signed to the question.</param>
    /// <exception cref="NeighbourException">It is not to be believed.</exception>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it is proven not to count now.</exception>
    public ExchangedLicence Licence(string origin, UseRequest asked, byte[] answer) => Reading(() =>
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(answer, new StrictJsonLimits(OutgoingLimits.ProvinceBytes)));
        byte[] document = members.Text("document", Convert.FromBase64String);
        byte[] proof = members.Text("proof", Convert.FromBase64String);
        byte[] sealProof = members.Has("sealProof") ? members.Text("sealProof", Convert.FromBase64String) : [];
        (string use, long index) = UseOf(members);
        Verdict verdict = new LicenceVerifier(Trust(), time).Verify(document, proof, RemoteEvidence.None, at: null, sealProof);
        LicenceStatement statement = verdict.Licence?.Statement ?? throw Lie("The licence cannot be read.");
        bool isAsked = statement.Log == origin && statement.Type == asked.Type
            && (asked.Identifier is not LicenceIdentifier one || statement.Identifier == one.ToString())
            && (asked.Holder is null || verdict.Licence[FaceNames.HolderCode] is not string code || code == asked.Holder.Code);
        if (!isAsked)
        {
            throw Lie("It answered with another licence.");
        }

        return verdict.Conclusion switch
        {
            Conclusion.Valid => new ExchangedLicence(use, index, verdict.Licence, verdict, Sm3.Hash(answer)),
            Conclusion.CannotTell => throw new NeighbourException(Failing(verdict, CheckResult.Unknown), isLie: false),
            _ when verdict.Checks.All(check => check.Result is not CheckResult.Failed || Standing.Contains(check.Name)) => throw new LedgerException(
                LedgerError.WrongState, "该证照当前不在有效状态。", "The licence is not in force."),
            _ => throw Lie(Failing(verdict, CheckResult.Failed)),
        };
    });

    /// <summary>A material.</summary>
    /// <inheritdoc cref="Licence"/>
    public ExchangedMaterial Material(string origin, MaterialUseRequest asked, byte[] answer) => Reading(() =>
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(answer, new StrictJsonLimits(OutgoingLimits.ProvinceBytes)));
        (string use, long index) = UseOf(members);
        MaterialContent content = new()
        {
            Salt = Bytes(members, "salt"),
            Sm3 = ByteString.CopyFrom(members.Text("sm3", Digest.FromHex).Span),
            Sha256 = ByteString.CopyFrom(members.Text("sha256", Digest.FromHex).Span),
            Length = members.Number("length", least: 1, greatest: MaterialLimits.FileBytes),
            Fields = Bytes(members, "fields"),
            MediaType = members.Text("mediaType", Short),
            Name = members.Text("name", Short),
        };
        StatusReport report = new StatusVerifier(
            Trust().LogOf(origin) ?? throw new NeighbourException("The trust policy does not name its log.", isLie: false), Trust().MaximumAge, time)
            .Verify(StatusBundle.Parse(members.Text("proof", Convert.FromBase64String)), MapKey.For(origin, MapNamespace.Material, Bytes(members, "handle").Span));
        MaterialRegistered registered = RegisteredIn(report);
        MaterialIdentifier identifier = MaterialIdentifier.Find(registered.Identifier) ?? throw Lie("The material has no identifier.");
        if (identifier.Type != asked.Type || (asked.Identifier is MaterialIdentifier one && identifier != one)
            || new Digest(registered.ContentCommitment.Span) != MaterialContents.Commit(content))
        {
            throw Lie("It answered with another material.");
        }

        return report is { HasQuorum: true, IsFresh: true }
            ? report.Status!.Status is SubjectStatus.Registered
                ? new ExchangedMaterial(
                    use, index, identifier, content.Name, content.MediaType, content.Length, new Digest(content.Sm3.Span), new Digest(content.Sha256.Span),
                    MaterialContents.FieldsOf(content), report.AsOf, Sm3.Hash(answer))
                : throw new LedgerException(LedgerError.WrongState, "该材料当前不在有效状态。", "The material does not count now.")
            : throw new NeighbourException("Its proof is stale.", isLie: false);
    });

    private static MaterialRegistered RegisteredIn(StatusReport report)
    {
        if (!report.Holds || report.Status is null || report.Bundle.Events is not [{ Body: ReadOnlyMemory<byte> body }, ..])
        {
            throw Lie("Its proof does not hold.");
        }

        EventBody first = EventCodec.Decode(body.Span);
        return first.Name == MaterialTable.Registered ? MaterialRegistered.Parser.ParseFrom(first.Event) : throw Lie("What it proves is no material.");
    }

    private TrustPolicy Trust() => trust ?? throw new NeighbourException("There is no trust policy by which the answer could be verified.", isLie: false);

    private static (string Use, long Index) UseOf(StrictJsonMembers members) => (
        members.Text("use", text => ConsentName.TryRead(text) is null ? throw new FormatException("It names no use.") : text),
        members.Number("index"));

    private static ByteString Bytes(StrictJsonMembers members, string name) => ByteString.CopyFrom(members.Text(name, Convert.FromBase64String));

    private static string Short(string text) => Catalogue.CatalogueText.Fits(text, LongestText) ? text : throw new FormatException("A text is too long.");

    private static string Failing(Verdict verdict, CheckResult result) =>
        string.Join(", ", verdict.Checks.Where(check => check.Result == result).Select(check => check.Name));

    // Whatever cannot be read is no answer of an honest node.
    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException or DecoderFallbackException or ArgumentException or System.Text.Json.JsonException)
        {
            // Why not may quote what the answer says of somebody.
            throw new NeighbourException("Its answer cannot be read.", isLie: true, e);
        }
    }

    private static NeighbourException Lie(string message) => new(message, isLie: true);
}
