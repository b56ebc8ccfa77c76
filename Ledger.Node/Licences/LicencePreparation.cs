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
    DateOnly today,
    int together) : IDisposable
{
    /// <summary>What the sealed content of a licence is called.</summary>
    public const string ContentPurpose = "licence";

    /// <summary>What the sealed details of a decision are called.</summary>
    public const string DetailsPurpose = "decision";

    private readonly ConcurrentDictionary<HolderIdentity, (PreparedHolder? Holder, LedgerException? Refusal)> _holders = new();
    private readonly ConcurrentDictionary<(string Authority, string System, string Account), SealUser> _users = new();
    private readonly ConcurrentDictionary<string, LicenceType> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Signatory, bool> _stored = new();
    private readonly FreshHandles _fresh = holders.HandlesFor(together);

    /// <summary>Clears the new holders' keys from memory: what was made ready needs them no more.</summary>
    public void Dispose()
    {
        _fresh.Dispose();
        foreach ((PreparedHolder? holder, _) in _holders.Values)
        {
            holder?.Dispose();
        }
    }

    /// <summary>Makes some ready together, which are signed and hashed in lanes; each by itself succeeds or is refused.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="items">
    /// What to issue: a few, for all of them are in memory at once, and one thread does it. By the same rows none of the requests has been answered yet.
    /// </param>
    /// <returns>For each either of the two. Refused is whose field is wrong, whose issuer is not the caller, whose identifier exists.</returns>
    public (PreparedIssue? Issue, LedgerException? Refusal)[] Prepare(string authority, IReadOnlyList<IssueItem> items)
    {
        (PreparedIssue? Issue, LedgerException? Refusal)[] results = new (PreparedIssue?, LedgerException?)[items.Count];
        DateTimeOffset now = maker.Now;
        List<(int Place, CheckedIssue Issue)> begun =
            Try(Enumerable.Range(0, items.Count), place => place, place => Begin(authority, items[place]));
        PrepareHolders([.. begun.SelectMany(one => one.Issue.Request.Holders).Distinct()]);
        SignedLicence[] signed = LicenceMaker.Sign(maker.Draft([.. begun.Select(one => one.Issue)], now));
        List<(int Place, SealedIssue Issue)> closed = Try(begun.Zip(signed), one => one.First.Place, one => Close(one.First.Issue, one.Second));
        IssueHashes[] hashes = HashEach([.. closed.Select(one => one.Issue)]);
        foreach ((int place, PreparedIssue issue) in Try(closed.Zip(hashes), one => one.First.Place, one => Finish(one.First.Issue, one.Second)))
        {
            results[place].Issue = issue;
        }

        return results;

        // A refusal is that of one item; the others go on.
        List<(int Place, TResult Result)> Try<TOne, TResult>(IEnumerable<TOne> ones, Func<TOne, int> placeOf, Func<TOne, TResult> make)
        {
            List<(int Place, TResult Result)> made = [];
            foreach (TOne one in ones)
            {
                int place = placeOf(one);
                try
                {
                    made.Add((place, make(one)));
                }
                catch (LedgerException refusal)
                {
                    results[place].Refusal = refusal;
                }
            }

            return made;
        }
    }

    /// <summary>What is checked before anything slow is done.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="request">What to issue.</param>
    /// <returns>The request with the type's legal basis where it named none, the type, the seal to be used, and the identifier that the licence gets.</returns>
    /// <exception cref="LedgerException">
    /// A field is wrong, the issuer is not the caller, the identifier exists, or the caller may not use a seal of the authority's for it.
    /// </exception>
    public (IssueLicence Request, LicenceType Type, SealUse Use, LicenceIdentifier Identifier) Check(string authority, IssueLicence request)
    {
        RequireOwnName(authority, request.Issuer);
        (IssueLicence whole, LicenceType type) = LicenceRequestRules.Check(request, TypeOf(request.Type), today);
        LicenceIdentifier identifier = whole.Identifier();
        LicenceTable.RequireUnused(rows, identifier);
        SealUser user = _users.GetOrAdd(
            (authority, whole.Decision.System, whole.Decision.Operator), one => SealUser.Of(keys.Secrets, one.Authority, one.System, one.Account));
        return (whole, type, desk.Choose(user, type.Code), identifier);
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

    // Asked of the catalogue once for all that are made ready together. A code that is none is asked each time, so that callers cannot fill the memory.
    private LicenceType? TypeOf(string code) => _types.TryGetValue(code, out LicenceType? known) ? known
        : types.Find(code) is LicenceType found ? _types.GetOrAdd(code, found)
        : null;

    // Those who are prepared by two threads at a time are those of the first: what was sealed for a new holder opens with one key alone.
    private void PrepareHolders(IReadOnlyList<HolderIdentity> all)
    {
        HolderIdentity[] missing = [.. all.Where(one => !_holders.ContainsKey(one))];
        (PreparedHolder? Holder, LedgerException? Refusal)[] prepared =
            holders.PrepareEach(rows, [.. missing.Select(one => (one.CodeType, one.Name, one.Code))], _fresh);
        foreach ((HolderIdentity one, (PreparedHolder? Holder, LedgerException? Refusal) result) in missing.Zip(prepared))
        {
            if (!_holders.TryAdd(one, result))
            {
                result.Holder?.Dispose();
            }
        }
    }

    private PreparedHolder Prepared(HolderIdentity holder)
    {
        (PreparedHolder? prepared, LedgerException? refusal) = _holders[holder];
        return prepared ?? throw refusal!;
    }

    private CheckedIssue Begin(string authority, IssueItem item)
    {
        (IssueLicence request, LicenceType type, SealUse use, LicenceIdentifier identifier) = Check(authority, item.Request);
        return new CheckedIssue(item.Key, request, type, use, identifier, Handle.New());
    }

    private SealedIssue Close(CheckedIssue issue, SignedLicence signed)
    {
        PreparedHolder[] prepared = [.. issue.Request.Holders.Select(Prepared)];
        string checkCode = CheckCode.New();
        LicenceContent content = new()
        {
            Parts = signed.ToParts(),
            CheckCode = checkCode,
            Decision = issue.Request.Decision.Details,
            Photo = issue.Request.Photo is { } photo ? ByteString.CopyFrom(photo.File.Span) : ByteString.Empty,
        };
        return new SealedIssue(issue, signed.Draft.Statement, signed.StatementSm3, prepared, checkCode, vault.Seal(prepared, ContentPurpose, content));
    }

    private IssueHashes[] HashEach(SealedIssue[] closed)
    {
        Digest[] contents = Sm3Group.HashEach([.. closed.Select(one => (ReadOnlyMemory<byte>)one.Content)]);
        Digest[] checkCodes = CheckCode.HashEach(closed.Select(one => one.CheckCode));
        Digest[] numbers = keys.Secrets.NumberLookupEach(closed.Select(one => (one.Issue.Request.Issuer, one.Issue.Request.Number)));
        return [.. closed.Select((_, i) => new IssueHashes(contents[i], checkCodes[i], numbers[i]))];
    }

    private PreparedIssue Finish(SealedIssue closed, IssueHashes hashes)
    {
        CheckedIssue issue = closed.Issue;
        IssueLicence request = issue.Request;
        return new PreparedIssue(
            rows.Size,
            issue.Key,
            request.Continues is null ? null : request,
            issue.Identifier,
            EventOf(closed, hashes),
            closed.Content,
            closed.CheckCode,
            issue.Use,
            _stored.GetOrAdd(issue.Use.Keys.Signatory, one => one.IsStored(rows)) ? null : issue.Use.Keys.Signatory,
            closed.Holders,
            request.Continues is Licence before ? SealDetails(rows, vault, before, request.Decision) : null,
            new Ripple(rows, types, materials, vault, today).Prepare(request, issue.Type));
    }

    private LicenceIssued EventOf(SealedIssue closed, IssueHashes hashes)
    {
        (CheckedIssue issue, IReadOnlyList<PreparedHolder> holders) = (closed.Issue, closed.Holders);
        (IssueLicence request, SealUse use, LicenceStatement statement) = (issue.Request, issue.Use, closed.Statement);
        LicenceIssued issued = new()
        {
            StatementSm3 = ByteString.CopyFrom(closed.StatementSm3.Span),
            Handle = issue.Handle,
            Identifier = statement.Identifier,
            Type = statement.Type,
            Issuer = statement.Issuer,
            HolderHandle = holders[0].Handle,
            Version = (uint)statement.Version,
            ValidFrom = LicenceDate.Format(statement.ValidFrom),
            ValidTo = statement.ValidTo is DateOnly last ? LicenceDate.Format(last) : "",
            SealedSm3 = ByteString.CopyFrom(hashes.Content.Span),
            CheckCodeSm3 = ByteString.CopyFrom(hashes.CheckCode.Span),
            Edition = (uint)issue.Type.Edition,
            Act = request.Act.Code(),
            Previous = statement.Previous ?? "",
            PreviousHandle = PreviousHandleOf(request) ?? ByteString.Empty,
            NumberLookup = ByteString.CopyFrom(hashes.NumberLookup.Span),
            LegalBasis = request.Decision.LegalBasis,
            DecidedOn = LicenceDate.Format(request.Decision.DecidedOn),
            SealHandle = use.Seal,
            SealGrant = use.Grant,
            System = use.User.System,
        };
        issued.CoHolderHandles.AddRange(holders.Skip(1).Select(holder => holder.Handle));
        issued.Components.AddRange(request.Components);
        return issued;
    }

    private ByteString? PreviousHandleOf(IssueLicence request) => request.Continues is Licence before ? before.Handle
        : request.TakesOver is string identifier ? LicenceTable.Find(rows, LicenceIdentifier.Parse(identifier))?.Handle
        : null;

    private readonly record struct IssueHashes(Digest Content, Digest CheckCode, Digest NumberLookup);

    private sealed record SealedIssue(
        CheckedIssue Issue, LicenceStatement Statement, Digest StatementSm3, IReadOnlyList<PreparedHolder> Holders, string CheckCode, byte[] Content)
    {
        public override string ToString() => $"{nameof(SealedIssue)} {Issue.Identifier}";
    }
}
