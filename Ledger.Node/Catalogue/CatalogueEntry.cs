using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Catalogue;

/// <summary>One edition of one thing in the catalogue, as it was entered in the log.</summary>
/// <param name="Kind">What it defines.</param>
/// <param name="Code">Its code.</param>
/// <param name="Edition">From 1.</param>
/// <param name="Definition">JSON in canonical form.</param>
/// <param name="EnteredBy">Code of the authority that entered it; empty for what came with the program.</param>
/// <param name="Index">Log index of the entry.</param>
/// <param name="EnteredAt">When.</param>
internal sealed record CatalogueEntry(
    CatalogueKind Kind, string Code, int Edition, ReadOnlyMemory<byte> Definition, string EnteredBy, long Index, DateTimeOffset EnteredAt)
{
    /// <summary>Its name in the log: made of kind and code, for there is nothing about it that anybody should not be able to guess.</summary>
    public ByteString Handle => HandleOf(Kind.Code(), Code);

    /// <summary>The name in the log of all editions of one thing.</summary>
    public static ByteString HandleOf(string kind, string code) => ByteString.CopyFrom(
        Sm3.Hash(Encoding.UTF8.GetBytes($"catalogue\n{kind}\n{code}")).Span[..Parties.Handle.Length]);

    /// <summary>Decides that an edition is entered.</summary>
    /// <param name="current">The newest edition of the same code, or null.</param>
    /// <param name="next">The edition to enter.</param>
    /// <param name="enteredBy">Code of the authority that enters it; empty for what comes with the program.</param>
    /// <returns>Null where the newest edition is this definition, byte for byte.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.AlreadyExists"/> where the edition is taken; <see cref="LedgerError.InvalidField"/> where one would be left out.
    /// </exception>
    public static CatalogueEntered? Enter(CatalogueEntry? current, CatalogueDefinition next, string enteredBy)
    {
        ArgumentNullException.ThrowIfNull(next);
        int newest = current?.Edition ?? 0;
        if (current is not null && next.Edition == newest && current.Definition.Span.SequenceEqual(next.Bytes.Span))
        {
            return null;
        }

        return next.Edition <= newest
            ? throw new LedgerException(
                LedgerError.AlreadyExists,
                $"第 {next.Edition} 版已存在；版次一经登记不再改变，新定义应为第 {newest + 1} 版。",
                $"Edition {next.Edition} exists and never changes; a new definition is edition {newest + 1}.",
                "/edition")
            : next.Edition > newest + 1
            ? throw new LedgerException(
                LedgerError.InvalidField, $"下一版应为第 {newest + 1} 版。", $"The next edition is {newest + 1}.", "/edition")
            : new CatalogueEntered
            {
                Kind = next.Kind.Code(),
                Code = next.Code,
                Edition = (uint)next.Edition,
                Definition = ByteString.CopyFrom(next.Bytes.Span),
                EnteredBy = enteredBy,
            };
    }
}
