using Ledger.Node.Log;

namespace Ledger.Node.Catalogue;

/// <summary>Enters definitions in the catalogue and finds them. The folder's only door.</summary>
internal sealed class CatalogueRegister(LedgerWriter ledger)
{
    /// <summary>The most entries of one page.</summary>
    public const int MaximumListed = 200;

    /// <summary>Enters what comes with the program, as far as the log has nothing under its codes.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="seed">The definitions, editions in order.</param>
    /// <returns>How many were entered.</returns>
    public static int EnterMissing(LedgerWrite write, IEnumerable<CatalogueDefinition> seed)
    {
        List<CatalogueDefinition> missing =
            [.. seed.Where(definition => CatalogueTable.FindNewestEdition(write, definition.Kind, definition.Code) is null)];
        foreach (CatalogueDefinition definition in missing)
        {
            CatalogueEntry? current = CatalogueTable.FindNewest(write, definition.Kind, definition.Code);
            write.Append(CatalogueEntry.Enter(current, definition, enteredBy: "")!);
        }

        return missing.Count;
    }

    /// <summary>Enters an edition of a licence type. The definition that is the newest already is not entered again.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="json">The definition, UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="LedgerException">
    /// The definition is wrong, the edition is not the next, the caller is not entitled, or the ledger does not write.
    /// </exception>
    public async Task<CatalogueEntry> EnterLicenceTypeAsync(
        string authority, ReadOnlyMemory<byte> json, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        (LicenceType type, CatalogueDefinition definition) = ReadLicenceType(json);
        using (LedgerRead before = ledger.Read())
        {
            CatalogueEntry? newest = CatalogueTable.FindNewest(before, CatalogueKind.LicenceType, type.Code);
            if (before.ReceiptOf(key) is null && newest?.Definition.Span.SequenceEqual(definition.Bytes.Span) is true)
            {
                return newest;
            }
        }

        await ledger.WriteOnceAsync(
            key,
            write =>
            {
                CatalogueEntry? current = CatalogueTable.FindNewest(write, CatalogueKind.LicenceType, type.Code);
                LicenceTypeChange.Require(write, authority, current is null ? null : LicenceTypes.Read(current.Definition.Span), type);
                return write.Append(CatalogueEntry.Enter(current, definition, authority) ?? throw AlreadyEntered());
            },
            cancel);
        using LedgerRead after = ledger.Read();
        return CatalogueTable.Find(after, CatalogueKind.LicenceType, type.Code, type.Edition)!;
    }

    /// <summary>One edition of a code.</summary>
    /// <param name="kind">What it defines.</param>
    /// <param name="code">Its code.</param>
    /// <param name="edition">Which edition; null for the newest.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public CatalogueEntry Get(CatalogueKind kind, string code, int? edition)
    {
        using LedgerRead rows = ledger.Read();
        return (edition is { } number ? CatalogueTable.Find(rows, kind, code, number) : CatalogueTable.FindNewest(rows, kind, code))
            ?? throw NotFound();
    }

    /// <summary>The number of the newest edition of what an entry defines.</summary>
    public int NewestEdition(CatalogueEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using LedgerRead rows = ledger.Read();
        return CatalogueTable.FindNewestEdition(rows, entry.Kind, entry.Code) ?? entry.Edition;
    }

    /// <summary>Said of what is not there, and of what the caller may not know of.</summary>
    public static LedgerException NotFound() =>
        new(LedgerError.NotFound, "目录中没有这一项。", "There is no such entry in the catalogue.");

    /// <summary>The newest editions of one kind, in the order of their codes.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="after">The code to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many, 1 to <see cref="MaximumListed"/>.</param>
    /// <param name="isShown">Whether the caller may see an entry.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public IReadOnlyList<CatalogueEntry> List(CatalogueKind kind, string? after, int limit, Func<CatalogueEntry, bool> isShown)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumListed);
        using LedgerRead rows = ledger.Read();
        return [.. CatalogueTable.AllNewest(rows, kind, after).Where(isShown).Take(limit)];
    }

    private static (LicenceType Type, CatalogueDefinition Definition) ReadLicenceType(ReadOnlyMemory<byte> json)
    {
        try
        {
            return (LicenceTypes.Read(json.Span), CatalogueDefinition.Read(CatalogueKind.LicenceType, json.Span));
        }
        catch (CatalogueException wrong)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"证照类型定义有误：{wrong.Fault.Chinese}。", $"The definition is wrong: {wrong.Fault.English}.", "");
        }
    }

    // Only where the same definition was entered by another request between the look before and the turn.
    private static LedgerException AlreadyEntered() => new(
        LedgerError.AlreadyExists, "该版次刚刚登记。", "This edition was entered just now.", "/edition");
}
