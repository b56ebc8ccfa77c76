using Ledger.Node.Log;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>A use of a material that stands in the log, and what may be given for it. Personal data, in memory only.</summary>
/// <param name="Made">The event.</param>
/// <param name="Receipt">Where it stands.</param>
/// <param name="Material">The material as it is now.</param>
/// <param name="Fields">The structured fields that are given, by their names.</param>
/// <param name="HasFile">Whether the file is given: then it is fetched by <see cref="UseRegister.OpenFile"/>.</param>
internal sealed record MadeMaterialUse(
    UseMade Made, LogReceipt Receipt, OpenedMaterial Material, IReadOnlyDictionary<string, string> Fields, bool HasFile)
{
    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {ConsentName.Of(Made.Use)}";
}
