using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>Which seal the event of an issue says that the licence bears.</summary>
public static class SealReference
{
    // LicenceIssued.seal_handle.
    private const int HandleField = 21;

    /// <summary>The seal's key in the status map, so that its standing can be asked for.</summary>
    /// <param name="proof">A licence's status bundle, unverified.</param>
    /// <returns>Null where the first event names no seal, as before seals stood in the log, or cannot be read.</returns>
    public static Digest? MapKeyOf(StatusBundle proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        try
        {
            return proof.Events is [{ Body: { } body }, ..] ? MapKeyOf(proof.Origin, HandleIn(body.Span)) : null;
        }
        catch (FormatException)
        {
            return null; // the verifier says what is wrong with it
        }
    }

    /// <summary>The key of a handle in the status map of a log; null where it is none.</summary>
    internal static Digest? MapKeyOf(string origin, ReadOnlySpan<byte> handle) =>
        handle.Length == MapKey.HandleLength ? MapKey.For(origin, MapNamespace.Seal, handle) : null;

    /// <summary>The handle in the body of an issue's event; empty where it names none.</summary>
    /// <exception cref="FormatException">The body is malformed.</exception>
    internal static ReadOnlySpan<byte> HandleIn(ReadOnlySpan<byte> body) => EventBodies.Field(EventBodies.EventOf(body), HandleField);
}
