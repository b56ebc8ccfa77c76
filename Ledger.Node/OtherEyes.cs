using Google.Protobuf;

namespace Ledger.Node;

/// <summary>双人复核: who decides on something is somebody else than asked for it.</summary>
internal static class OtherEyes
{
    /// <summary>
    /// Whether two acts are of two persons: of other accounts at other systems, for what a system says of its operators is its word alone. On this node's
    /// own pages other accounts are enough, for the node itself knows who has signed in.
    /// </summary>
    /// <param name="system">Where the first acted.</param>
    /// <param name="account">Keyed hash of the first's account.</param>
    /// <param name="otherSystem">Where the second acts.</param>
    /// <param name="otherAccount">Keyed hash of the second's account.</param>
    public static bool Are(string system, ByteString account, string otherSystem, ByteString otherAccount) =>
        !account.Equals(otherAccount) && (system != otherSystem || otherSystem == DepartmentSystem.Counter);
}
