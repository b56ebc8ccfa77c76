using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Copies;

/// <summary>Makes copies of licences for one use (加注件), lists, opens and withdraws them. The folder's only door.</summary>
internal sealed class CopyRegister(LedgerWriter ledger, LicenceRegister licences, HolderVault vault, SealRegister seals, TimeProvider time)
{
    /// <summary>The most copies that one page lists.</summary>
    public const int MostListed = 100;

    private const string ContentPurpose = "copy";
    private const string WithdrawalPurpose = "copy-withdrawal";

    /// <summary>Makes a copy of a licence of the caller's own authority that is in force.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="request">What for and for whom.</param>
    /// <param name="key">The request; repeated it gives the same copy.</param>
    /// <param name="cancel">Stops waiting; it may be made all the same.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong; <see cref="LedgerError.NotFound"/>: absent, another authority's, or erased; <see cref="LedgerError.WrongState"/>:
    /// not in force; <see cref="LedgerError.SealNotInForce"/>.
    /// </exception>
    public async Task<OpenedCopy> MakeAsync(string authority, string identifier, CopyRequest request, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ledger.RequireWriting();
        long? done;
        CopyMade made = new();
        byte[] sealedContent = [];
        AuthorityKeys? authorityKeys = null;
        using (LedgerRead rows = ledger.Read())
        {
            done = rows.ReceiptOf(key)?.Index;
            if (done is null)
            {
                authorityKeys = seals.DeskOf(rows).RequireInForce(authority);
                (made, sealedContent) = Prepare(rows, authority, identifier, request, authorityKeys);
            }
        }

        long index = done ?? (await ledger.WriteOnceAsync(
            key,
            write =>
            {
                _ = InForce(LicenceRegister.Own(write, authority, identifier));

                // Frozen since it was chosen, the seal no longer counts, though it has signed.
                return seals.DeskOf(write).RequireInForce(authority) != authorityKeys
                    ? throw new LedgerException(LedgerError.Busy, "电子印章刚刚变动，请重试。", "The seal has just changed; try again.")
                    : write.Append(made, sealedContent);
            },
            cancel)).Index;
        using LedgerRead after = ledger.Read();
        return Open(after, licences.Open(after, LicenceRegister.Own(after, authority, identifier)), CopyTable.GetMadeAt(after, index));
    }

    /// <summary>The copies of a licence, in the order of their making.</summary>
    /// <param name="authority">The caller's authority, which issued the licence.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="after">Log index of the last copy seen, or null for the first page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or erased.</exception>
    public IReadOnlyList<OpenedCopy> Of(string authority, string identifier, long? after)
    {
        using LedgerRead rows = ledger.Read();
        OpenedLicence licence = licences.Open(rows, LicenceRegister.Own(rows, authority, identifier));
        return [.. CopyTable.OfLicence(rows, licence.Licence.Handle, after, MostListed).Select(copy => Open(rows, licence, copy))];
    }

    /// <summary>Opens one copy for writing its file.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: licence or copy absent, another authority's, or erased; <see cref="LedgerError.WrongState"/>:
    /// withdrawn or expired.
    /// </exception>
    public OpenedCopy OpenStanding(string authority, string identifier, string serial)
    {
        using LedgerRead rows = ledger.Read();
        Licence licence = LicenceRegister.Own(rows, authority, identifier);
        Copy copy = Get(rows, licence, serial);
        return copy.WithdrawnAt is not null ? throw Wrong("加注件已撤回。", "The copy is withdrawn.")
            : copy.ExpiresAt < time.GetUtcNow() ? throw Wrong("加注件已过期。", "The copy has expired.")
            : Open(rows, licences.Open(rows, licence), copy);
    }

    /// <summary>What anybody may know who has the copy in hand: whether it stands. Null where there is none with this serial of this licence.</summary>
    /// <param name="licence">A licence whose standing the asker may know.</param>
    /// <param name="serial">The serial as printed.</param>
    public Copy? Find(Licence licence, string serial)
    {
        ArgumentNullException.ThrowIfNull(licence);
        using LedgerRead rows = ledger.Read();
        return TryParse(serial) is ByteString bytes && CopyTable.Find(rows, bytes) is Copy copy && copy.LicenceHandle == licence.Handle ? copy : null;
    }

