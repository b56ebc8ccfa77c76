using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>
/// Makes licences ready to be entered: checks, signs, seals. The slow part of issuing, outside the writer's turn and on any number of
/// threads. One is made for licences that will be entered together: they share their new holders.
/// </summary>
internal sealed class LicencePreparation(
    LedgerRead rows,
    LicenceTypes types,
    MaterialTypes materials,
    HolderRegister holders,
    HolderKeys keys,
    HolderVault vault,
    LicenceMaker maker,
    SealDesk desk,
    DateOnly today) : IDisposable
{
    /// <summary>What the sealed content of a licence is called.</summary>
    public const string ContentPurpose = "licence";

    /// <summary>What the sealed details of a decision are called.</summary>
    public const string DetailsPurpose = "decision";

    private readonly ConcurrentDictionary<HolderIdentity, Lazy<PreparedHolder>> _holders = new();

    /// <summary>Clears the new holders' keys from memory: what was made ready needs them no more.</summary>
    public void Dispose()
    {
        foreach (Lazy<PreparedHolder> holder in _holders.Values.Where(one => one.IsValueCreated))
        {
            holder.Value.Dispose();
        }
    }

    /// <summary>Makes one ready.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="item">What to issue.</param>
    /// <exception cref="LedgerException">A field is wrong, the issuer is not the caller, the identifier exists.</exception>
    public PreparedIssue Prepare(string authority, IssueItem item)
    {
        (IssueLicence request, LicenceType type, SealUse use) = Check(authority, item.Request);
        LicenceIdentifier identifier = request.Identifier();
        ByteString handle = Handle.New();
        LicenceDocument document = maker.Make(request, type, identifier, handle, use.Keys);
        PreparedHolder[] prepared = [.. request.Holders.Select(Prepare)];
        string checkCode = CheckCode.New();
        LicenceContent content = new()
        {
            Document = ByteString.CopyFrom(document.ToBytes()),
            CheckCode = checkCode,
            Decision = request.Decision.Details,
            Photo = request.Photo is { } photo ? ByteString.CopyFrom(photo.File.Span) : ByteString.Empty,
        };
        byte[] sealedContent = vault.Seal(rows, prepared, ContentPurpose, content.ToByteArray());
        return new PreparedIssue(
            item.Key,
            request,
            identifier,
            EventOf(request, type, document, handle, prepared, sealedContent, checkCode, use),
            sealedContent,
            checkCode,
            use,
            prepared,
            request.Continues is Licence before ? SealDetails(rows, vault, before, request.Decision) : null,
            new Ripple(rows, types, materials, vault, today).Prepare(request, type));
    }

    /// <summary>What is checked before anything slow is done.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="request">What to issue.</param>
    /// <returns>The request with the type's legal basis where it named none, the type, and the seal to be used.</returns>
    /// <exception cref="LedgerException">
    /// A field is wrong, the issuer is not the caller, the identifier exists, or the caller may not use a seal of the authority's for it.
    /// </exception>
    public (IssueLicence Request, LicenceType Type, SealUse Use) Check(string authority, IssueLicence request)
    {
        RequireOwnName(authority, request.Issuer);
        (IssueLicence whole, LicenceType type) = LicenceRequestRules.Check(request, types, today);
        LicenceTable.RequireUnused(rows, whole.Identifier());
        SealUser user = SealUser.Of(keys.Secrets, authority, whole.Decision.System, whole.Decision.Operator);
        return (whole, type, desk.Choose(user, type.Code));
    }

    /// <summary>Seals the details of a decision for a licence's holders.</summary>
    /// <returns>Null where a holder's key was destroyed: then nothing may be kept that names who acted.</returns>
    public static byte[]? SealDetails(LedgerRead rows, HolderVault vault, Licence licence, Decision decision) =>
        licence.Holders.All(holder => HolderKeys.Exists(rows, holder))
            ? vault.Seal(rows, licence.Holders, DetailsPurpose, decision.Details.ToByteArray())
            : null;

    private static void RequireOwnName(string authority, string issuer)
    {
        if (issuer != authority)
        {
            throw UnifiedSocialCreditCode.FindFault(issuer) is { } fault
                ? new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/issuer")
                : new LedgerException(
                    LedgerError.NotAllowed, "只能以本机构名义签发。", "An authority issues in its own name only.", "/issuer");
        }
    }

    private PreparedHolder Prepare(HolderIdentity holder) => _holders
        .GetOrAdd(holder, new Lazy<PreparedHolder>(() => holders.Prepare(rows, holder.CodeType, holder.Name, holder.Code))).Value;

    private LicenceIssued EventOf(
        IssueLicence request,
        LicenceType type,
        LicenceDocument document,
        ByteString handle,
        PreparedHolder[] prepared,
        byte[] sealedContent,
        string checkCode,
        SealUse use)
    {
        LicenceStatement statement = document.Statement;
        LicenceIssued issued = new()
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash(statement.ToBytes()).Span),
            Handle = handle,
            Identifier = statement.Identifier,
            Type = statement.Type,
            Issuer = statement.Issuer,
            HolderHandle = prepared[0].Handle,
            Version = (uint)statement.Version,
            ValidFrom = LicenceDate.Format(statement.ValidFrom),
            ValidTo = statement.ValidTo is DateOnly last ? LicenceDate.Format(last) : "",
            SealedSm3 = SealedDigest.Of(sealedContent),
            CheckCodeSm3 = ByteString.CopyFrom(CheckCode.HashOf(checkCode).Span),
            Edition = (uint)type.Edition,
            Act = request.Act.Code(),
            Previous = statement.Previous ?? "",
            PreviousHandle = PreviousHandleOf(request) ?? ByteString.Empty,
            NumberLookup = ByteString.CopyFrom(keys.Secrets.NumberLookup(request.Issuer, request.Number).Span),
            LegalBasis = request.Decision.LegalBasis,
            DecidedOn = LicenceDate.Format(request.Decision.DecidedOn),
            SealHandle = use.Seal,
            SealGrant = use.Grant,
            System = use.User.System,
        };
        issued.CoHolderHandles.AddRange(prepared.Skip(1).Select(holder => holder.Handle));
        issued.Components.AddRange(request.Components);
        return issued;
    }

    private ByteString? PreviousHandleOf(IssueLicence request) => request.Continues is Licence before ? before.Handle
        : request.TakesOver is string identifier ? LicenceTable.Find(rows, LicenceIdentifier.Parse(identifier))?.Handle
        : null;
}
