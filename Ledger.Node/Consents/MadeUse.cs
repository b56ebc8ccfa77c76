using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Consents;

/// <summary>A use that stands in the log, and what may be given for it. Personal data, in memory only.</summary>
/// <param name="Made">The event.</param>
/// <param name="Receipt">Where it stands.</param>
/// <param name="Licence">The licence as it is now.</param>
/// <param name="Document">The licence's document with the fields that are shown and their proofs.</param>
/// <param name="Recognition">Why it counts in the caller's province.</param>
internal sealed record MadeUse(UseMade Made, LogReceipt Receipt, Licence Licence, LicenceDocument Document, Recognition Recognition)
{
    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {ConsentName.Of(Made.Use)}";
}