    /// <summary>Withdraws a copy: from here on the log says so to whoever asks.</summary>
    /// <param name="authority">The caller's authority, which issued the licence.</param>
    /// <param name="identifier">The licence.</param>
    /// <param name="serial">The copy.</param>
    /// <param name="end">Who withdraws it, and why.</param>
    /// <param name="key">The request.</param>
    /// <param name="cancel">Stops waiting; it may be withdrawn all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>: withdrawn before; a field is wrong.
    /// </exception>
    public Task<LogReceipt> WithdrawAsync(
        string authority, string identifier, string serial, CopyEnd end, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(end);
        ledger.RequireWriting();
        end.Require(LicenceDate.InChina(time.GetUtcNow()));
        byte[]? details;
        ByteString handle;
        using (LedgerRead rows = ledger.Read())
        {
            Licence licence = LicenceRegister.Own(rows, authority, identifier);
            handle = Get(rows, licence, serial).Serial;
            details = licence.Holders.All(holder => HolderKeys.Exists(rows, holder))
                ? vault.Seal(rows, licence.Holders, WithdrawalPurpose, end.Details.ToByteArray())
                : null;
        }

        CopyWithdrawn withdrawn = new() { Serial = handle, SealedSm3 = SealedDigest.Of(details) };
        return ledger.WriteOnceAsync(
            key,
            write => CopyTable.Find(write, handle)?.WithdrawnAt is null
                ? write.Append(withdrawn, details)
                : throw Wrong("加注件已撤回。", "The copy is withdrawn."),
            cancel);
    }

    private (CopyMade Made, byte[] SealedContent) Prepare(
        LedgerRead rows, string authority, string identifier, CopyRequest request, AuthorityKeys keys)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        OpenedLicence licence = licences.Open(rows, InForce(LicenceRegister.Own(rows, authority, identifier)));
        request.Require(now);
        CopyDocument copy = CopyMaker.Make(licence, request, Handle.New(), now, keys);
        CopyContent content = new() { Document = ByteString.CopyFrom(copy.ToBytes()), Operator = request.Operator };
        byte[] sealedContent = vault.Seal(rows, licence.Licence.Holders, ContentPurpose, content.ToByteArray());
        CopyMade made = new()
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash(copy.Statement.ToBytes()).Span),
            Serial = ByteString.CopyFrom(Convert.FromHexString(copy.Statement.Serial)),
            LicenceHandle = licence.Licence.Handle,
            ExpiresAt = copy.Statement.ExpiresAt.ToUnixTimeMilliseconds(),
            SealedSm3 = SealedDigest.Of(sealedContent),
        };
        return (made, sealedContent);
    }

    private OpenedCopy Open(LedgerRead rows, OpenedLicence whole, Copy copy)
    {
        byte[] sealedContent = rows.Get(Column.Sealed, RowKey.Of(copy.Index))
            ?? throw new LedgerException(LedgerError.NotFound, "加注件内容已清除。", "The copy's content was erased.");
        CopyContent content = CopyContent.Parser.ParseFrom(vault.Open(rows, whole.Licence.Holders, ContentPurpose, sealedContent));
        CopyDocument document = CopyDocument.Parse(content.Document.Span);
        LicenceDocument shown = document.Statement.Shown is { } names ? whole.Document.Showing([.. names]) : whole.Document;
        bool showsPhoto = whole.Photo is { } photo && shown.Fields.Any(field => field.Value == photo.Digest);
        return new OpenedCopy(
            copy, document, content.Document.Memory,
            whole with
            {
                Document = shown,
                Photo = showsPhoto ? whole.Photo : null,
                Decision = new(),
            });
    }

    private Licence InForce(Licence licence) => licence.IsInForce(LicenceDate.InChina(time.GetUtcNow()))
        ? licence
        : throw Wrong("证照不在有效状态，不能制作加注件。", "The licence is not in force; no copy is made of it.");

    private static Copy Get(LedgerRead rows, Licence licence, string serial) =>
        TryParse(serial) is ByteString bytes && CopyTable.Find(rows, bytes) is Copy copy && copy.LicenceHandle == licence.Handle
            ? copy
            : throw new LedgerException(LedgerError.NotFound, "没有这份加注件。", "There is no such copy.");

    private static ByteString? TryParse(string serial) => serial.Length == 2 * Handle.Length && serial.All(char.IsAsciiHexDigitLower)
        ? ByteString.CopyFrom(Convert.FromHexString(serial))
        : null;

    private static LedgerException Wrong(string chinese, string english) => new(LedgerError.WrongState, chinese, english);
}
