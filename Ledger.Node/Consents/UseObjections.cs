using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>异议: holders, and parents of minors, object to uses; whoever made the use sees it. The use stays in the log, and the objection beside it.</summary>
internal sealed partial class UseObjections(LedgerWriter ledger, Guardianship guardians, HolderVault vault, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most that one page lists.</summary>
    public const int MostListed = 100;

    /// <summary>Longest text of an objection, in characters.</summary>
    public const int LongestText = 500;

    private const string Purpose = "use-objection";

    /// <summary>Objects to a use, once.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="index">Log index of the use.</param>
    /// <param name="text">Why: 1 to 500 visible characters.</param>
    /// <param name="key">The request; repeated it is the same objection.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no use, of nothing of the person's own or of a minor's whose parent they are; <see cref="LedgerError.WrongState"/>: objected to
    /// before; <see cref="LedgerError.InvalidField"/>: the text.
    /// </exception>
    public async Task<LogReceipt> ObjectAsync(SignedInPerson who, long index, string text, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        RequireText(text, "/text");
        UseObjected? objected = null;
        byte[] content = [];
        using (LedgerRead rows = ledger.Read())
        {
            UseRow use = UseTable.GetAt(rows, index);
            objected = new UseObjected
            {
                Handle = use.Made.Handle,
                Use = use.Made.Use,
                UseIndex = index,
                HolderHandles = { use.Made.HolderHandles },
                ByPerson = ByteString.CopyFrom(who.Person.Span),
                ByGuardian = !RequireTheirs(rows, who, use.Made),
            };
            if (rows.ReceiptOf(key) is null)
            {
                content = vault.Seal(rows, objected.HolderHandles, Purpose, new UseObjectionContent { Text = text }.ToByteArray());
                objected.SealedSm3 = SealedDigest.Of(content);
            }
        }

        return await ledger.WriteOnceAsync(
            key,
            write => UseTable.GetAt(write, index).ObjectedTime == 0
                ? write.Append(objected, content)
                : throw new LedgerException(LedgerError.WrongState, "对此次用证已提出异议。", "This use was objected to already."),
            cancel);
    }

    /// <summary>Objections to uses that a system made, the newest first; those of holders who were erased are left out.</summary>
    /// <param name="caller">The system.</param>
    /// <param name="before">Log index of the last one seen, or null for the newest.</param>
    public IReadOnlyList<OpenedObjection> Of(UseCaller caller, long? before)
    {
        ArgumentNullException.ThrowIfNull(caller);
        using LedgerRead rows = ledger.Read();
        return
        [
            .. UseObjectionTable.OfCaller(rows, CallerOf(caller), before)
                .Select(found => Open(rows, found.Index, found.Row)).OfType<OpenedObjection>().Take(MostListed),
        ];
    }

    /// <summary>One objection to a use that a system made; null where there is none, or its holder was erased.</summary>
    /// <param name="caller">The system.</param>
    /// <param name="index">Log index of the objection.</param>
    public OpenedObjection? Find(UseCaller caller, long index)
    {
        ArgumentNullException.ThrowIfNull(caller);
        using LedgerRead rows = ledger.Read();
        return UseObjectionTable.Find(rows, CallerOf(caller), index) is UseObjectionRow row ? Open(rows, index, row) : null;
    }

    private OpenedObjection? Open(LedgerRead rows, long index, UseObjectionRow row)
    {
        UseObjected objected = row.Objected;
        if (vault.TryOpenBeside(rows, objected.HolderHandles, Purpose, index) is not byte[] content)
        {
            return null;
        }

        UseRow made = UseTable.GetAt(rows, objected.UseIndex);
        string text = UseObjectionContent.Parser.ParseFrom(content).Text;
        return UseContents.TryOpen(rows, vault, objected.UseIndex, made.Made) is UseContent use
            ? new OpenedObjection(index, row, text, use, made, TypeOf(rows, made.Made), FindAnswer(rows, vault, made))
            : null;
    }

    private static string TypeOf(LedgerRead rows, UseMade made) => (made.MaterialHandle.IsEmpty
        ? LicenceTable.Find(rows, made.LicenceHandle)?.Identifier.Type
        : MaterialTable.Find(rows, made.MaterialHandle)?.Identifier.Type) ?? "";

    /// <summary>Whether it is their own; false for a minor's. Nobody else learns that there is such a use.</summary>
    private bool RequireTheirs(LedgerRead rows, SignedInPerson who, UseMade made)
    {
        ByteString[] own = [.. who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>()];
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        return made.HolderHandles.Any(own.Contains) ? !who.IsGuardian
            : (made.HolderHandles.Any(holder => guardians.Find(rows, who, holder, today) is not null) ? false : throw GivenConsents.NotFound());
    }

    /// <summary>Refuses what is no text of 1 to <see cref="LongestText"/> visible characters.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    internal static void RequireText(string text, string field)
    {
        if (text.Length == 0 || VisibleText.Length(text) > LongestText || !VisibleText.IsVisible(text))
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"应为 1 至 {LongestText} 个可见字符。", $"It has 1 to {LongestText} visible characters.", field);
        }
    }
}
