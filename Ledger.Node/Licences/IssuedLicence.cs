using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>A licence just issued, or issued before by the same request.</summary>
/// <param name="Receipt">Its place in the log.</param>
/// <param name="Licence">Its state.</param>
/// <param name="CheckCode">The code printed on it.</param>
internal sealed record IssuedLicence(LogReceipt Receipt, Licence Licence, string CheckCode);

/// <summary>A licence with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Licence">Its state.</param>
/// <param name="Document">The signed document.</param>
/// <param name="CheckCode">The code printed on it.</param>
internal sealed record OpenedLicence(Licence Licence, LicenceDocument Document, string CheckCode)
{
    /// <summary>The canonical bytes of the document, as it was signed; put together at each call.</summary>
    public ReadOnlyMemory<byte> DocumentBytes => Document.ToBytes();

    /// <summary>Who issued it, and what was sealed beside the ground.</summary>
    public DecisionDetails Decision { get; init; } = new();

    /// <summary>The photograph of the holder, or null.</summary>
    public JpegPhoto? Photo { get; init; }
}

/// <summary>What the holder of a printed licence may know.</summary>
/// <param name="Licence">Its state.</param>
/// <param name="TypeName">Name of its type.</param>
/// <param name="State">What it is today.</param>
/// <param name="AsOf">Time of the newest signed checkpoint.</param>
/// <param name="MapKey">Its key in the status map.</param>
/// <param name="Holders">Who holds it, covered as the class of the name demands; empty where its content was erased.</param>
internal sealed record LicenceStanding(
    Licence Licence, string TypeName, LicenceState State, DateTimeOffset AsOf, Digest MapKey, IReadOnlyList<string> Holders);
