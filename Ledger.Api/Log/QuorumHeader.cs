using System.Globalization;
using Ledger.Node.Federation;

namespace Ledger.Api.Log;

/// <summary>
/// The header that labels a checkpoint shown: <c>met; time=SECONDS</c>, <c>below</c>, or <c>none</c> where this node's trust policy asks
/// for no witnesses. A convenience: who verifies counts the cosignatures by a policy of his own.
/// </summary>
internal static class QuorumHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "Ledger-Quorum";

    public static string Of(ShownHead shown) => shown.Report switch
    {
        null => "none",
        { QuorumTime: DateTimeOffset time } => string.Create(CultureInfo.InvariantCulture, $"met; time={time.ToUnixTimeSeconds()}"),
        _ => "below",
    };
}
