using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>Issues, opens, lists and revokes licences. The folder's only door.</summary>
internal sealed class LicenceRegister(
    LedgerWriter ledger, LicenceTypes types, HolderRegister holders, HolderVault vault, LicenceMaker maker, TimeProvider time)
{
    /// <summary>The most licences a list of one holder gives.</summary>
    public const int MaximumListed = 200;

    private const string Purpose = "licence";

    /// <summary>Issues a licence: checks, signs, seals the content under the holder's key, and enters it in the log.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="request">What to issue.</param>
    /// <param name="key">Makes repetition safe: the same request gives the same licence.</param>
    /// <param name="cancel">Stops waiting; the licence may be issued all the same.</param>
    /// <exception cref="LedgerException">A field is wrong, the issuer is not the caller, the identifier exists, or the ledger does not write.</exception>
    public async Task<IssuedLicence> IssueAsync(string authority, IssueLicence request, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        if (Done(key) is LogReceipt done)
        {
            return IssuedAt(done);
        }

        if (request.Issuer != authority)
        {
            throw UnifiedSocialCreditCode.FindFault(request.Issuer) is { } fault
                ? new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/issuer")
                : new LedgerException(
                    LedgerError.NotAllowed, "只能以本机构名义签发。", "An authority issues in its own name only.", "/issuer");
        }

        LicenceType type = LicenceRequestRules.Check(request, types);
        LicenceIdentifier identifier = LicenceIdentifier.Create(request.Type, request.Issuer, request.Serial, version: 1);
        using (LedgerRead before = ledger.Read())
        {
            // Asked again of the same rows as the identifier: a repetition that was done in between is no conflict.
            if (before.ReceiptOf(key) is LogReceipt meanwhile)
            {
                return IssuedAt(meanwhile);
            }

            LicenceTable.RequireUnused(before, identifier);
        }

        ByteString handle = Handle.New();
        LicenceDocument document = maker.Make(request, type, identifier, handle);

        // Last of all, so that a refused request leaves no holder behind either.
        ByteString holder = await holders.RegisterAsync(request.Holder.CodeType, request.Holder.Name, request.Holder.Code, cancel);
        LicenceContent content = new() { Document = ByteString.CopyFrom(document.ToBytes()), CheckCode = CheckCode.New() };
        byte[] sealedContent = SealFor(holder, content);
        LicenceIssued issued = EventOf(document, identifier, handle, holder, sealedContent, content.CheckCode);
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                LicenceTable.RequireUnused(write, identifier);
                return write.Append(issued, sealedContent);
            },
            cancel);
        return IssuedAt(receipt);
    }

    /// <summary>Revokes a licence of the caller's own authority.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="reason">How it ends.</param>
    /// <param name="legalBasis">The provision relied upon.</param>
    /// <param name="decidedOn">Day of the decision; null for today.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be revoked all the same.</param>
    /// <exception cref="LedgerException">Absent, another authority's, ended already, or a field is wrong.</exception>
    public Task<LogReceipt> RevokeAsync(
        string authority,
        string identifier,
        RevocationReason reason,
        string legalBasis,
        DateOnly? decidedOn,
        RequestKey key,
        CancellationToken cancel)
    {
        ledger.RequireWriting();
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        return ledger.WriteOnceAsync(
            key, write => write.Append(Own(write, authority, identifier).Revoke(reason, legalBasis, decidedOn ?? today, today)), cancel);
    }

    /// <summary>Opens a licence of the caller's own authority: its document and check code.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or erased.</exception>
    public OpenedLicence Open(string authority, string identifier)
    {
        using LedgerRead read = ledger.Read();
        return Open(read, Own(read, authority, identifier));
    }

    /// <summary>A holder's licences that the caller's own authority issued, oldest first, at most 200.</summary>
    public IReadOnlyList<Licence> OfHolder(string authority, string codeType, string code)
    {
        using LedgerRead read = ledger.Read();
        return holders.Find(read, codeType, code) is ByteString holder
            ? [.. LicenceTable.OfHolder(read, holder, after: null, int.MaxValue)
                .Where(licence => licence.Identifier.Issuer == authority).Take(MaximumListed)]
            : [];
    }

    /// <summary>What anybody may know who has the identifier and the printed check code.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/> where they do not belong together: nothing tells which is wrong. <see cref="LedgerError.InvalidField"/>
    /// where the identifier is none.
    /// </exception>
    public LicenceStanding Standing(string identifier, string checkCode)
    {
        ledger.RequireTrusted();
        using LedgerRead read = ledger.Read();
        Licence? licence = LicenceTable.Find(read, Checked(identifier));
        Digest expected = licence?.CheckCodeSm3 ?? default;
        return CheckCode.Fits(checkCode, expected) && licence is not null
            ? new LicenceStanding(
                licence, TypeNameOf(licence), StatusOf(licence), read.Head!.MapCommit.Time,
                MapKeyOf(licence))
            : throw new LedgerException(
                LedgerError.NotFound, "证照标识与查验码不匹配。", "Identifier and check code do not belong together.");
    }

    /// <summary>A licence's key in the status map.</summary>
    public Digest MapKeyOf(Licence licence) => maker.MapKeyOf(licence.Handle);

    /// <summary>The name of a licence's type.</summary>
    public string TypeNameOf(Licence licence) => types.Find(licence.Identifier.Type)?.Name ?? licence.Identifier.Type;

    /// <summary>What a licence is today: <c>valid</c>, <c>not-yet-valid</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public string StatusOf(Licence licence)
    {
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        return licence.Status == LicenceStatus.Revoked ? "revoked"
            : licence.Validity.To < today ? "expired"
            : licence.Validity.From > today ? "not-yet-valid"
            : "valid";
    }

    private static LicenceIssued EventOf(
        LicenceDocument document, LicenceIdentifier identifier, ByteString handle, ByteString holder, byte[] sealedContent, string checkCode) => new()
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash(document.Statement.ToBytes()).Span),
            Handle = handle,
            Identifier = identifier.ToString(),
            Type = identifier.Type,
            Issuer = identifier.Issuer,
            HolderHandle = holder,
            Version = (uint)identifier.Version,
            ValidFrom = LicenceDate.Format(document.Statement.ValidFrom),
            ValidTo = document.Statement.ValidTo is DateOnly last ? LicenceDate.Format(last) : "",
            SealedSm3 = ByteString.CopyFrom(Sm3.Hash(sealedContent).Span),
            CheckCodeSm3 = ByteString.CopyFrom(CheckCode.HashOf(checkCode).Span),
        };

    /// <summary>The licence, if the authority issued it; a stranger's is as good as absent.</summary>
    private static Licence Own(LedgerRead read, string authority, string identifier)
    {
        Licence? licence = LicenceTable.Find(read, Checked(identifier));
        return licence is not null && licence.Identifier.Issuer == authority
            ? licence
            : throw new LedgerException(LedgerError.NotFound, "没有这份证照。", "There is no such licence.");
    }

    /// <summary>Reads an identifier. One that its own check character gives the lie to was mistyped, and saying so tells nothing.</summary>
    private static LicenceIdentifier Checked(string identifier) => LicenceIdentifier.FindFault(identifier) is { } fault
        ? throw new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/identifier")
        : LicenceIdentifier.Parse(identifier) is { Check: not IdentifierCheck.Wrong } parsed
            ? parsed
            : throw new LedgerException(
                LedgerError.InvalidField, "证照标识的校验位不符。", "The check character of the identifier does not fit.", "/identifier");

    private byte[] SealFor(ByteString holder, LicenceContent content)
    {
        using LedgerRead read = ledger.Read();
        return vault.Seal(read, holder, Purpose, content.ToByteArray());
    }

    /// <summary>Asked before anything slow is done, too: a repeated request costs no signature.</summary>
    private LogReceipt? Done(RequestKey key)
    {
        using LedgerRead read = ledger.Read();
        return read.ReceiptOf(key);
    }

    private IssuedLicence IssuedAt(LogReceipt receipt)
    {
        using LedgerRead read = ledger.Read();
        OpenedLicence opened = Open(read, LicenceTable.GetIssuedAt(read, receipt.Index));
        return new IssuedLicence(receipt, opened.Licence, opened.CheckCode);
    }

    private OpenedLicence Open(LedgerRead read, Licence licence)
    {
        byte[] sealedContent = read.Get(Column.Sealed, RowKey.Of(licence.IssuedIndex))
            ?? throw new LedgerException(LedgerError.NotFound, "证照内容已清除。", "The licence's content was erased.");
        LicenceContent content = LicenceContent.Parser.ParseFrom(vault.Open(read, licence.HolderHandle, Purpose, sealedContent));
        return new OpenedLicence(licence, LicenceDocument.Parse(content.Document.Span), content.Document.Memory, content.CheckCode);
    }
}
