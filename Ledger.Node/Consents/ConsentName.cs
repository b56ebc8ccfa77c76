using Google.Protobuf;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>How consents and uses are named to people and systems: the 32 lower-case hexadecimal characters of their handles.</summary>
internal static class ConsentName
{
    /// <summary>Characters of every name.</summary>
    public const int Length = 2 * Handle.Length;

    /// <summary>The handle; null where the text is no name.</summary>
    public static ByteString? TryRead(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == Length && name.All(char.IsAsciiHexDigitLower) ? ByteString.CopyFrom(Convert.FromHexString(name)) : null;
    }

    /// <summary>The name of a handle.</summary>
    public static string Of(ByteString handle) => Convert.ToHexStringLower(Handle.Checked(handle).Span);
}
